#include "rules/testing/match_test.h"

#include <algorithm>

#include <fmt/format.h>

#include "match/workspace.h"

namespace connections::rules {
namespace {

class MatchJudge {
 public:
  MatchJudge(const RuleBook& book, const MatchCase& test, CaseResult& result)
      : policy_(book.matching), test_(test), result_(result) {
    for (const match::StoryMail& mail : test.mails)
      if (const std::string listing = match::listing_of(mail.facts); !listing.empty())
        seen_.push_back({policy_.platforms.issuer_of(mail.facts), listing});
    for (const match::Outcome& one : match::solve({.mails = test.mails,
                                     .bookings = test.bookings,
                                     .feeds = test.feeds,
                                     .links = test.links,
                                     .seen = seen_,
                                     .now = test.now},
                                                  policy_))
      decisions_.emplace(one.mail, one.decision);
  }

  void judge() {
    for (const MatchExpectation& want : test_.expect) judge(want);
  }

 private:
  void judge(const MatchExpectation& want) {
    const Decision& got = decisions_[want.mail];
    if (got.verdict != want.verdict || (!want.booking.empty() && got.booking.value != want.booking))
      return wrong(want, fmt::format("{} {}", name(want.verdict), want.booking), got);
    const auto is_because = [&](const Reason& reason) { return reason.code == want.because; };
    if (!want.because.empty() && std::none_of(got.reasons.begin(), got.reasons.end(), is_because))
      return wrong(want, fmt::format("{} because {}", name(want.verdict), want.because), got);
    const auto stay = std::ranges::find(got.candidates, got.booking, &CandidateMatch::booking);
    if (stay == got.candidates.end()) return;
    if (want.at_least && stay->score < *want.at_least)
      return wrong(want, fmt::format("at least {} bits", *want.at_least), got);
    for (const std::string& id : want.by)
      if (!counted(*stay, id)) return wrong(want, fmt::format("evidence of {}", id), got);
  }

  bool counted(const CandidateMatch& stay, const std::string& id) const {
    const match::StoryMail& mail = test_.mails.front();
    const match::MatchRules& rules = policy_.of(policy_.platforms.issuer_of(mail.facts));
    return std::any_of(stay.terms.begin(), stay.terms.end(), [&](const Term& term) {
      const auto what = match::parse_comparison(term.what);
      return what && term.weight != 0 && rules.of(*what).id == id;
    });
  }

  void wrong(const MatchExpectation& want, std::string expected, const Decision& got) {
    std::string shown = fmt::format("{} {}", name(got.verdict), got.booking.value);
    std::vector<std::string> trace;
    for (const Reason& reason : got.reasons) {
      shown += fmt::format("{} ", reason.code);
      trace.push_back(reason.message);
    }
    for (const CandidateMatch& one : got.candidates) {
      trace.push_back(
          fmt::format("{}: {:.1f} bits{}{}", one.booking.value, one.score, one.veto.empty() ? "" : "; ", one.veto));
      for (const Term& term : one.terms)
        trace.push_back(fmt::format("  {:+5.1f} {}: {}", term.weight, term.what, term.detail));
    }
    result_.mismatches.push_back({.what = want.mail.value,
                                  .expected = std::move(expected),
                                  .got = std::move(shown),
                                  .trace = std::move(trace),
                                  .place = {},
                                  .actual = {}});
  }

  const match::Policy& policy_;
  const MatchCase& test_;
  CaseResult& result_;
  std::vector<match::SeenListing> seen_;
  std::map<MessageId, Decision> decisions_;
};

}  // namespace

CaseResult run_match_case(const RuleBook& book, const MatchCase& test) {
  CaseResult result;
  result.test.name = test.name;
  result.test.where = test.where;
  result.test.platform = "match/" + test.platform;
  result.test.todo = test.todo;
  MatchJudge(book, test, result).judge();
  settle(result);
  return result;
}

}  // namespace connections::rules
