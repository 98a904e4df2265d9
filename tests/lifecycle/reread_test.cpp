// The archive, read again: a name that an earlier rule misread is corrected where it stands, with undo and without a
// trace in a rehearsal.
#include <gmock/gmock.h>

#include "lifecycle/host.h"
#include "store/tables/booking_store.h"
#include "store/tables/change_store.h"
#include "store/tables/fact_store.h"
#include "store/tables/mail_archive.h"
#include "store/tables/progress_store.h"
#include "support/postgres.h"
#include "sync/person/undo.h"
#include "sync/reread/reread.h"

namespace connections::test {
namespace {

constexpr const char* kWrong = "Ada Customer Last Name Example";

struct Rereads : testing::Test {
  store::Database database = fresh_store();
  Mailbox mailbox{database};
  plugin::Parsers parsers = shipped_parsers().parsers();
  sync::SyncRun run{
      .database = database, .workspace = mailbox.workspace(), .parsers = parsers, .now = *parse_rfc3339(Mailbox::kNow)};

  template <class F>
  auto app(F&& work) {
    return must(database.with(store::Role::kApp, mailbox.workspace(), std::forward<F>(work)));
  }
  void fill() {
    mailbox.add_mail("airbnb/confirmed-en-us-new-layout.eml");
    mailbox.add_mail("airbnb/confirmed-de.eml");
    mailbox.add_mail("airbnb/message-guest-trap-en.eml");
    mailbox.import_feed("airbnb-harbour-loft.ics", "Harbour Loft");
    must(mailbox.sync(database));
  }
  Booking named() {
    for (Booking& one : app([](store::Transaction& t) { return store::list_bookings(t); }))
      if (one.guest_name_source == ValueSource::kMail) return std::move(one);
    throw std::runtime_error("no booking was named");
  }
  /// As if an earlier rule had read another name, and the mail had written it.
  void misread() {
    const auto changes = app([](store::Transaction& t) { return store::list_changes(t, std::nullopt); });
    const MessageId message = *changes.back().message;
    app([&](store::Transaction& t) -> Result<void> {
      auto reading = *TRY(store::load_reading(t, message));
      for (Fact& fact : reading.facts.facts)
        if (fact.field == Field::kGuestName) fact.value = std::string(kWrong);
      return store::save_extraction(t, message, reading.facts, reading.provenance, run.now);
    });
    const Booking booking = named();
    app([&](store::Transaction& t) {
      return store::apply_update(t,
                                 {.booking = booking.id,
                                  .expected_version = booking.version,
                                  .guest_name = kWrong,
                                  .guest_count = {},
                                  .enriched_code = {},
                                  .source = ValueSource::kMail,
                                  .enrichment_reason = "Code Match",
                                  .message = message,
                                  .decision = {}},
                                 run.now);
    });
  }
};

TEST_F(Rereads, ChangeNothingWhereTheRulesAreTheSame) {
  fill();
  const std::string before = mailbox.rows(database);
  const auto done = must(sync::reread(run, {}));
  EXPECT_EQ(done.mails, 3u);
  EXPECT_EQ(done.different, 0u);
  EXPECT_FALSE(done.run);
  EXPECT_EQ(mailbox.rows(database), before);
}

TEST_F(Rereads, CorrectANameWhereItStandsAndAreUndone) {
  fill();
  const std::string right = *named().guest_name;
  misread();
  const std::string wrong_rows = mailbox.rows(database);

  const auto rehearsed = must(sync::rehearse_reread(run, {}));
  EXPECT_EQ(rehearsed.different, 1u);
  ASSERT_EQ(rehearsed.flips.size(), 1u);
  EXPECT_EQ(rehearsed.flips.front().before, kWrong);
  EXPECT_EQ(rehearsed.flips.front().after, right);
  EXPECT_EQ(mailbox.rows(database), wrong_rows) << "a rehearsal left a trace";

  const auto done = must(sync::reread(run, {}));
  EXPECT_EQ(done.tally.fields().at("guest_name"), (sync::ReadingTally::Counts{0, 0, 1}));
  ASSERT_EQ(done.listed.size(), 1u);
  EXPECT_EQ(done.listed.front().fields.front().before, kWrong);
  ASSERT_EQ(done.flips.size(), 1u);
  EXPECT_EQ(named().guest_name, right);
  EXPECT_EQ(must(sync::reread(run, {})).different, 0u);

  ASSERT_TRUE(done.run);
  const auto steps = app(
      [&](store::Transaction& t) { return sync::plan_undo(t, {.change = {}, .run = done.run->value, .rule = {}}); });
  app([&](store::Transaction& t) { return sync::apply_undo(t, steps, run.now); });
  EXPECT_EQ(named().guest_name, kWrong);
  must(mailbox.sync(database));
  EXPECT_EQ(named().guest_name, kWrong) << "what a person undid was done again";
}

TEST_F(Rereads, LeaveAloneWhatAPersonTyped) {
  fill();
  misread();
  const Booking booking = named();
  app([&](store::Transaction& t) {
    return store::apply_update(t,
                               {.booking = booking.id,
                                .expected_version = booking.version,
                                .guest_name = "Grace Typed",
                                .guest_count = {},
                                .enriched_code = {},
                                .source = ValueSource::kPerson,
                                .enrichment_reason = "Typed by a person",
                                .message = {},
                                .decision = {}},
                               run.now);
  });
  EXPECT_TRUE(must(sync::reread(run, {})).flips.empty());
  for (const Booking& one : app([](store::Transaction& t) { return store::list_bookings(t); }))
    if (one.id == booking.id) {
      EXPECT_EQ(one.guest_name, "Grace Typed");
    }
}

TEST_F(Rereads, TakeOnlyTheMailsThatAreWanted) {
  fill();
  EXPECT_EQ(must(sync::reread(run, {.platform = "vrbo", .since = {}})).mails, 0u);
  EXPECT_EQ(must(sync::reread(run, {.platform = "airbnb", .since = {}})).mails, 3u);
  EXPECT_EQ(must(sync::reread(run, {.platform = {}, .since = parse_rfc3339("2030-01-01T00:00:00Z")})).mails, 0u);
}

TEST_F(Rereads, AreRefusedWhileAConnectionIsSynced) {
  fill();
  const auto lock = database.try_lock_connection(mailbox.workspace(), mailbox.connection());
  ASSERT_TRUE(lock);
  const auto refused = sync::reread(run, {});
  ASSERT_FALSE(refused);
  EXPECT_EQ(refused.error().code, Errc::kSyncInProgress);
  EXPECT_TRUE(sync::rehearse_reread(run, {}));
}

TEST_F(Rereads, OfOneWorkspaceTouchNoOther) {
  Mailbox other(database, "other");
  other.add_mail("airbnb/confirmed-en-us-new-layout.eml");
  other.import_feed("airbnb-harbour-loft.ics", "Harbour Loft");
  must(other.sync(database));
  const std::string before = other.rows(database);
  fill();
  misread();
  EXPECT_EQ(must(sync::reread(run, {})).mails, 3u);
  EXPECT_EQ(other.rows(database), before);
}

TEST_F(Rereads, ARulesChangesAreFoundByItsIdAndUndone) {
  fill();
  const auto change = app([](store::Transaction& t) { return store::list_changes(t, std::nullopt); }).back();
  const std::string rule = change.decision.at("read_by").at(0);
  const auto wanted = [&](const std::string& id, const char* since) {
    return sync::UndoWanted{.change = {}, .run = {}, .rule = id, .since = parse_rfc3339(since)};
  };
  const auto plan = [&](const sync::UndoWanted& one) {
    return database.with(store::Role::kApp, mailbox.workspace(),
                         [&](store::Transaction& t) { return sync::plan_undo(t, one); });
  };
  const auto steps = must(plan(wanted(rule, "2026-01-01T00:00:00Z")));
  ASSERT_FALSE(steps.empty());
  EXPECT_EQ(plan(wanted(rule, "2030-01-01T00:00:00Z")).error().code, Errc::kNotFound);
  EXPECT_EQ(plan(wanted("no.such.rule", "2026-01-01T00:00:00Z")).error().code, Errc::kNotFound);
  app([&](store::Transaction& t) { return sync::apply_undo(t, steps, run.now); });
  for (const Booking& one : app([](store::Transaction& t) { return store::list_bookings(t); }))
    EXPECT_NE(one.guest_name_source, ValueSource::kMail) << one.property;
}

}  // namespace
}  // namespace connections::test
