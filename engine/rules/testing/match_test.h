#pragma once

#include <map>
#include <optional>
#include <string>
#include <vector>

#include "match/solve.h"
#include "rules/syntax/report.h"
#include "rules/testing/rule_test.h"

namespace connections::rules {

/// What a case wants of one mail.
struct MatchExpectation {
  MessageId mail;
  Verdict verdict = Verdict::kReview;
  std::string booking;             ///< update: id of the stay
  std::string because;             ///< code of a reason that must be there
  std::optional<double> at_least;  ///< least bits of the stay
  std::vector<std::string> by;     ///< ids of comparisons that must have counted
};

/// One test of rules/match: mails and stays, and what must be decided.
struct MatchCase {
  std::string name;
  Location where;  ///< of the case
  std::string platform;
  Instant now;
  std::vector<match::StoryMail> mails;
  std::vector<Booking> bookings;
  std::vector<match::FeedView> feeds;
  std::vector<match::ListingLink> links;
  std::vector<MatchExpectation> expect;
  bool todo = false;
};

/// Parses one file whose shape was checked. Mistakes of meaning are R018 (an id that the case does not have), R020 (a
/// day or time that is none) and R021.
void parse_match_test(const RuleSource& source, const RuleBook& book, Report& report, std::vector<MatchCase>& cases);

/// Decides the case's mails with the book's matching rules, as a sync does. Pure; throws nothing. Its platform reads
/// "match/airbnb", so that reports tell it from cases of the platform's packs.
[[nodiscard]] CaseResult run_match_case(const RuleBook& book, const MatchCase& test);

}  // namespace connections::rules
