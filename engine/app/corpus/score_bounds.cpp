#include "app/corpus/score_bounds.h"

#include <charconv>
#include <optional>

#include <fmt/format.h>

namespace connections::app {
namespace {

std::optional<double> share_of(std::string_view text) {
  double share = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), share);
  const bool whole = error == std::errc{} && end == text.data() + text.size();
  return whole && share >= 0 && share <= 1 ? std::optional(share) : std::nullopt;
}

bool is_scored(std::string_view what) {
  for (const Field field : kScoredFields)
    if (name(field) == what) return true;
  return what == "all" || what == "confirmed" || what == "kind";
}

Result<ScoreBound> read_bound(const std::string& text) {
  const auto equals = text.find('=');
  const auto slash = text.find('/', equals);
  ScoreBound bound{.what = text.substr(0, equals)};
  const bool kind = bound.what == "kind";
  if (equals != std::string::npos && is_scored(bound.what) && kind == (slash == std::string::npos)) {
    const std::string_view shares = std::string_view(text).substr(equals + 1);
    const auto precision = share_of(shares.substr(0, kind ? shares.size() : slash - equals - 1));
    const auto recall = kind ? precision : share_of(shares.substr(slash - equals));
    if (precision && recall) {
      bound.precision = *precision;
      bound.recall = *recall;
      return bound;
    }
  }
  return fail(Errc::kInvalidArgument, fmt::format("'{}' is not a bound", text), "--fail-under",
              "FIELD=PRECISION/RECALL, all=0.99/0.95, confirmed=1/0.95 or kind=0.97");
}

void compare(const ScoreBound& bound, std::string_view what, const Tally& tally, std::vector<std::string>& found) {
  if (tally.precision() < bound.precision)
    found.push_back(fmt::format("{}: precision {:.4f} is under {}", what, tally.precision(), bound.precision));
  if (tally.recall() < bound.recall)
    found.push_back(fmt::format("{}: recall {:.4f} is under {}", what, tally.recall(), bound.recall));
}

}  // namespace

Result<std::vector<ScoreBound>> read_bounds(const std::vector<std::string>& texts) {
  std::vector<ScoreBound> bounds;
  for (const std::string& text : texts) bounds.push_back(TRY(read_bound(text)));
  return bounds;
}

std::vector<std::string> under(const Score& score, const std::vector<ScoreBound>& bounds) {
  std::vector<std::string> found;
  for (const ScoreBound& bound : bounds) {
    if (bound.what == "kind") {
      const double share = score.mails() == 0 ? 1.0 : static_cast<double>(score.kinds_correct()) / score.mails();
      if (share < bound.precision) found.push_back(fmt::format("kind: {:.4f} is under {}", share, bound.precision));
    }
    if (bound.what == "confirmed") compare(bound, "confirmed", score.confirmed(), found);
    for (const auto& [field, tally] : score.fields())
      if (bound.what == "all" || bound.what == name(field)) compare(bound, name(field), tally, found);
  }
  return found;
}

}  // namespace connections::app
