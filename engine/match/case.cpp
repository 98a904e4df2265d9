#include "match/case.h"

#include <algorithm>
#include <cmath>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "match/describe.h"
#include "model/reason_codes.h"
#include "model/value.h"

namespace connections::match {
namespace {

constexpr std::size_t kShownCandidates = 5;
constexpr std::chrono::days kLongestLag{7};  ///< of a calendar that is imported by hand now and then

std::vector<CandidateMatch> shown(const Case& one) {
  std::vector<CandidateMatch> all;
  for (const Weighed& weighed : one.weighing.stays)
    if (all.size() < kShownCandidates && (weighed.same_code || weighed.same_dates || !weighed.vetoed()))
      all.push_back(describe(weighed, one.reservation, one.weighing.near, *one.rules));
  return all;
}

/// Builds the decision of a reservation whose mail may decide.
class Deciding {
 public:
  Deciding(const Case& one, const Listings& listings, Instant now, bool calendars_complete)
      : case_(one),
        story_(one.reservation),
        listings_(listings),
        now_(now),
        calendars_complete_(calendars_complete),
        rules_(*one.rules) {
    decision_.candidates = shown(one);
  }

  Decision run() {
    if (story_.state == ReservationState::kCancelled)
      return ignore("cancelled_later", "a later mail says that the reservation is cancelled");
    if (!case_.doubts.empty()) {
      decision_.reasons = case_.doubts;
      return review();
    }
    if (story_.state == ReservationState::kDoubtful)
      return review("maybe_cancelled", "a later mail that nobody vouches for says that it is cancelled");
    if (story_.names_disagree) return review("names_disagree", "mails about this reservation give different guests");
    if (case_.by_code_only && (case_.target == nullptr || !case_.target->same_code))
      return review("left_calendar", "the stay that this mail named has left the calendar or has become another one");
    std::vector<const Weighed*> by_code, by_dates;
    for (const Weighed& one : case_.weighing.stays) {
      if (one.vetoed()) continue;
      if (one.same_code) by_code.push_back(&one);
      if (one.same_dates) by_dates.push_back(&one);
    }
    if (by_code.size() > 1) return review("ambiguous_code", fmt::format("{} bookings have this code", by_code.size()));
    if (by_code.size() == 1) return by_code_match(*by_code.front());
    if (by_dates.empty()) return not_found();
    return by_date_match(by_dates);
  }

 private:
  Decision by_code_match(const Weighed& found) {
    const bool moved = story_.check_in && *story_.check_in != found.booking->check_in;
    if (moved && !is_shifted(found) && story_.state != ReservationState::kAltered)
      return review("dates_differ", fmt::format("the mail says {}, the calendar {}", to_iso(*story_.check_in),
                                                to_iso(found.booking->check_in)));
    return write(found, kCodeMatch);
  }

  /// The same nights one day off: how a feed in another time zone shows a stay. Its code proves that it is that stay.
  bool is_shifted(const Weighed& found) const {
    const Booking& stay = *found.booking;
    return found.of(Comparison::kCheckIn) == 1 && story_.check_out &&
           *story_.check_out - *story_.check_in == stay.check_out - stay.check_in;
  }

  Decision by_date_match(const std::vector<const Weighed*>& found) {
    for (const Field field : {Field::kCheckIn, Field::kCheckOut})
      if (const Fact* fact = story_.speaker->facts.find(field); fact->confidence.value() < rules_.dates_at_least)
        return review("unsure_dates", fmt::format("confidence {:.3f} of {} is below {:.2f}", fact->confidence.value(),
                                                  name(field), rules_.dates_at_least));
    if (story_.state == ReservationState::kAltered)
      return review("altered", "a later mail changes the reservation; only its code could tell which stay it is now");
    if (const auto rivals = rivals_for(found); !rivals.empty())
      return review("contested_stay",
                    fmt::format("the mails of {} could be about the same stay", fmt::join(rivals, ", ")));
    const bool decided =
        case_.target != nullptr && case_.target->same_dates && case_.assigned->measure() >= rules_.update_at();
    if (!decided && found.size() > 1)
      return lagging(found.front()) ? wait_or_review("ambiguous_dates", ambiguous(found))
                                    : review("ambiguous_dates", ambiguous(found));
    if (case_.target == nullptr || !case_.target->same_dates)
      return review("taken_by_another", "another mail has more claim to the only stay with these days");
    if (case_.stay_was_replaced)
      return review("stay_replaced", fmt::format("a stay of {} with these days left the calendar after the mail was "
                                                 "sent; the one there now may be another guest's",
                                                 case_.target->booking->property));
    if (const auto gap = missing_proof(*case_.target)) return wait_or_review(gap->code, gap->message);
    if (!decided) {
      because("unsure_match", fmt::format("{:.1f} bits speak for it; {:.1f} are asked for", case_.assigned->measure(),
                                          rules_.update_at()));
      return review();
    }
    return write(*case_.target, "Exact Date");
  }

