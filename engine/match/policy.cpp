#include "match/policy.h"

#include <algorithm>

namespace connections::match {
namespace {

constexpr double kForbidden = -20;  ///< beside a veto: what is forbidden is also shown as unlikely

Weighting words(std::string id, Comparison what, const std::vector<double>& bits) {
  Weighting out{.id = std::move(id), .levels = {}};
  for (std::size_t i = 0; i < bits.size(); ++i)
    out.levels.push_back({std::string(info(what).words[i]), static_cast<int>(i), bits[i]});
  return out;
}

void set_weightings(MatchRules& rules) {
  using enum Comparison;
  rules.of(kCode) = words("common.code", kCode, {16, kForbidden});
  rules.of(kCheckIn) = {"common.check_in", {{"same", 0, 6}, {"near", 1, -1}, {"other", Level::kUnbounded, -7}}, 0};
  rules.of(kCheckOut) = {"common.check_out", {{"same", 0, 5}, {"near", 1, -1}, {"other", Level::kUnbounded, -6}}, 0};
  rules.of(kPhone) = words("common.phone", kPhone, {8, -2});  // guests change numbers
  rules.of(kName) = words("common.name", kName, {6, 4, 2, kForbidden});
  rules.of(kListing) = words("common.listing", kListing, {6, 6, 2, 0, 0});
  rules.of(kFirstSeen) = {"common.first_seen", {{"since", 6, 0}, {"before", Level::kUnbounded, -6}}, 0};
}

void set_vetoes(MatchRules& rules) {
  using enum Comparison;
  const LevelRef code_same{kCode, kCodeSame};
  const auto forbid = [&](std::string id, std::optional<LevelRef> when, std::optional<StayIs> is,
                          std::optional<LevelRef> unless, bool contradicts, std::string reason) {
    rules.vetoes.push_back({std::move(id), when, is, unless, contradicts, std::move(reason)});
  };
  forbid("common.veto.code", LevelRef{kCode, 1}, {}, {}, true, "it has another confirmation code ({feed})");
  forbid("common.veto.phone", LevelRef{kPhone, 1}, {}, code_same, true, "the guest's phone ends in other digits");
  forbid("common.veto.name", LevelRef{kName, 3}, {}, {}, true, "the feed names another guest ({feed})");
  // A guest may be moved to another listing under the same code.
  forbid("common.veto.listing", LevelRef{kListing, 4}, {}, code_same, true,
         "the mail says {mail}, which is another property");
  // A "block" of Booking.com may be a stay: its feed writes both alike (calendar/read/blocks.h says which are sure).
  forbid("common.veto.block", {}, StayIs::kBlock, {}, true, "it is a block, nobody stays");
  forbid("common.veto.cancelled", {}, StayIs::kCancelled, {}, false, "it is cancelled");
  forbid("common.veto.twin", {}, StayIs::kTwin, code_same, false, "another feed shows the same stay");
}

}  // namespace

std::size_t Weighting::level_of(int distance) const noexcept {
  std::size_t i = 0;
  while (i < levels.size() && distance > levels[i].bound) ++i;
  return i;
}

double Weighting::most() const noexcept {
  double most = std::max(0.0, missing);
  for (const Level& level : levels) most = std::max(most, level.bits);
  return most;
}

MatchRules default_match_rules() {
  MatchRules rules;
  set_weightings(rules);
  set_vetoes(rules);
  return rules;
}

const MatchRules& Policy::of(std::string_view issuer) const {
  const auto found = by_platform.find(issuer);
  return found == by_platform.end() ? common : found->second;
}

}  // namespace connections::match
