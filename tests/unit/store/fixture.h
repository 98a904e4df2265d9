#pragma once

#include <gtest/gtest.h>

#include "store/feeds/feed_store.h"
#include "store/sql/database.h"
#include "store/sql/query.h"
#include "store/tables/booking_store.h"
#include "store/tables/connection_store.h"
#include "store/tables/mail_archive.h"
#include "store/tables/workspace_store.h"
#include "support/postgres.h"

namespace connections::store {

inline constexpr Instant kNow{std::chrono::seconds{1'780'000'000}};  // 2026-05-28T20:26:40Z
inline constexpr Date kJune12{std::chrono::year{2026} / 6 / 12};

/// The value, or an exception that fails the test with the error's words.
template <class T>
T must(Result<T> result) {
  if (!result) throw std::runtime_error(to_string(result.error()));
  if constexpr (!std::is_void_v<T>) return std::move(*result);
}

template <class T>
std::optional<Errc> code_of(const Result<T>& result) {
  if (result) return std::nullopt;
  return result.error().code;
}

/// A migrated database with one workspace and one connection in it.
class StoreTest : public testing::Test {
 protected:
  Database db = test::fresh_store();
  WorkspaceId workspace = make_workspace("Harbour Stays");
  ConnectionId connection = make_connection(workspace, "Airbnb mail");

  WorkspaceId make_workspace(const std::string& name) {
    return must(db.as_owner([&](Transaction& owner) { return create_workspace(owner, name, kNow); })).id;
  }

  ConnectionId make_connection(const WorkspaceId& in, const std::string& name) {
    return must(db.with(Role::kApp, in,
                        [&](Transaction& app) {
                          return create_connection(
                              app, {.platform = "airbnb", .name = name, .reservation_label = "Airbnb"}, kNow);
                        }))
        .id;
  }

  template <class F>
  auto app(F fn) {
    return db.with(Role::kApp, workspace, fn);
  }
  template <class F>
  auto calendar(F fn) {
    return db.with(Role::kCalendar, workspace, fn);
  }

  Result<std::size_t> run(Role role, const std::string& sql) {
    return db.with(role, workspace, [&](Transaction& transaction) { return execute(transaction, sql.c_str()); });
  }

  static NewMail mail(const std::string& gmail_message_id) {
    NewMail out;
    out.gmail_message_id = gmail_message_id;
    out.thread_id = "thread-1";
    out.received_at = kNow;
    out.raw = "Subject: Reservation confirmed\r\n\r\nAda Example arrives on 12 June.\r\n";
    out.from_address = "automated@airbnb.com";
    out.subject = "Reservation confirmed";
    out.raw_metadata = {{"full_text", "Ada Example arrives"}, {"full_html", ""}, {"headers", nlohmann::json::object()}};
    return out;
  }

  MessageId archive(const std::string& gmail_message_id) {
    return must(app([&](Transaction& t) { return append_mail(t, connection, mail(gmail_message_id), kNow); })).id;
  }

  FeedId feed() {
    if (feed_.empty())
      feed_ = must(calendar([&](Transaction& t) {
                return create_feed(
                    t, {.platform = "airbnb", .property = "Quay House", .url = "https://example.test/a.ics"}, kNow);
              })).id;
    return feed_;
  }

  /// What the feed says of a stay of three nights.
  Booking event(const std::string& uid, Date check_in) {
    Booking out;
    out.source_feed_id = feed();
    out.platform = "airbnb";
    out.property = "Quay House";
    out.ical_uid = uid;
    out.check_in = check_in;
    out.check_out = check_in + std::chrono::days{3};
    out.feed_summary = "Reserved";
    out.code = "HM" + uid;
    out.phone_last4 = "1234";
    return out;
  }

  Upsert upsert(const Booking& booking, Instant now = kNow) {
    return must(calendar([&](Transaction& t) { return upsert_booking(t, booking, now); }));
  }

  std::vector<Booking> bookings() {
    return must(app([](Transaction& t) { return list_bookings(t); }));
  }

 private:
  FeedId feed_;
};

}  // namespace connections::store