  /// Of the stay that it would get; without one, of all that it could.
  std::set<std::string> rivals_for(const std::vector<const Weighed*>& found) const {
    std::set<std::string> rivals;
    for (const Weighed* one : found)
      if (case_.target == nullptr || case_.target == one)
        if (const auto at = case_.rivals.find(one->booking); at != case_.rivals.end())
          rivals.insert(at->second.begin(), at->second.end());
    return rivals;
  }

  std::string ambiguous(const std::vector<const Weighed*>& found) const {
    std::string properties;
    for (const Weighed* one : found) properties += (properties.empty() ? "" : ", ") + one->booking->property;
    return fmt::format("{} bookings have exactly these dates ({}){}", found.size(), properties, listing_hint());
  }
  /// What a person could say once to settle this and every further mail of the listing.
  std::string listing_hint() const {
    if (story_.listing.empty()) return {};
    return fmt::format("; the mail is about listing {}: connections listings link \"{}\" PROPERTY", story_.listing,
                       story_.listing);
  }

  /// Whether a feed that could hold the stay was not refreshed since the reservation was announced.
  const FeedView* lagging(const Weighed* candidate) const {
    const bool known =
        candidate != nullptr && candidate->listing >= ListingFit::kOnly && candidate->listing <= ListingFit::kKnown;
    for (const FeedView& one : listings_.feeds()) {
      if (!listings_.platforms().may_hold(one.platform, story_.issuer) ||
          (one.refreshed && *one.refreshed >= story_.confirmed))
        continue;
      if (!known || one.id == candidate->booking->source_feed_id) return &one;
    }
    return nullptr;
  }

  /// What days alone leave open: the right stay may not be in the calendar yet.
  std::optional<Reason> missing_proof(const Weighed& found) const {
    if (found.same_phone || found.feed_name == NameAgreement::kFull) return std::nullopt;
    for (const Problem& problem : story_.speaker->facts.problems)
      if (problem.code == problem::kYearUnproven && found.feed_name == NameAgreement::kNone)
        return Reason{problem.code, problem.message};
    if (!found.booking->question.empty())
      return Reason{"stay_in_question", "the stay itself is in question: " + found.booking->question};
    const FeedView* feed = listings_.feed(found.booking->source_feed_id);
    const bool own_code = std::any_of(story_.codes.begin(), story_.codes.end(),
                                      [&](const auto& one) { return one.first == found.booking->platform; });
    if (feed != nullptr && feed->shows_codes && own_code && !found.booking->code)
      return Reason{"code_missing", "the feed shows the codes of its stays, and none for the one with these days"};
    if (!calendars_complete_ && (found.listing == ListingFit::kOnly || found.listing == ListingFit::kUnknown))
      return Reason{"calendar_new",
                    "only the days agree, and the calendar of another property may be added next; the "
                    "next sync decides"};
    const FeedView* late = lagging(&found);
    if (found.listing == ListingFit::kUnknown && !(found.feed_name == NameAgreement::kFirst && late == nullptr))
      return Reason{"listing_unknown",
                    fmt::format("only the days agree, and more than one listing could be meant{}", listing_hint())};
    if (found.listing == ListingFit::kUnknown)
      for (const Weighed& other : case_.weighing.stays)
        if (other.booking != found.booking && !other.vetoed() && other.of(Comparison::kCheckIn) == 1 &&
            other.of(Comparison::kCheckOut) == 1)
          return Reason{"shifted_stay",
                        fmt::format("the calendar of {} has a stay one day off, and a feed may be a day off",
                                    other.booking->property)};
    if (late != nullptr && found.feed_name == NameAgreement::kNone)
      return Reason{"feed_not_refreshed",
                    fmt::format("the calendar of {} was not refreshed since the mail came, so that its stay with these "
                                "days is an older one",
                                late->property)};
    return std::nullopt;
  }

  Decision not_found() {
    std::string message = "no booking of the calendar has this code or exactly these dates";
    std::string against;
    for (const Weighed& one : case_.weighing.stays)
      if (one.same_dates || one.same_code)
        against += fmt::format("{}{} has these days, but {}", against.empty() ? "" : "; ", one.booking->property,
                               veto_of(one, story_));
    if (!against.empty()) message += fmt::format(" ({})", against);
    return wait_or_review("not_in_calendar", std::move(message));
  }

