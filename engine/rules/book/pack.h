#pragma once

#include <cstdint>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "mail/forward/forward_words.h"
#include "match/policy.h"
#include "model/confidence.h"
#include "model/field.h"
#include "model/kind.h"
#include "model/part.h"
#include "rules/book/locale.h"
#include "rules/book/location.h"
#include "rules/book/pattern.h"

/// The compiled form of the rule language: plain, immutable values. language/ makes them, evaluation/ uses them;
/// neither knows the other.
namespace connections::rules {

/// A test on a mail, or a combination of tests. An absent part fails `re` and `in`.
struct Condition {
  enum class Op : std::uint8_t { kAll, kAny, kNone, kMatches, kOneOf, kDomainOf, kPresent };
  Op op = Op::kAll;
  std::vector<Condition> children;  ///< kAll, kAny, kNone
  std::vector<PartRef> parts;       ///< tests: true if it holds in any of them ("body" is text and html)
  std::optional<Pattern> re;        ///< kMatches
  std::vector<std::string> words;   ///< kOneOf: equal, folded. kDomainOf: equal or a sub-domain, on a dot
  /// How sure a pack is of its kind when this holds. Absent: inherits the strongest of its children,
  /// then the pack's default.
  std::optional<Confidence> confidence;
  Location where;
};

/// How the captured text becomes a value.
enum class Reading : std::uint8_t {
  kText,  ///< white space folded, ends trimmed
  kName,  ///< text; further checked to look like a person's name
  kCode,  ///< no white space inside, upper-cased
  kDate,
  kRangeStart,  ///< first day of a range in one text: "Jun 13 – 14, 2026", "2026年5月4日～6日"
  kRangeEnd,
  kCount,
  kMoney,
  kTime,
  kParty,     ///< "2 adults, 1 child, 1 pet" → guest_count, adults, children, infants, pets
  kConstant,  ///< the rule gives the value
};

/// Where the year of a date without one comes from.
enum class YearPolicy : std::uint8_t {
  kNextAfterReceived,   ///< first such day on or after the mail's own day, with some days of grace
  kLastBeforeReceived,  ///< reviews and payouts look back
  kRequired,            ///< a date without a year is not read
};

/// One value that a match puts forward.
struct Emit {
  std::optional<Field> field;  ///< absent: kParty, which fills several
  Reading reading = Reading::kText;
  std::size_t group = 0;             ///< index into Match::spans
  std::vector<std::size_t> join;     ///< kText, kName: further groups, joined to it with a space
  std::string constant;              ///< kConstant
  std::vector<std::string> formats;  ///< dates; empty takes any order of words and numbers
  DateOrder order = DateOrder::kUnset;
  YearPolicy year = YearPolicy::kNextAfterReceived;
  std::string currency;  ///< money: when the text names none
};

/// Takes a match back: if `re` occurs within `near` bytes of it (0: anywhere in the part).
struct Veto {
  Pattern re;
  std::size_t near = 0;
  std::vector<PartRef> parts;  ///< empty: the part of the match
};

struct Rule {
  std::string id;
  std::vector<PartRef> parts;
  Pattern re;
  std::vector<Emit> emits;
  Confidence confidence;
  std::vector<Speaker> speakers{Speaker::kPlatform};
  std::vector<Veto> vetoes;
  std::optional<Condition> when;  ///< further condition on the mail
  bool stay = false;              ///< each match is one stay of a list (payout), not a fact of the mail
  bool disabled = false;          ///< by a site override; kept so that explain can say so
  std::string override_reason;    ///< of the override that changed it; empty if none
  Location where;
};

/// All that is known of one kind of mail of one platform.
struct Pack {
  std::string id;  ///< "airbnb.confirmed"
  std::string platform;
  std::string hash;  ///< SHA-256 over the pack as loaded, includes and overrides applied
  MailKind kind = MailKind::kOther;
  std::vector<MailKind> runs_for;  ///< shared rules: run beside the packs of these kinds, decide no kind
  std::string subkind;
  Permission may = Permission::kArchive;
  Confidence confidence{0.9};     ///< of the kind, where no condition says otherwise
  std::vector<Field> key_fields;  ///< a selected mail without one of these is a problem "no_key_fact"
  Locales locales;
  DateOrder date_order = DateOrder::kUnset;
  std::string currency;
  Condition select;         ///< of shared rules: holds always, unless it says otherwise
  std::vector<Rule> rules;  ///< sorted by id
  std::map<PartRef, std::vector<std::size_t>> rules_of_part;  ///< indexes into `rules`, ascending
  std::vector<std::string> overrides;  ///< what the site changed, a sentence each with its reason
  Location where;
};

/// Marks text that someone other than the platform speaks: from a match of `from` to the next match of
/// `to` (or the end). Named groups `begin` in `from` and `end` in `to` narrow the stretch.
struct SegmentRule {
  std::string id;
  Speaker speaker = Speaker::kGuest;
  std::vector<PartRef> parts;
  Pattern from;
  std::optional<Pattern> to;
  Location where;
};

/// A folder rules/<platform>/: how its mails are recognised and what reads them.
struct Platform {
  std::string id;
  std::string name;                          ///< for people: "Booking.com"
  std::vector<std::string> trusted_domains;  ///< an authenticated mail must come from one of these
  std::optional<Pattern> code;               ///< shape of its confirmation codes
  Condition recognise;
  std::map<std::string, PartRef> signals;  ///< name → where the mail says it; before what a parser's code found
  std::vector<std::string> feeds;          ///< platforms of feeds that show its reservations; empty: its own, managers'
  bool manager = false;                    ///< a channel manager: its mails are about other platforms' reservations too
  std::vector<std::string> channels;       ///< what channel managers call it, folded
  std::map<Field, std::string> no_field;   ///< what its mails do not carry, and why: a sentence for people
  std::vector<SegmentRule> segments;       ///< who speaks where, for all packs
  std::vector<Pack> packs;                 ///< sorted by id
  Location where;
};

/// `requires: { plugin: … }` of a file: the least version of its platform's parser. Checked where the parsers are
/// loaded (plugin/registry.h).
struct PluginRequirement {
  std::string platform;
  std::string bound;  ///< ">=1.0"; readable by version_satisfies
  Location where;
};

/// Budgets of one mail. Beyond one: the mail goes to review with a problem "budget".
struct Budgets {
  std::size_t part_bytes = 2u << 20;
  std::size_t matches_a_rule = 64;
  std::size_t facts = 4096;
  /// Of CPU time (reading_time.h). A guard against hostile mails, far from the few that a mail takes.
  std::size_t milliseconds = 2000;
  std::size_t pattern_memory = Pattern::kDefaultMemory;
  double accept_at = 0.60;  ///< a fact below is disputed
  double margin = 0.20;     ///< so is one whose runner-up is nearer than this
};

/// The active rules: immutable once loaded, shared by all workers, swapped whole.
struct RuleBook {
  std::string hash;                       ///< SHA-256 over all packs
  std::map<std::string, Locale> locales;  ///< map: packs point into it
  Locales words;                          ///< of all locales together: what labels and names are checked with
  std::shared_ptr<const mail::ForwardWords> forward_words;  ///< for mail::ParseOptions; never null in a loaded book
  std::vector<Platform> platforms;                          ///< sorted by id
  std::vector<PluginRequirement> plugin_requirements;
  match::Policy matching;  ///< rules/match
  Budgets budgets;
  std::vector<Pattern> expressions;        ///< all, each once
  std::shared_ptr<Vocabulary> vocabulary;  ///< of the expressions; never null in a loaded book

  [[nodiscard]] const Platform* platform(std::string_view id) const noexcept;
  [[nodiscard]] const Pack* pack(std::string_view id) const noexcept;
  /// How often an expression's forms were dropped (Pattern::overflows), since the book was loaded: 0 where mails are in
  /// the languages that people write; a metric. Thread-safe.
  [[nodiscard]] std::uint64_t prefilter_fallbacks() const noexcept;
};

using RuleBookPtr = std::shared_ptr<const RuleBook>;

}  // namespace connections::rules
