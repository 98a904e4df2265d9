#include "sync/silence/find_alarms.h"

#include <algorithm>
#include <set>

#include <fmt/format.h>

#include "account/feed_address.h"
#include "sync/health.h"
#include "sync/silence/missing_mails.h"
#include "sync/silence/surprise.h"

namespace connections::sync {
namespace {

using Alarms = std::vector<Alarm>;

std::string day_text(Instant at) { return to_iso(day_of(at)); }

/// How many things of this kind come in a year, from a list of them, newest first.
double a_year(Instant newest, Instant oldest, std::size_t count) {
  const auto days = std::max<double>(1.0, std::chrono::duration<double, std::ratio<86400>>(newest - oldest).count());
  return static_cast<double>(count) * 365.0 / days;
}

/// The row of failures at the new end of a list, and what was before it.
struct Row {
  std::size_t failures = 0;
  Record before;
  Instant since;  ///< of the oldest failure of the row
};

/// Newest first. Failures younger than `patience` do not count yet; `at`, `good`: of one thing.
template <class T, class At, class Good>
Row row_of(const std::vector<T>& things, Instant now, std::chrono::hours patience, At at, Good good) {
  Row row;
  bool ended = false;
  for (const T& one : things) {
    ended = ended || good(one);
    if (!ended && at(one) + patience > now) continue;
    if (ended) {
      ++row.before.all;
      if (good(one)) ++row.before.good;
    } else {
      ++row.failures;
      row.since = at(one);
    }
  }
  return row;
}

void check_stays(const SilenceFacts& facts, const std::string& platform, Instant now, Alarms& alarms) {
  std::vector<store::SeenStay> stays;
  std::ranges::copy_if(facts.stays, std::back_inserter(stays),
                       [&](const auto& one) { return one.platform == platform; });
  const Row row = row_of(
      stays, now, kMailMayTake, [](const auto& one) { return one.first_seen; },
      [](const auto& one) { return one.has_mail; });
  if (!is_silence(row.before, row.failures, a_year(stays.front().first_seen, stays.back().first_seen, stays.size())))
    return;
  const auto cause = cause_of_missing_mails(facts, platform, row.since, now);
  if (!cause) return;  // nothing reads mails of this platform: that is no silence
  alarms.push_back({.kind = AlarmKind::kStaysWithoutMails,
                    .cause = cause->cause,
                    .platform = platform,
                    .connection = cause->connection,
                    .feed = {},
                    .since = row.since,
                    .what = fmt::format("{} new stays of {} since {} and no mail about them: {}", row.failures,
                                        platform, day_text(row.since), cause->what),
                    .next = cause->next});
}

/// Why confirmations find no stay: what the feeds of their platform tell.
void explain_by_feeds(const SilenceFacts& facts, Instant now, Alarm& alarm) {
  alarm.cause = Cause::kCalendar;
  alarm.next = "connections calendar list: is each property's calendar there?";
  std::string why = "a property's calendar is missing, or has ended";
  for (const store::Feed& feed : facts.feeds) {
    if (feed.platform != alarm.platform) continue;
    if (!feed.state.error.empty()) {
      alarm.cause = Cause::kFeed;
      why = fmt::format("the calendar of {} cannot be read: {}", feed.property, feed.state.error);
    } else if (alarm.cause == Cause::kCalendar &&
               (!feed.state.checked_at || *feed.state.checked_at + kFeedMayRest < now)) {
      alarm.cause = Cause::kIdle;
      why = fmt::format("nobody has read the calendar of {} for a day", feed.property);
      alarm.next = "connections serve, or connections calendar refresh";
    }
  }
  alarm.what += why;
}

void check_mails(const SilenceFacts& facts, const ConnectionFacts& one, const std::string& platform, Instant now,
                 Alarms& alarms) {
  std::vector<store::SeenMail> mails;
  std::ranges::copy_if(one.mails, std::back_inserter(mails),
                       [&](const auto& mail) { return mail.wants_stay && mail.platform == platform; });
  if (mails.empty()) return;
  const Row row = row_of(
      mails, now, kCalendarMayLag, [](const auto& mail) { return mail.received_at; },
      [](const auto& mail) { return mail.has_stay; });
  if (!is_silence(row.before, row.failures, a_year(mails.front().received_at, mails.back().received_at, mails.size())))
    return;
  Alarm alarm{.kind = AlarmKind::kMailsWithoutStays,
              .cause = Cause::kCalendar,
              .platform = platform,
              .connection = one.connection.id,
              .feed = {},
              .since = row.since,
              .what = fmt::format("{} confirmations of {} since {} and no stay in any calendar: ", row.failures,
                                  platform, day_text(row.since)),
              .next = {}};
  explain_by_feeds(facts, now, alarm);
  alarms.push_back(std::move(alarm));
}

Alarm of_connection(AlarmKind kind, Cause cause, const store::Connection& one, Instant since) {
  return {.kind = kind,
          .cause = cause,
          .platform = one.platform,
          .connection = one.id,
          .feed = {},
          .since = since,
          .what = {},
          .next = {}};
}

void check_templates(const ConnectionFacts& one, Instant now, Alarms& alarms) {
  const auto surge = surge_of_unread(one, now);
  if (!surge) return;
  Alarm alarm = of_connection(AlarmKind::kUnknownTemplate, Cause::kTemplate, one.connection, surge->since);
  alarm.what = fmt::format("'{}': {} of {} mails since {} are of a form that no rule reads", one.connection.name,
                           surge->bad, surge->all, day_text(surge->since));
  alarm.next = "connections reviews list: a rule or a newer version is needed";
  alarms.push_back(std::move(alarm));
}

void check_label(const ConnectionFacts& one, Instant now, Alarms& alarms) {
  if (!is_emptied(one, now)) return;
  Alarm alarm = of_connection(AlarmKind::kLabelEmptied, Cause::kEmptied, one.connection, one.emptied->since);
  alarm.what = fmt::format("'{}': the label had {} mails and lists none since {}", one.connection.name,
                           one.emptied->mails, day_text(one.emptied->since));
  alarm.next = "look at the label in the mailbox, and at the filter that fills it";
  alarms.push_back(std::move(alarm));
}

void check_token(const store::Connection& one, Instant now, Alarms& alarms) {
  if (!one.token_dies_at || now + kTokenWarning < *one.token_dies_at || must_reconnect(one)) return;
  Alarm alarm = of_connection(AlarmKind::kTokenDying, Cause::kToken, one, *one.token_dies_at);
  alarm.what =
      fmt::format("'{}': Google ends the access to the mailbox at {}", one.name, to_rfc3339(*one.token_dies_at));
  alarm.next = fmt::format("connections gmail connect --connection {}", one.id.value);
  alarms.push_back(std::move(alarm));
}

void check_sync(const ConnectionFacts& facts, Instant now, Alarms& alarms) {
  const store::Connection& one = facts.connection;
  if (one.source_kind != store::SourceKind::kGmail || one.gmail_status == store::GmailStatus::kPending) return;
  const Instant last = one.last_synced_at.value_or(one.created_at);
  if (last + kSyncMayRest > now) return;
  const MissingCause cause = why_not_synced(facts, now);
  Alarm alarm = of_connection(AlarmKind::kSyncStopped, cause.cause, one, last);
  alarm.what = fmt::format("'{}': the mailbox was last read {}: {}", one.name, to_rfc3339(last), cause.what);
  alarm.next = cause.next;
  alarms.push_back(std::move(alarm));
}

void check_feed(const store::Feed& feed, Instant now, Alarms& alarms) {
  const store::FeedState& state = feed.state;
  const bool fails = !state.error.empty() && state.error_since && *state.error_since + kFeedMayRest <= now;
  const Instant looked = state.checked_at.value_or(feed.created_at);
  const bool rests = state.error.empty() && looked + kSyncMayRest <= now && account::is_feed_url(feed.shown_url);
  if (!fails && !rests) return;
  alarms.push_back(
      {.kind = AlarmKind::kFeedStopped,
       .cause = fails ? Cause::kFeed : Cause::kIdle,
       .platform = feed.platform,
       .connection = {},
       .feed = feed.id,
       .since = fails ? *state.error_since : looked,
       .what = fails ? fmt::format("the calendar of {} cannot be read since {}: {}", feed.property,
                                   to_rfc3339(*state.error_since), state.error)
                     : fmt::format("nobody has read the calendar of {} since {}", feed.property, to_rfc3339(looked)),
       .next = fails ? "give its address anew: connections calendar import URL"
                     : "connections serve, or connections calendar refresh"});
}

std::set<std::string> platforms_of(const auto& things) {
  std::set<std::string> all;
  for (const auto& one : things)
    if (!one.platform.empty()) all.insert(one.platform);
  return all;
}

}  // namespace

bool reads_platform(const store::Connection& connection, const std::string& platform) {
  return connection.platform == platform || connection.platform == "auto" || connection.platform == "pms";
}

std::vector<Alarm> find_alarms(const SilenceFacts& facts, Instant now) {
  Alarms alarms;
  for (const ConnectionFacts& one : facts.connections) {
    check_token(one.connection, now, alarms);
    check_sync(one, now, alarms);
    check_label(one, now, alarms);
    check_templates(one, now, alarms);
    for (const std::string& platform : platforms_of(one.mails)) check_mails(facts, one, platform, now, alarms);
  }
  for (const store::Feed& feed : facts.feeds) check_feed(feed, now, alarms);
  for (const std::string& platform : platforms_of(facts.stays)) check_stays(facts, platform, now, alarms);
  return alarms;
}

Result<std::vector<Alarm>> read_alarms(store::Transaction& app, Instant now) {
  return find_alarms(TRY(read_silence_facts(app)), now);
}

}  // namespace connections::sync
