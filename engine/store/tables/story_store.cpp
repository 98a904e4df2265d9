#include "store/tables/story_store.h"

#include "store/sql/query.h"
#include "store/tables/extraction_json.h"
#include "store/tables/names.h"

namespace connections::store {
namespace {

constexpr Names<Stage, 5> kStages{{"archived", "extracted", "matched", "waiting", "done"}};

/// `told`: the mails to load. Reads and days are looked up by their own indexes; row security adds the workspace to
/// each part.
constexpr const char* kOpen =
    "WITH open AS (SELECT message_id FROM message_progress WHERE stage IN ('extracted', 'matched', 'waiting') UNION "
    "SELECT message_id FROM enrichment_review_items WHERE status = 'open' OR status = 'rejected' AND check_out >= $1 "
    "UNION "
    "SELECT f.message_id FROM reservation_facts f JOIN bookings b ON b.workspace_id = f.workspace_id AND b.id = "
    "f.booking_id "
    "WHERE f.check_out >= $1 AND (b.state = 'cancelled' OR b.guest_name_source IN ('none', 'feed'))), "
    "said AS (SELECT f.message_id, f.platform, f.confirmation_code, f.check_in, f.check_out FROM reservation_facts f "
    "JOIN open USING (message_id)), "
    "near AS (SELECT message_id, platform, confirmation_code FROM said UNION "
    "SELECT f.message_id, f.platform, f.confirmation_code FROM reservation_facts f JOIN "
    "(SELECT DISTINCT check_in, check_out FROM said) d ON f.check_in = d.check_in AND f.check_out = d.check_out "
    "WHERE f.kind IN ('confirmed', 'alteration', 'cancellation')), "
    "told AS (SELECT message_id FROM near UNION SELECT f.message_id FROM reservation_facts f JOIN "
    "(SELECT DISTINCT platform, confirmation_code FROM near WHERE confirmation_code IS NOT NULL) c "
    "ON f.platform = c.platform AND f.confirmation_code = c.confirmation_code "
    "WHERE f.kind IN ('confirmed', 'alteration', 'cancellation')) ";

/// Of stays that end on $1 or later and begin before $2, and what else names their codes.
constexpr const char* kComing =
    "WITH near AS (SELECT message_id, platform, confirmation_code FROM reservation_facts WHERE check_out >= $1 AND "
    "coalesce(check_in, check_out) < $2 AND kind IN ('request', 'confirmed', 'alteration', 'cancellation')), "
    "told AS (SELECT message_id FROM near UNION SELECT f.message_id FROM reservation_facts f JOIN "
    "(SELECT DISTINCT platform, confirmation_code FROM near WHERE confirmation_code IS NOT NULL) c "
    "ON f.platform = c.platform AND f.confirmation_code = c.confirmation_code "
    "WHERE f.kind IN ('request', 'confirmed', 'alteration', 'cancellation')) ";

constexpr const char* kRows =
    "SELECT f.message_id, p.connection_id, p.gmail_message_id, p.stage, p.note, f.extraction, f.authenticated OR "
    "f.vouched AS authenticated, "
    "f.authentication, coalesce(f.received_at, m.received_at, m.processed_at) AS received_at, m.processed_at, "
    "f.booking_id, coalesce(r.status = 'open', false) AS in_review, "
    "coalesce(r.status NOT IN ('open', 'rejected') AND r.closed_by = 'person', false) AS closed_by_person, "
    "coalesce(r.status = 'rejected', false) AS is_rejected, coalesce(r.rejected::text, '[]') AS rejected, "
    "coalesce((SELECT c.after->>'guest_name' FROM booking_changes c WHERE c.workspace_id = f.workspace_id AND "
    "c.booking_id = f.booking_id AND c.message_id = f.message_id AND c.source = 'mail' ORDER BY c.sequence DESC "
    "LIMIT 1), '') AS wrote, "
    "coalesce(r.reasons::text, '') AS reasons, coalesce(r.candidates::text, '') AS candidates "
    "FROM told JOIN reservation_facts f USING (message_id) JOIN message_progress p USING (message_id) "
    "JOIN gmail_messages m ON m.id = f.message_id LEFT JOIN enrichment_review_items r ON r.message_id = f.message_id "
    "ORDER BY received_at, p.gmail_message_id, f.message_id";

/// The row, without its facts.
StoryRow story_of(const Row& row) {
  StoryRow out;
  out.message = row.id<MessageId>("message_id");
  out.connection = row.id<ConnectionId>("connection_id");
  out.gmail_message_id = row.text("gmail_message_id");
  out.stage = kStages.parse(row.text("stage"));
  out.note = row.text("note");
  out.authenticated = row.boolean("authenticated");
  out.authentication = row.text("authentication");
  out.received_at = row.instant("received_at");
  out.archived_at = row.instant("processed_at");
  if (auto booking = row.maybe_text("booking_id")) out.booking = BookingId{*std::move(booking)};
  out.in_review = row.boolean("in_review");
  out.closed_by_person = row.boolean("closed_by_person");
  out.is_rejected = row.boolean("is_rejected");
  for (const auto& one : row.json("rejected")) out.rejected.push_back({one.get<std::string>()});
  out.wrote = row.text("wrote");
  out.review_reasons = row.text("reasons");
  out.review_candidates = row.text("candidates");
  return out;
}

Result<std::vector<StoryRow>> load(Transaction& app, const char* told, const Params& params) {
  const auto found = TRY(query(app, (std::string(told) + kRows).c_str(), params));
  std::vector<StoryRow> rows;
  rows.reserve(found.size());
  for (std::size_t i = 0; i < found.size(); ++i) {  // one's JSON in memory at a time
    rows.push_back(story_of(found[i]));
    rows.back().facts = TRY(extraction_from_json(found[i].json("extraction")));
  }
  return rows;
}

}  // namespace

Result<std::vector<StoryRow>> open_stories(Transaction& app, Date today) { return load(app, kOpen, {today}); }

Result<std::vector<StoryRow>> coming_stories(Transaction& app, Date from, Date until) {
  return load(app, kComing, {from, until});
}

Result<std::vector<WaitingMail>> waiting_mails(Transaction& app, const ConnectionId& connection) {
  return query_all(app,
                   "SELECT p.message_id, f.guest_name, f.check_in, f.check_out, f.confirmation_code, p.note FROM "
                   "message_progress p JOIN reservation_facts f USING (message_id) WHERE p.connection_id = $1 AND "
                   "p.stage = 'waiting' ORDER BY f.check_in, p.received_at, p.gmail_message_id",
                   {connection}, [](const Row& row) {
                     return WaitingMail{.message = row.id<MessageId>("message_id"),
                                        .guest_name = row.maybe_text("guest_name"),
                                        .check_in = row.maybe_date("check_in"),
                                        .check_out = row.maybe_date("check_out"),
                                        .code = row.maybe_text("confirmation_code"),
                                        .note = row.text("note")};
                   });
}

Result<std::vector<StayMail>> mails_of_stay(Transaction& app, const Booking& stay) {
  return query_all(app,
                   "SELECT message_id, guest_name FROM reservation_facts WHERE kind = 'confirmed' AND "
                   "(confirmation_code = $1 OR (check_in = $2 AND check_out = $3)) ORDER BY updated_at, message_id",
                   {stay.code, stay.check_in, stay.check_out}, [](const Row& row) {
                     return StayMail{row.id<MessageId>("message_id"), row.maybe_text("guest_name")};
                   });
}

Result<void> set_named(Transaction& app, const MessageId& message, const std::optional<BookingId>& booking) {
  TRY(execute(app, "UPDATE reservation_facts SET booking_id = $2 WHERE message_id = $1", {message, booking}));
  return {};
}

}  // namespace connections::store
