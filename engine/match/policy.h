#pragma once

#include <array>
#include <chrono>
#include <cmath>
#include <limits>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "match/comparison.h"
#include "match/feed_text.h"
#include "match/platforms.h"

/// All that the matcher is told besides facts: rules/match/*.yaml in compiled form. Plain values.
namespace connections::match {

/// One step of a comparison, in log2 odds.
struct Level {
  static constexpr int kUnbounded = std::numeric_limits<int>::max();
  std::string name;        ///< "near"
  int bound = kUnbounded;  ///< the largest distance that it holds for
  double bits = 0;         ///< for (+) or against (−) the stay
  friend bool operator==(const Level&, const Level&) = default;
};

/// What agreement in one comparison is worth. The first level that holds counts; beyond the last one, nothing.
struct Weighting {
  std::string id;             ///< "common.check_in"
  std::vector<Level> levels;  ///< best first; empty: not compared
  double missing = 0;         ///< bits where one side does not say it
  std::string changed = {};   ///< what the site changed, a sentence with its reason; empty: nothing
  /// Index of the level; levels.size() where none holds.
  [[nodiscard]] std::size_t level_of(int distance) const noexcept;
  [[nodiscard]] double most() const noexcept;  ///< the best bits it can give, at least 0
  friend bool operator==(const Weighting&, const Weighting&) = default;
};

struct LevelRef {
  Comparison what;
  std::size_t level;
  friend bool operator==(const LevelRef&, const LevelRef&) = default;
};

/// What a stay is, apart from how it compares.
enum class StayIs : std::uint8_t { kBlock, kCancelled, kTwin };

/// Forbids a stay, whatever speaks for it.
struct Veto {
  std::string id;
  std::optional<LevelRef> when;    ///< exactly one of `when` and `is`
  std::optional<StayIs> is;        ///< twin: another feed's copy of a stay that is known
  std::optional<LevelRef> unless;  ///< does not hold beside this level
  bool contradicts = false;        ///< says that it is another guest's or another place's stay: a name leaves it again
  std::string reason;              ///< shown; {mail} and {feed} stand for what the two say
  friend bool operator==(const Veto&, const Veto&) = default;
};

/// Comparisons that say the same thing twice: only the strongest of them counts.
struct EvidenceGroup {
  std::string id;
  std::vector<Comparison> of;
  friend bool operator==(const EvidenceGroup&, const EvidenceGroup&) = default;
};

/// How reservations of one platform are matched.
struct MatchRules {
  std::array<Weighting, kComparisons> weightings;  ///< by Comparison
  std::vector<Veto> vetoes;                        ///< by what they look at, then id; the first that holds is shown
  std::vector<EvidenceGroup> groups;
  std::chrono::days window{3};  ///< a candidate arrives or leaves within so many days, or shares a code
  double prior = -1;
  bool prior_per_candidate = true;  ///< and −log2(candidates + 1): the more stays, the more evidence is needed
  double wrong_cost = 1000, review_cost = 1;  ///< a wrong name costs so many reviews …
  std::optional<double> update_bits;          ///< … unless the threshold is said outright
  double review_at = -2;                      ///< bits below which a stay is no candidate
  /// Feeds lag mails by hours (Airbnb refreshes every 3 hours at best); so long a missing booking is waited for.
  std::chrono::hours wait{48};
  double name_at_least = 0.80;       ///< confidence; a guest name below goes to a person
  double dates_at_least = 0.80;      ///< dates below may not decide which booking it is
  std::vector<std::string> changed;  ///< what the site changed, a sentence each with its reason

  [[nodiscard]] const Weighting& of(Comparison what) const { return weightings[static_cast<std::size_t>(what)]; }
  [[nodiscard]] Weighting& of(Comparison what) { return weightings[static_cast<std::size_t>(what)]; }
  /// Bits above which a mail may change a booking by itself: log2 of what a wrong name costs over a review.
  [[nodiscard]] double update_at() const { return update_bits ? *update_bits : std::log2(wrong_cost / review_cost); }
  friend bool operator==(const MatchRules&, const MatchRules&) = default;
};

/// The rules that ship (rules/match/common.yaml says the same; a test compares them).
[[nodiscard]] MatchRules default_match_rules();

struct Policy {
  MatchRules common = default_match_rules();
  std::map<std::string, MatchRules, std::less<>> by_platform;  ///< those with rules of their own, by issuer
  Platforms platforms = default_platforms();
  NoNames no_names;                  ///< of rules/common/feeds.yaml
  std::size_t component_limit = 64;  ///< reservations solved together; a larger group is for a person

  [[nodiscard]] const MatchRules& of(std::string_view issuer) const;
};

}  // namespace connections::match