  bool has_calendar() const {
    return std::any_of(listings_.feeds().begin(), listings_.feeds().end(), [&](const FeedView& one) {
      return listings_.platforms().may_hold(one.platform, story_.issuer);
    });
  }

  /// Over wherever it could be: the day ends at the property, not in UTC.
  bool is_over() const {
    std::optional<Date> today;
    for (const FeedView& one : listings_.feeds())
      if (listings_.platforms().may_hold(one.platform, story_.issuer)) {
        const Date there = one.today.value_or(day_of(now_));
        today = today ? std::min(*today, there) : there;
      }
    return story_.check_out && *story_.check_out < today.value_or(day_of(now_));
  }

  /// Feeds lag mails, so the wait begins when the mail came to us; one that is old by then has no feed that lags. A
  /// clock that was ahead then says nothing about the archive's time, and ends no wait for good, since reviews are
  /// decided again too.
  bool is_young() const {
    const StoryMail& mail = *story_.speaker;
    const Instant came = mail.archived <= now_ ? mail.archived : mail.since();
    return now_ < came + rules_.wait && now_ < mail.since() + std::max<std::chrono::hours>(rules_.wait, kLongestLag);
  }

  Decision wait_or_review(std::string code, std::string message) {
    const bool over = is_over();
    const bool young = is_young();
    because(std::move(code), std::move(message));
    if (!has_calendar())
      because("no_calendar", story_.issuer.empty() ? "no calendar is imported"
                                                   : fmt::format("no calendar of {} is imported", story_.issuer));
    if (over) because("past_stay", "the stay is over");
    decision_.verdict = young && !over ? Verdict::kWait : Verdict::kReview;
    return decision_;
  }

  Decision write(const Weighed& found, const char* reason) {
    const Booking& booking = *found.booking;
    if (case_.named != nullptr && case_.named->id != booking.id)
      return review("better_match",
                    fmt::format("the name stands on {} {}; {} {} fits better", case_.named->property,
                                to_iso(case_.named->check_in), booking.property, to_iso(booking.check_in)));
    const std::string& guest = story_.guest;
    const bool fuller = booking.guest_name && is_fuller(guest, *booking.guest_name);
    const bool own = case_.read_otherwise && case_.named == &booking;  // the same mail, read better
    const bool same = own || (booking.guest_name && compare_names(*booking.guest_name, guest) != NameAgreement::kNone);
    if (booking.guest_name_source == ValueSource::kPerson && !same)
      return review("person_typed", "a person typed another name; theirs stays");
    if (booking.guest_name_source == ValueSource::kMail && !same)
      return review("already_named",
                    fmt::format("another mail gave this booking another name ({})", *booking.guest_name));
    decision_.verdict = Verdict::kUpdate;
    decision_.enrichment_reason = reason;
    decision_.booking = booking.id;
    decision_.confidence = pooled(found);
    const bool by_mail = booking.guest_name_source == ValueSource::kMail;
    if (booking.guest_name_source != ValueSource::kPerson && (!by_mail || fuller || own) && booking.guest_name != guest)
      decision_.guest_name = guest;
    else if (!booking.guest_name)
      decision_.guest_name = guest;
    const auto count = story_.speaker->facts.accepted<int>(Field::kGuestCount);
    if (booking.guest_count_source != ValueSource::kPerson && count && booking.guest_count != count)
      decision_.guest_count = count;
    if (decision_.guest_name || decision_.guest_count) return decision_;
    return ignore("already_enriched", "the booking says so already");
  }

  /// As sure as the name and as the match: 1 / (1 + 2^-bits).
  Confidence pooled(const Weighed& found) const {
    const double bits = case_.assigned && case_.target == &found ? case_.assigned->measure() : found.score;
    const double match = 1.0 / (1.0 + std::exp2(-bits));
    return Confidence(std::min(match, story_.speaker->facts.find(Field::kGuestName)->confidence.value()));
  }

  void because(std::string code, std::string message) {
    decision_.reasons.push_back({std::move(code), std::move(message)});
  }
  Decision review() {
    decision_.verdict = Verdict::kReview;
    return decision_;
  }
  Decision review(std::string code, std::string message) {
    because(std::move(code), std::move(message));
    return review();
  }
  Decision ignore(std::string code, std::string message) {
    because(std::move(code), std::move(message));
    decision_.verdict = Verdict::kIgnore;
    decision_.enrichment_reason.clear();
    return decision_;
  }

