#include "match/matcher.h"

#include <algorithm>
#include <cmath>

#include <fmt/format.h>

#include "match/candidates.h"
#include "model/value.h"

namespace connections::match {
namespace {

constexpr std::size_t kShownCandidates = 5;

/// Builds one decision, from the question whether the mail may decide at all to what it writes.
class Deciding {
 public:
  Deciding(const MatchInput& input, const Policy& policy)
      : input_(input), policy_(policy), weighed_(weigh(input, policy)) {}

  Decision run() {
    for (const Weighed& one : weighed_)
      if (decision_.candidates.size() < kShownCandidates && (one.same_code || one.same_dates || !one.vetoed()))
        decision_.candidates.push_back(one.match);
    if (input_.facts.may == Permission::kArchive)
      return ignore("kind_" + std::string(name(input_.facts.kind)), archive_reason());
    if (input_.facts.may == Permission::kReview) return review_kind();
    if (!check_mail()) return review();
    const Weighed* found = find_booking();
    if (found == nullptr) return decision_;
    return write(*found);
  }

 private:
  std::string archive_reason() const {
    return input_.facts.platform.empty() ? input_.facts.kind_reason
                                         : fmt::format("a mail of kind {} changes no booking", name(input_.facts.kind));
  }

  Decision review_kind() {
    for (const Problem& problem : input_.facts.problems) because(problem.code, problem.message);
    if (decision_.reasons.empty())
      because("kind_" + std::string(name(input_.facts.kind)),
              fmt::format("a mail of kind {} is decided by a person", name(input_.facts.kind)));
    return review();
  }

  /// Whether what was read may change a booking; every doubt is a reason.
  bool check_mail() {
    if (!input_.authenticated) because("not_authenticated", input_.authentication);
    for (const Problem& problem : input_.facts.problems)
      if (problem.code != "no_key_fact") because(problem.code, problem.message);
    check_name();
    for (const Field field : {Field::kCheckIn, Field::kCheckOut, Field::kConfirmationCode}) {
      const Fact* fact = input_.facts.find(field);
      if (fact != nullptr && fact->state == FactState::kDisputed)
        because(fmt::format("disputed_{}", name(field)), fmt::format("{}: {}", name(field), fact->reason));
    }
    return decision_.reasons.empty();
  }
  void check_name() {
    const Fact* fact = input_.facts.find(Field::kGuestName);
    if (fact == nullptr) {
      if (input_.facts.platform == "booking")
        because("no_name_by_design", "Booking.com's mails carry no guest name; its extranet and app do");
      else
        because("no_name", "no guest name was found in the mail");
    } else if (fact->state == FactState::kDisputed) {
      because("disputed_guest_name", "guest_name: " + fact->reason);
    } else if (fact->confidence.value() < policy_.name_at_least) {
      because("unsure_guest_name", fmt::format("confidence {:.3f} of the name is below {:.2f}",
                                               fact->confidence.value(), policy_.name_at_least));
    }
  }

  /// The one booking the mail is about; null with the decision made if there is none or more than one.
  const Weighed* find_booking() {
    std::vector<const Weighed*> by_code, by_dates;
    for (const Weighed& one : weighed_) {
      if (one.vetoed()) continue;
      if (one.same_code) by_code.push_back(&one);
      if (one.same_dates) by_dates.push_back(&one);
    }
    if (by_code.size() == 1) return check_code_match(*by_code.front());
    if (by_code.size() > 1) return abstain("ambiguous_code", fmt::format("{} bookings have this code", by_code.size()));
    if (by_dates.size() > 1)
      return abstain("ambiguous_dates", fmt::format("{} bookings have exactly these dates", by_dates.size()));
    if (by_dates.size() == 1) return check_date_match(*by_dates.front());
    return not_found();
  }
  const Weighed* abstain(std::string code, std::string message) {
    because(std::move(code), std::move(message));
    decision_ = review();
    return nullptr;
  }
  const Weighed* check_code_match(const Weighed& found) {
    decision_.enrichment_reason = "Code Match";
    const auto check_in = input_.facts.accepted<Date>(Field::kCheckIn);
    if (check_in && !found.same_dates && *check_in != found.booking->check_in)
      return abstain("dates_differ", fmt::format("the mail says {}, the calendar {}", to_iso(*check_in),
                                                 to_iso(found.booking->check_in)));
    return &found;
  }
  const Weighed* check_date_match(const Weighed& found) {
    decision_.enrichment_reason = "Exact Date";
    for (const Field field : {Field::kCheckIn, Field::kCheckOut})
      if (const Confidence sure = input_.facts.find(field)->confidence; sure.value() < policy_.dates_at_least)
        return abstain("unsure_dates", fmt::format("confidence {:.3f} of {} is below {:.2f}", sure.value(), name(field),
                                                   policy_.dates_at_least));
    return &found;
  }
  const Weighed* not_found() {
    const auto check_out = input_.facts.accepted<Date>(Field::kCheckOut);
    const bool over = check_out && *check_out < day_of(input_.now);
    const bool young = input_.now - input_.received < policy_.wait;
    because("not_in_calendar", "no booking of the calendar has this code or exactly these dates");
    decision_.verdict = young && !over ? Verdict::kWait : Verdict::kReview;
    return nullptr;
  }

  Decision write(const Weighed& found) {
    const Booking& booking = *found.booking;
    const auto guest = input_.facts.accepted<std::string>(Field::kGuestName);
    const auto count = input_.facts.accepted<int>(Field::kGuestCount);
    if (booking.guest_name && !same_value(Value(*booking.guest_name), Value(*guest))) {
      if (booking.guest_name_source == ValueSource::kPerson)
        because("person_typed", "a person typed another name; theirs stays");
      else if (booking.guest_name_source == ValueSource::kMail)
        because("already_named", "another mail gave this booking another name");
      if (!decision_.reasons.empty()) return review();
    }
    decision_.verdict = Verdict::kUpdate;
    decision_.booking = booking.id;
    decision_.confidence = pooled(found);
    if (booking.guest_name_source != ValueSource::kPerson && booking.guest_name != guest) decision_.guest_name = guest;
    if (booking.guest_count_source != ValueSource::kPerson && booking.guest_count != count)
      decision_.guest_count = count;
    if (decision_.guest_name || decision_.guest_count) return decision_;
    return ignore("already_enriched", "the booking says so already");
  }

  /// As sure as the name and as the match: 1 / (1 + 2^-score).
  Confidence pooled(const Weighed& found) const {
    const double match = 1.0 / (1.0 + std::exp2(-found.match.score));
    return Confidence(std::min(match, input_.facts.find(Field::kGuestName)->confidence.value()));
  }

  void because(std::string code, std::string message) {
    decision_.reasons.push_back({std::move(code), std::move(message)});
  }
  Decision review() {
    decision_.verdict = Verdict::kReview;
    decision_.enrichment_reason.clear();
    return decision_;
  }
  Decision ignore(std::string code, std::string message) {
    because(std::move(code), std::move(message));
    decision_.verdict = Verdict::kIgnore;
    return decision_;
  }

  const MatchInput& input_;
  const Policy& policy_;
  std::vector<Weighed> weighed_;
  Decision decision_;
};

}  // namespace

Decision decide(const MatchInput& input, const Policy& policy) { return Deciding(input, policy).run(); }

}  // namespace connections::match
