#include "sync/rules_behind.h"

#include <algorithm>

#include "store/tables/fact_store.h"

namespace connections::sync {

std::vector<std::string> rules_of_values(const Extraction& facts) {
  std::vector<std::string> rules;
  for (const Field field : {Field::kGuestName, Field::kGuestCount}) {
    const Fact* fact = facts.find(field);
    if (fact == nullptr || fact->candidates.empty()) continue;
    for (const Evidence& one : fact->candidates.front().evidence)
      if (std::ranges::find(rules, one.rule) == rules.end()) rules.push_back(one.rule);
  }
  return rules;
}

Result<std::vector<std::string>> rules_behind(store::Transaction& app, const store::BookingChange& change) {
  if (!change.message) return std::vector<std::string>{};
  if (change.decision.is_object() && change.decision.contains("read_by"))
    return change.decision.at("read_by").get<std::vector<std::string>>();
  const auto facts = TRY(store::load_extraction(app, *change.message));
  return facts ? rules_of_values(*facts) : std::vector<std::string>{};
}

}  // namespace connections::sync
