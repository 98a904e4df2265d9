#include "app/corpus/group_score.h"

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "view/table.h"

namespace connections::app {
namespace {

std::string group_of(const Truth& truth, GroupScore::By by) {
  switch (by) {
    case GroupScore::By::kPlatform:
      return truth.platform.empty() ? "none" : truth.platform;
    case GroupScore::By::kLanguage:
      return truth.language.empty() ? "not said" : truth.language;
    case GroupScore::By::kKind:
      return std::string(name(truth.kind));
  }
  return {};
}

std::string short_figures(const Score& score, Field field) {
  const auto found = score.fields().find(field);
  if (found == score.fields().end()) return "-";
  const Tally& tally = found->second;
  if (tally.tp + tally.fp + tally.fn == 0) return "-";
  return fmt::format("{:.2f}/{:.2f}", tally.precision(), tally.recall());
}

}  // namespace

void GroupScore::add(const Truth& truth, const Extraction& extraction) {
  groups_[group_of(truth, by_)].add(truth, extraction);
}

nlohmann::ordered_json GroupScore::to_json() const {
  auto all = nlohmann::ordered_json::object();
  for (const auto& [group, score] : groups_) {
    auto one = score.to_json();
    one.erase("wrong");
    all[group] = std::move(one);
  }
  return all;
}

std::string GroupScore::to_text() const {
  view::Table table({"", "kind", "name", "check-in", "check-out", "code", "guests", "listing"});
  for (const auto& [group, score] : groups_) {
    std::vector<std::string> row{group, fmt::format("{}/{}", score.kinds_correct(), score.mails())};
    for (const Field field : kScoredFields) row.push_back(short_figures(score, field));
    table.add(std::move(row));
  }
  return "kind: right/mails; then precision/recall of each field\n\n" + table.to_string();
}

}  // namespace connections::app
