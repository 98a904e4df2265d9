#pragma once

#include <stdexcept>
#include <string>
#include <vector>

#include "lifecycle/mailbox.h"
#include "model/booking.h"
#include "store/tables/review_store.h"

namespace connections::test {

/// The value, or an exception that fails the test with the error's words.
template <class T>
T must(Result<T> result) {
  if (!result) throw std::runtime_error(to_string(result.error()));
  if constexpr (!std::is_void_v<T>) return std::move(*result);
}

inline const Instant kToday = *parse_rfc3339("2027-05-20T09:00:00Z");

/// What a mail says, as its parser would have read it.
struct Letter {
  std::string guest, code, received;
  MailKind kind = MailKind::kConfirmed;
  std::string listing = "7700101";
  std::string check_in = "2027-06-12", check_out = "2027-06-15";
  bool authenticated = true;
};

/// A stay as a feed shows it.
struct Shown {
  std::string property;
  std::string check_in = "2027-06-12", check_out = "2027-06-15";
  std::string platform = "vrbo";
  std::string feed_name = {};
};

/// A stay of an iCal feed without codes: UID (empty: none), arrival and departure as "20270612".
struct FeedLine {
  std::string uid, from, to;
};

/// A workspace with feeds (no codes in them) and mails of Vrbo that have been read.
class Host {
 public:
  Host(store::Database& database, const std::string& name) : database_(database), mailbox_(database, name) {}

  template <class F>
  auto app(F&& work) {
    return must(database_.with(store::Role::kApp, mailbox_.workspace(), std::forward<F>(work)));
  }
  template <class F>
  auto calendar(F&& work) {
    return must(database_.with(store::Role::kCalendar, mailbox_.workspace(), std::forward<F>(work)));
  }
  void show(const Shown& shown);
  void stay(const std::string& property) { show({.property = property}); }
  void stay(const std::string& property, const std::string& check_in, const std::string& check_out) {
    show({.property = property, .check_in = check_in, .check_out = check_out});
  }
  /// Imports the feed of a Vrbo property as it is now.
  void refresh(const std::string& property, const std::vector<FeedLine>& stays);
  /// A mail that came to us long enough ago that nothing waits for its feed any more.
  MessageId mail(const Letter& letter);
  [[nodiscard]] sync::DecideContext deciding();
  /// Every open mail, as a sync does.
  sync::SyncStats decide();
  /// "Mill Cottage: Ada Example; …", by arrival and property.
  std::string names();
  std::vector<store::ReviewItem> open();
  std::vector<Booking> bookings();
  /// The only booking of the property, or an exception.
  Booking booking(const std::string& property);
  [[nodiscard]] Mailbox& mailbox() noexcept { return mailbox_; }
  [[nodiscard]] store::Database& database() noexcept { return database_; }

 private:
  store::Database& database_;
  Mailbox mailbox_;
  int shown_ = 0;  ///< stays, one a second: which of two twins was known first is not left to chance
};

}  // namespace connections::test
