#include "lifecycle/host.h"

#include <filesystem>

#include "match/story.h"
#include "rules/language/load_feed_words.h"
#include "store/feeds/feed_store.h"
#include "store/tables/booking_store.h"
#include "store/tables/fact_store.h"
#include "store/tables/mail_archive.h"
#include "store/tables/progress_store.h"
#include "sync/decide_stage.h"
#include "sync/feeds/calendar_refresh.h"

namespace connections::test {

void Host::show(const Shown& shown) {
  calendar([&](store::Transaction& t) -> Result<void> {
    const std::string url = "/tmp/" + shown.platform + shown.property;
    auto feed = TRY(store::find_feed_by_hash(t, account::feed_address_hash(url)));
    if (!feed)
      feed = TRY(store::create_feed(t, {.platform = shown.platform, .property = shown.property, .url = url}, kToday));
    TRY(store::set_feed_refreshed(t, feed->id, {}, kToday));
    Booking booking;
    booking.source_feed_id = feed->id;
    booking.platform = shown.platform;
    booking.property = shown.property;
    booking.ical_uid = shown.property + shown.check_in;
    booking.check_in = *parse_iso_date(shown.check_in);
    booking.check_out = *parse_iso_date(shown.check_out);
    booking.feed_summary = "Reserved";
    if (!shown.feed_name.empty()) booking.feed_name = booking.guest_name = shown.feed_name;
    TRY(store::upsert_booking(t, booking, kToday + std::chrono::seconds(shown_++)));
    return store::find_twins(t, shown.property);
  });
}

void Host::refresh(const std::string& property, const std::vector<FeedLine>& stays) {
  std::string ics = "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//invented//EN\r\n";
  for (const auto& [uid, from, to] : stays)
    ics += "BEGIN:VEVENT\r\n" + (uid.empty() ? "" : "UID:" + uid + "\r\n") + "DTSTART;VALUE=DATE:" + from +
           "\r\nDTEND;VALUE=DATE:" + to + "\r\nSUMMARY:Reserved\r\nEND:VEVENT\r\n";
  const auto feed = calendar([&](store::Transaction& t) -> Result<store::Feed> {
    const std::string url = "/tmp/vrbo" + property;
    if (auto known = TRY(store::find_feed_by_hash(t, account::feed_address_hash(url)))) return *std::move(known);
    return store::create_feed(t, {.platform = "vrbo", .property = property, .url = url}, kToday);
  });
  must(sync::import_feed(database_, mailbox_.workspace(), feed, ics + "END:VCALENDAR\r\n",
                         must(rules::load_feed_words(std::filesystem::path(CONNECTIONS_SOURCE_DIR) / "rules")),
                         kToday));
}

MessageId Host::mail(const Letter& letter) {
  Extraction facts;
  facts.platform = "vrbo";
  facts.kind = letter.kind;
  facts.may = letter.kind == MailKind::kConfirmed ? Permission::kEnrich : Permission::kReview;
  const auto add = [&](Field field, Value value) {
    facts.facts.push_back(
        {.field = field, .value = std::move(value), .confidence = Confidence(0.97), .reason = {}, .candidates = {}});
  };
  add(Field::kGuestName, letter.guest);
  add(Field::kCheckIn, *parse_iso_date(letter.check_in));
  add(Field::kCheckOut, *parse_iso_date(letter.check_out));
  add(Field::kConfirmationCode, letter.code);
  if (!letter.listing.empty()) add(Field::kListing, letter.listing);
  return app([&](store::Transaction& t) -> Result<MessageId> {
    const auto received = parse_rfc3339(letter.received);
    const auto mail = TRY(store::append_mail(t, mailbox_.connection(),
                                             {.gmail_message_id = letter.code + letter.received,
                                              .thread_id = "t",
                                              .received_at = received,
                                              .raw = "x",
                                              .from_address = "a@example.org",
                                              .subject = "s",
                                              .raw_metadata = nlohmann::json::object()},
                                             kToday - std::chrono::days(5)));
    TRY(store::save_extraction(t, mail.id, facts,
                               {.authenticated = letter.authenticated,
                                .authentication = letter.authenticated ? "passed" : "no verdict",
                                .received_at = received,
                                .issuer = match::default_platforms().issuer_of(facts),
                                .listing = match::listing_of(facts)},
                               kToday));
    TRY(store::set_stage(t, mail.id, {store::Stage::kExtracted, "book", "parser", {}}, kToday));
    return mail.id;
  });
}

sync::DecideContext Host::deciding() {
  return {.database = database_, .workspace = mailbox_.workspace(), .now = kToday};
}

sync::SyncStats Host::decide() {
  sync::SyncStats stats;
  must(sync::decide_open_mails(deciding(), std::nullopt, stats));
  return stats;
}

std::string Host::names() {
  std::string text;
  for (const Booking& one : bookings())
    text += (text.empty() ? "" : "; ") + one.property + ": " + one.guest_name.value_or("-");
  return text;
}

std::vector<Booking> Host::bookings() {
  return app([](store::Transaction& t) { return store::list_bookings(t); });
}

Booking Host::booking(const std::string& property) {
  std::vector<Booking> found;
  for (Booking& one : bookings())
    if (one.property == property) found.push_back(std::move(one));
  if (found.size() != 1) throw std::runtime_error(std::to_string(found.size()) + " bookings of " + property);
  return found.front();
}

std::vector<store::ReviewItem> Host::open() {
  return app([](store::Transaction& t) { return store::list_reviews(t, store::ReviewStatus::kOpen); });
}

}  // namespace connections::test