  const Case& case_;
  const Reservation& story_;
  const Listings& listings_;
  Instant now_;
  bool calendars_complete_;
  const MatchRules& rules_;
  Decision decision_;
};

void check_name(const StoryMail& mail, const MatchRules& rules, const Platforms& platforms,
                std::vector<Reason>& doubts) {
  const Fact* fact = mail.facts.find(Field::kGuestName);
  if (fact == nullptr) {
    if (const std::string& why = platforms.of(mail.facts.platform).no_guest_name; !why.empty())
      doubts.push_back({"no_name_by_design", why});
    else
      doubts.push_back({"no_name", "no guest name was found in the mail"});
  } else if (fact->state == FactState::kDisputed) {
    doubts.push_back({"disputed_guest_name", "guest_name: " + fact->reason});
  } else if (fact->confidence.value() < rules.name_at_least) {
    doubts.push_back({"unsure_guest_name", fmt::format("confidence {:.3f} of the name is below {:.2f}",
                                                       fact->confidence.value(), rules.name_at_least)});
  }
}

Decision decided(const Case& one, Verdict verdict, std::string code, std::string message) {
  Decision decision;
  decision.verdict = verdict;
  decision.reasons.push_back({std::move(code), std::move(message)});
  if (verdict == Verdict::kReview) decision.candidates = shown(one);
  return decision;
}

Decision review_kind(const Case& one, const StoryMail& mail) {
  Decision decision;
  decision.verdict = Verdict::kReview;
  decision.candidates = shown(one);
  for (const Problem& problem : mail.facts.problems) decision.reasons.push_back({problem.code, problem.message});
  if (decision.reasons.empty())
    decision.reasons.push_back({"kind_" + std::string(name(mail.facts.kind)),
                                fmt::format("a mail of kind {} is decided by a person", name(mail.facts.kind))});
  if (!mail.authenticated) decision.reasons.push_back({"not_authenticated", mail.authentication});
  return decision;
}

}  // namespace

std::vector<Reason> doubts_of(const StoryMail& mail, const MatchRules& rules, const Platforms& platforms) {
  std::vector<Reason> doubts;
  if (!mail.authenticated) doubts.push_back({"not_authenticated", mail.authentication});
  for (const Problem& problem : mail.facts.problems)
    if (problem.code != problem::kNoKeyFact && problem.code != problem::kYearUnproven)
      doubts.push_back({problem.code, problem.message});
  check_name(mail, rules, platforms, doubts);
  for (const Field field : {Field::kCheckIn, Field::kCheckOut, Field::kConfirmationCode}) {
    const Fact* fact = mail.facts.find(field);
    if (fact != nullptr && fact->state == FactState::kDisputed)
      doubts.push_back({fmt::format("disputed_{}", name(field)), fmt::format("{}: {}", name(field), fact->reason)});
  }
  return doubts;
}

Decision decide_case(const Case& one, const Listings& listings, Instant now, bool calendars_complete) {
  return Deciding(one, listings, now, calendars_complete).run();
}

Decision decide_other(const Case& one, const StoryMail& mail, const std::optional<Verdict>& speaker, bool taken_back) {
  const Extraction& facts = mail.facts;
  if (facts.may == Permission::kArchive)
    return decided(one, Verdict::kIgnore, "kind_" + std::string(name(facts.kind)),
                   facts.platform.empty() ? facts.kind_reason
                                          : fmt::format("a mail of kind {} changes no booking", name(facts.kind)));
  if (facts.kind == MailKind::kConfirmed && facts.may == Permission::kEnrich && speaker) {
    if (!mail.authenticated) return decided(one, Verdict::kReview, "not_authenticated", mail.authentication);
    return decided(one, Verdict::kIgnore, "same_reservation", "a later mail speaks for the same reservation");
  }
  const bool sure = mail.authenticated && facts.problems.empty() && speaker.has_value();
  if (facts.kind == MailKind::kCancellation && sure)
    return taken_back ? decided(one, Verdict::kIgnore, "name_taken_back",
                                "the reservation is cancelled; its stay lost the name")
                      : decided(one, Verdict::kIgnore, "names_no_stay",
                                "the reservation is cancelled, and no stay has its name");
  if (facts.kind == MailKind::kAlteration && sure)
    for (const Weighed& weighed : one.weighing.stays)
      if (weighed.same_code && !weighed.vetoed())
        return decided(one, Verdict::kIgnore, "follows_code",
                       "the calendar shows the stay under its code; its days are followed");
  return review_kind(one, mail);
}

}  // namespace connections::match
