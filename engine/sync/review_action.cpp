#include "sync/review_action.h"

#include <fmt/format.h>

#include "store/tables/booking_store.h"
#include "store/tables/extraction_json.h"
#include "store/tables/fact_store.h"
#include "store/tables/listing_store.h"
#include "store/tables/story_store.h"

namespace connections::sync {
namespace {

/// Candidates that nothing speaks against.
std::vector<BookingId> possible_stays(const store::ReviewItem& item) {
  std::vector<BookingId> found;
  for (const auto& one : item.candidates)
    if (one.value("veto", "").empty()) found.push_back({one.value("booking", "")});
  return found;
}

Result<BookingId> only_candidate(const store::ReviewItem& item) {
  const auto found = possible_stays(item);
  if (found.size() == 1) return found.front();
  return fail(Errc::kInvalidArgument, fmt::format("{} stays could be meant", found.size()), {},
              "name the booking too: connections reviews accept ID BOOKING");
}

/// The issuer is the one that reading the mail stored, found with the platforms of the rules in force.
Result<void> learn(store::Transaction& app, const store::ReviewItem& item, const Extraction& facts,
                   const Booking& booking, Instant now) {
  const auto reading = TRY(store::load_reading(app, item.message));
  const std::string issuer = reading ? reading->provenance.issuer : facts.platform;
  for (const Field field : {Field::kListingId, Field::kListing})
    if (const auto listing = facts.accepted<std::string>(field); listing && !listing->empty())
      TRY(store::learn_link(app,
                            {.platform = issuer,
                             .listing = *listing,
                             .property = booking.property,
                             .uses = 1,
                             .origin = store::LinkOrigin::kReview,
                             .last_used_at = now},
                            now));
  return {};
}

/// The stay that an item may be accepted for, once everything was checked: nothing is written before.
struct Acceptable {
  Extraction facts;
  std::optional<Booking> booking;  ///< nothing: a cancellation
};

Result<Acceptable> check_acceptable(store::Transaction& app, const store::ReviewItem& item,
                                    const std::optional<BookingId>& wanted) {
  if (item.status != store::ReviewStatus::kOpen)
    return fail(Errc::kConflict, fmt::format("review item {} is {} already", item.id.value, name(item.status)));
  Acceptable out{.facts = TRY(store::extraction_from_json(item.facts)), .booking = {}};
  if (out.facts.kind == MailKind::kCancellation) return out;
  if (out.facts.find(Field::kGuestName) == nullptr)
    return fail(Errc::kInvalidArgument, "no guest was read in this mail", {},
                "type the name:  connections bookings set BOOKING --guest NAME");
  const BookingId target = wanted ? *wanted : TRY(only_candidate(item));
  out.booking = TRY(store::find_booking(app, target));
  if (out.booking->block || out.booking->state == BookingState::kCancelled)
    return fail(Errc::kInvalidArgument,
                out.booking->block ? "that booking is a block, nobody stays" : "that booking has left the calendar", {},
                "connections bookings list shows the stays");
  if (out.booking->guest_name_source == ValueSource::kPerson)
    return fail(Errc::kConflict, fmt::format("a person typed {} there", out.booking->guest_name.value_or("no name")),
                {}, "connections bookings set changes it");
  return out;
}

Result<std::optional<Booking>> accept(store::Transaction& app, const store::ReviewItem& item, const Acceptable& what,
                                      Instant now) {
  if (!what.booking) {
    TRY(store::vouch_for(app, item.message));
    return std::nullopt;  // the item stays open until deciding again closes it
  }
  TRY(store::resolve_review(app, item.id, now));
  TRY(learn(app, item, what.facts, *what.booking, now));
  TRY(store::set_named(app, item.message, what.booking->id));
  auto after = TRY(store::apply_update(app,
                                       {.booking = what.booking->id,
                                        .expected_version = what.booking->version,
                                        .guest_name = to_string(what.facts.find(Field::kGuestName)->value),
                                        .guest_count = what.facts.accepted<int>(Field::kGuestCount),
                                        .enriched_code = what.facts.accepted<std::string>(Field::kConfirmationCode),
                                        .source = ValueSource::kMail,
                                        .enrichment_reason = "Accepted by a person",
                                        .message = item.message,
                                        .decision = {}},
                                       now));
  return std::optional(std::move(after));
}

/// Why the action cannot be taken, as an error; else takes it if it is to be written.
Result<void> act(store::Transaction& app, const store::ReviewItem& item, ReviewAction action, bool write, Instant now) {
  switch (action) {
    case ReviewAction::kAccept: {
      const auto what = TRY(check_acceptable(app, item, std::nullopt));
      if (write) TRY(accept(app, item, what, now));
      return {};
    }
    case ReviewAction::kReject:
      return write ? store::reject_review(app, item.id, possible_stays(item), now) : Result<void>();
    case ReviewAction::kDismiss:
      return write ? store::dismiss_review(app, item.id, now) : Result<void>();
  }
  return {};
}

}  // namespace

Result<std::optional<Booking>> accept_review(store::Transaction& app, const ReviewId& id,
                                             const std::optional<BookingId>& booking, Instant now) {
  const auto item = TRY(store::find_review(app, id));
  const auto what = TRY(check_acceptable(app, item, booking));
  return accept(app, item, what, now);
}

Result<void> reject_review(store::Transaction& app, const ReviewId& id, const std::optional<BookingId>& booking,
                           Instant now) {
  const auto item = TRY(store::find_review(app, id));
  if (booking) TRY(store::find_booking(app, *booking));
  return store::reject_review(app, id, booking ? std::vector{*booking} : possible_stays(item), now);
}

Result<ReviewsActed> act_on_reviews(store::Transaction& app, const store::ReviewFilter& filter, ReviewAction action,
                                    bool write, Instant now) {
  store::ReviewFilter open = filter;
  open.status = store::ReviewStatus::kOpen;
  ReviewsActed acted;
  for (store::ReviewItem& item : TRY(store::list_reviews(app, open))) {
    const auto done = act(app, item, action, write, now);
    if (done)
      acted.done.push_back(std::move(item));
    else if (done.error().code == Errc::kInvalidArgument || done.error().code == Errc::kConflict)
      acted.left.emplace_back(std::move(item), done.error().message);
    else
      return std::unexpected(done.error());
  }
  return acted;
}

}  // namespace connections::sync
