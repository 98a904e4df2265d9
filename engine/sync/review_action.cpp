#include "sync/review_action.h"

#include <fmt/format.h>

#include "match/story.h"
#include "store/tables/booking_store.h"
#include "store/tables/change_store.h"
#include "store/tables/extraction_json.h"
#include "store/tables/fact_store.h"
#include "store/tables/listing_store.h"
#include "store/tables/mail_archive.h"
#include "store/tables/story_store.h"

namespace connections::sync {
namespace {

/// The only candidate that nothing speaks against.
Result<BookingId> only_candidate(const store::ReviewItem& item) {
  std::vector<BookingId> found;
  for (const auto& one : item.candidates)
    if (one.value("veto", "").empty()) found.push_back({one.value("booking", "")});
  if (found.size() == 1) return found.front();
  return fail(Errc::kInvalidArgument, fmt::format("{} stays could be meant", found.size()), {},
              "name the booking too: connections reviews accept ID BOOKING");
}

Result<void> learn(store::Transaction& app, const Extraction& facts, const Booking& booking, Instant now) {
  for (const Field field : {Field::kListingId, Field::kListing})
    if (const auto listing = facts.accepted<std::string>(field); listing && !listing->empty())
      TRY(store::learn_link(app,
                            {.platform = match::default_platforms().issuer_of(facts),
                             .listing = *listing,
                             .property = booking.property,
                             .uses = 1,
                             .origin = store::LinkOrigin::kReview,
                             .last_used_at = now},
                            now));
  return {};
}

/// Closes the mail for the program: a person has decided.
Result<void> close_mail(store::Transaction& app, const MessageId& message, Instant now) {
  const auto facts = TRY(store::load_extraction(app, message));
  const auto mail = TRY(store::load_mail(app, message));
  const nlohmann::json reasons =
      nlohmann::json::array({{{"code", "undone"}, {"message", "a person undid its change"}}});
  const auto item = TRY(store::file_review(app,
                                           {.message = message,
                                            .connection = mail.connection_id,
                                            .reasons = reasons,
                                            .candidates = nlohmann::json::array(),
                                            .facts = facts ? store::to_json(*facts) : nlohmann::json::object(),
                                            .guest_name = {},
                                            .check_in = {},
                                            .check_out = {},
                                            .code = {}},
                                           now));
  const auto filed = TRY(store::find_review(app, item));
  if (filed.status == store::ReviewStatus::kOpen) TRY(store::dismiss_review(app, item, now));
  return store::set_named(app, message, std::nullopt);
}

}  // namespace

Result<Booking> accept_review(store::Transaction& app, const ReviewId& id, const std::optional<BookingId>& wanted,
                              Instant now) {
  const auto item = TRY(store::find_review(app, id));
  const auto facts = TRY(store::extraction_from_json(item.facts));
  const Fact* guest = facts.find(Field::kGuestName);
  if (guest == nullptr)
    return fail(Errc::kInvalidArgument, "no guest was read in this mail", {},
                "type the name:  connections bookings set BOOKING --guest NAME");
  const BookingId target = wanted ? *wanted : TRY(only_candidate(item));
  const auto booking = TRY(store::find_booking(app, target));
  if (booking.guest_name_source == ValueSource::kPerson)
    return fail(Errc::kConflict, fmt::format("a person typed {} there", booking.guest_name.value_or("no name")), {},
                "connections bookings set changes it");
  TRY(store::resolve_review(app, id, now));
  TRY(learn(app, facts, booking, now));
  TRY(store::set_named(app, item.message, target));
  return store::apply_update(app,
                             {.booking = target,
                              .expected_version = booking.version,
                              .guest_name = to_string(guest->value),
                              .guest_count = facts.accepted<int>(Field::kGuestCount),
                              .enriched_code = facts.accepted<std::string>(Field::kConfirmationCode),
                              .source = ValueSource::kMail,
                              .enrichment_reason = "Accepted by a person",
                              .message = item.message,
                              .decision = {}},
                             now);
}

Result<Booking> undo_change(store::Transaction& app, const std::string& id, Instant now) {
  const auto change = TRY(store::find_change(app, id));
  auto undone = TRY(store::restore_before(app, change, now));
  if (change.message) TRY(close_mail(app, *change.message, now));
  return undone;
}

}  // namespace connections::sync
