#include "plugin/parsers.h"

#include <algorithm>
#include <functional>

#include <fmt/format.h>

#include "model/reason_codes.h"
#include "rules/evaluation/evaluator.h"
#include "secrets/digest.h"

namespace connections::plugin {
namespace {

constexpr Confidence kMinClaim{0.5};

/// What failed while the mail's parser was looked for. A parser that could not say whether a mail is its own may be the
/// right one, so nothing is written without a person.
void add_failures(Extraction& extraction, const std::vector<std::string>& failures) {
  for (const std::string& failure : failures) extraction.problems.push_back({problem::kPluginFailed, failure});
  if (!failures.empty()) extraction.may = Permission::kReview;
}

Extraction unread(const rules::RuleBook& book, std::string reason) {
  Extraction nothing;
  nothing.rule_book = book.hash;
  nothing.kind_reason = std::move(reason);
  return nothing;
}

rules::TraceClaim traced_claim(const rules::RuleBook& book, const Parser& parser, const mail::Mail& mail,
                               const Result<Confidence>& score) {
  rules::TraceClaim claim{.platform = std::string(parser.id()), .confidence = 0.0, .detail = {}};
  if (!score) claim.detail = score.error().message;
  if (!score) return claim;
  claim.confidence = score->value();
  if (*score >= kMinClaim) return claim;
  if (const rules::Platform* platform = book.platform(parser.id()))
    claim.detail = rules::why_not_recognised(book, *platform, mail);
  if (claim.detail.empty())
    claim.detail = fmt::format("it is only {} sure, less than {}", score->value(), kMinClaim.value());
  return claim;
}

}  // namespace

Parsers::Parsers(rules::RuleBookPtr book, std::vector<std::unique_ptr<Parser>> parsers,
                 std::shared_ptr<const void> keep_alive)
    : book_(std::move(book)), keep_alive_(std::move(keep_alive)), parsers_(std::move(parsers)) {
  constexpr std::size_t kDigits = 32;
  std::string names = book_->hash;
  for (const auto& parser : parsers_) names += fmt::format("\n{} {}", parser->id(), parser->version());
  in_force_ = secrets::sha256_hex(names).substr(0, kDigits);
  order_ = surest_first();
}

Parser* Parsers::find(std::string_view platform) noexcept {
  for (const auto& parser : parsers_)
    if (parser->id() == platform) return parser.get();
  return nullptr;
}

/// Those first that can be the surest: the others need not be asked once one is surer.
std::vector<Parsers::Asked> Parsers::surest_first() const {
  std::vector<Asked> order;
  order.reserve(parsers_.size());
  for (std::size_t i = 0; i < parsers_.size(); ++i) order.push_back({i, parsers_[i]->most_sure(*book_)});
  std::ranges::stable_sort(order, std::greater(), &Asked::most_sure);
  return order;
}

Parsers::Claim Parsers::claim(const mail::Mail& mail, rules::Trace* trace) {
  std::vector<std::optional<Result<Confidence>>> scores(parsers_.size());
  Confidence best_score;
  for (const auto& [i, most_sure] : order_) {
    if (trace == nullptr && most_sure < best_score) break;
    scores[i] = parsers_[i]->recognise(*book_, mail);
    if (*scores[i]) best_score = std::max(best_score, **scores[i]);
  }
  Claim best;
  for (std::size_t i = 0; i < parsers_.size(); ++i) {  // sorted by id: order never depends on addresses
    if (!scores[i]) continue;
    const Result<Confidence>& score = *scores[i];
    if (!score) best.failures.push_back(score.error().message);
    if (trace != nullptr) trace->claims.push_back(traced_claim(*book_, *parsers_[i], mail, score));
    if (!score || *score < kMinClaim) continue;
    if (best.parser != nullptr && *score == best.score) best.tie = std::string(parsers_[i]->id());
    if (best.parser != nullptr && *score <= best.score) continue;
    best.parser = parsers_[i].get();
    best.score = *score;
    best.tie.clear();
  }
  return best;
}

Result<Extraction> Parsers::extract_as(const rules::RuleBook& book, const mail::Mail& mail, std::string_view platform,
                                       rules::Trace* trace) {
  Parser* parser = find(platform);
  if (parser == nullptr) return fail(Errc::kNotFound, fmt::format("unknown parser '{}'", platform));
  return parser->extract(book, mail, trace);
}

Extraction Parsers::unclaimed(const std::string& reason, const std::vector<std::string>& failures) const {
  Extraction nothing = unread(*book_, failures.empty() ? reason : failures.front());
  if (failures.empty()) nothing.problems.push_back({problem::kUnclaimed, nothing.kind_reason});
  add_failures(nothing, failures);
  return nothing;
}

Extraction Parsers::extract(const mail::Mail& mail, std::string_view platform, rules::Trace* trace) {
  Claim claimed;
  if (platform == "auto")
    claimed = claim(mail, trace);
  else
    claimed.parser = find(platform);
  if (claimed.parser == nullptr)
    return unclaimed(platform == "auto" ? "no parser claims this mail" : fmt::format("unknown parser '{}'", platform),
                     claimed.failures);
  auto extraction = claimed.parser->extract(*book_, mail, trace);
  if (!extraction) {
    extraction = unread(*book_, extraction.error().message);
    extraction->platform = std::string(claimed.parser->id());
    extraction->parser_version = fmt::format("{} {}", claimed.parser->id(), claimed.parser->version());
    claimed.failures.push_back(extraction->kind_reason);
  }
  if (!claimed.tie.empty()) {
    extraction->problems.push_back(
        {"platform_unsure", fmt::format("{} claims this mail as strongly as {}", claimed.tie, extraction->platform)});
    if (extraction->may == Permission::kEnrich) extraction->may = Permission::kReview;
  }
  add_failures(*extraction, claimed.failures);
  return std::move(*extraction);
}

}  // namespace connections::plugin
