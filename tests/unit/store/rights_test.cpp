// What the database refuses, whatever the program does.
#include "store/migrations/migrate.h"
#include "unit/store/fixture.h"

namespace connections::store {
namespace {

using Rights = StoreTest;

TEST_F(Rights, TheAppRoleCannotInsertABooking) {
  const auto added = app([&](Transaction& t) { return upsert_booking(t, event("A", kJune12), kNow); });
  EXPECT_EQ(code_of(added), Errc::kForbidden);
}

TEST_F(Rights, TheAppRoleCannotDeleteABookingOrMoveIt) {
  upsert(event("A", kJune12));
  EXPECT_EQ(code_of(run(Role::kApp, "DELETE FROM bookings")), Errc::kForbidden);
  EXPECT_EQ(code_of(run(Role::kApp, "UPDATE bookings SET check_in = '2026-07-01'")), Errc::kForbidden);
  EXPECT_EQ(code_of(run(Role::kApp, "UPDATE bookings SET ical_uid = 'B'")), Errc::kForbidden);
  EXPECT_EQ(run(Role::kApp, "UPDATE bookings SET guest_name = 'Ada Example'"), 1U);
}

TEST_F(Rights, NobodyDeletesABooking) {
  upsert(event("A", kJune12));
  EXPECT_EQ(code_of(run(Role::kCalendar, "DELETE FROM bookings")), Errc::kForbidden);
}

TEST_F(Rights, TheTapeIsNeverChanged) {
  archive("m1");
  EXPECT_EQ(code_of(run(Role::kApp, "UPDATE gmail_messages SET subject = 'other'")), Errc::kForbidden);
  EXPECT_EQ(code_of(run(Role::kApp, "DELETE FROM gmail_messages")), Errc::kForbidden);
  EXPECT_EQ(code_of(run(Role::kCalendar, "SELECT raw FROM gmail_messages")), Errc::kForbidden);
}

TEST_F(Rights, ChangesAreAppendOnly) {
  EXPECT_EQ(code_of(run(Role::kApp, "DELETE FROM booking_changes")), Errc::kForbidden);
  EXPECT_EQ(code_of(run(Role::kApp, "UPDATE booking_changes SET enrichment_reason = ''")), Errc::kForbidden);
}

TEST_F(Rights, AnotherWorkspacesRowsAreNotThere) {
  const MessageId message = archive("m1");
  upsert(event("A", kJune12));
  const WorkspaceId other = make_workspace("Somebody else");
  const auto look = [&](auto fn) { return db.with(Role::kApp, other, fn); };
  EXPECT_TRUE(must(look([](Transaction& t) { return list_connections(t); })).empty());
  EXPECT_TRUE(must(look([](Transaction& t) { return list_bookings(t); })).empty());
  EXPECT_TRUE(must(look([](Transaction& t) { return list_feeds(t); })).empty());
  EXPECT_EQ(code_of(look([&](Transaction& t) { return find_connection(t, connection); })), Errc::kNotFound);
  EXPECT_EQ(code_of(look([&](Transaction& t) { return load_mail(t, message); })), Errc::kNotFound);
  EXPECT_EQ(code_of(look([&](Transaction& t) { return set_synced(t, connection, kNow); })), Errc::kNotFound);
}

TEST_F(Rights, ARowCannotBeWrittenIntoAnotherWorkspace) {
  const WorkspaceId other = make_workspace("Somebody else");
  const auto smuggled =
      run(Role::kApp, "INSERT INTO connections (workspace_id, platform, name, source_kind, created_at) VALUES ('" +
                          other.value + "', 'airbnb', 'x', 'folder', '2026-01-01')");
  EXPECT_EQ(code_of(smuggled), Errc::kForbidden);
}

TEST_F(Rights, AMailCannotBeArchivedForAnotherWorkspacesConnection) {
  const WorkspaceId other = make_workspace("Somebody else");
  const auto added =
      db.with(Role::kApp, other, [&](Transaction& t) { return append_mail(t, connection, mail("m1"), kNow); });
  EXPECT_EQ(code_of(added), Errc::kStoreFailed);  // the foreign key names the workspace too
}

TEST_F(Rights, WithoutAWorkspaceThereAreNoRows) {
  archive("m1");
  upsert(event("A", kJune12));
  for (const char* table : {"workspaces", "connections", "gmail_messages", "message_progress", "reservation_facts",
                            "calendar_feeds", "bookings", "booking_changes", "enrichment_review_items", "sync_runs"}) {
    const auto rows = db.as_owner([&](Transaction& t) -> Result<std::size_t> {
      must(run_script(t, "SET LOCAL ROLE connections_app"));
      return must(query(t, (std::string("SELECT 1 FROM ") + table).c_str())).size();
    });
    EXPECT_EQ(rows, 0U) << table;
  }
}

/// SQL of an app transaction that tries to see more than its workspace.
TEST_F(Rights, NothingThatSqlCanSayMovesATransactionToAnotherWorkspace) {
  archive("m1");
  upsert(event("A", kJune12));
  const WorkspaceId other = make_workspace("Somebody else");
  const std::string home = "SET LOCAL app.workspace_id = '" + workspace.value + "'";
  for (const Role role : {Role::kApp, Role::kCalendar})
    for (const std::string& move :
         {home, home + "; SET LOCAL app.workspace_proof = ''", "RESET ROLE; " + home,
          std::string("RESET ROLE; SET row_security = off"), "SET LOCAL SESSION AUTHORIZATION DEFAULT; " + home}) {
      const auto seen = db.with(role, other, [&](Transaction& t) -> Result<std::size_t> {
        TRY(run_script(t, move));
        return TRY(query(t, "SELECT 1 FROM bookings")).size();
      });
      EXPECT_TRUE(!seen || *seen == 0U) << move;
    }
}

TEST_F(Rights, ARoleCannotBecomeAnother) {
  for (const char* sql : {"RESET ROLE; SELECT secret FROM workspace_secret", "SET ROLE connections_calendar",
                          "RESET ROLE; SET ROLE connections_calendar", "SET SESSION AUTHORIZATION connections",
                          "SELECT secret FROM workspace_secret", "CREATE TEMP TABLE mine (x int)",
                          "CREATE TABLE mine (x int)", "COPY bookings TO PROGRAM 'true'",
                          "CREATE FUNCTION own_workspace_id() RETURNS uuid LANGUAGE sql AS 'SELECT NULL::uuid'"}) {
    const auto done =
        db.with(Role::kApp, workspace, [&](Transaction& t) -> Result<void> { return run_script(t, sql); });
    EXPECT_EQ(code_of(done), Errc::kForbidden) << sql;
  }
}

TEST_F(Rights, AWorkspaceThatIsNoUuidIsRefusedBeforeItReachesSql) {
  const auto listed = db.with(Role::kApp, WorkspaceId{"' OR true --"}, [](Transaction& t) { return list_bookings(t); });
  EXPECT_EQ(code_of(listed), Errc::kInvalidArgument);
  EXPECT_EQ(code_of(db.with(Role::kApp, WorkspaceId{}, [](Transaction& t) { return list_bookings(t); })),
            Errc::kInvalidArgument);
}

TEST_F(Rights, EveryTableWithAWorkspaceIsGuardedAndKeyedByIt) {
  const auto open = must(db.as_owner([](Transaction& t) {
    return query_all(
        t,
        "SELECT c.relname AS name FROM pg_class c JOIN pg_attribute a ON a.attrelid = c.oid AND "
        "a.attname = 'workspace_id' WHERE c.relkind = 'r' AND c.relname NOT IN ('sync_queue', 'feed_queue') AND "
        "(NOT c.relrowsecurity OR NOT c.relforcerowsecurity OR a.attnum <> 1)",
        {}, [](const Row& row) { return row.text("name"); });
  }));
  EXPECT_THAT(open, testing::IsEmpty());
  const auto loose = must(db.as_owner([](Transaction& t) {
    return query_all(
        t,
        "SELECT k.conname AS name FROM pg_constraint k JOIN pg_class c ON c.oid = k.conrelid WHERE "
        "k.contype IN ('p', 'u', 'f') AND c.relname NOT IN ('sync_queue', 'feed_queue', 'schema_migrations') AND "
        "c.relnamespace = 'public'::regnamespace AND k.conkey[1] <> 1",
        {}, [](const Row& row) { return row.text("name"); });
  }));
  EXPECT_THAT(loose, testing::IsEmpty());
}

/// A server where the login is no superuser: the forced policies then bind the owner of the tables as well.
TEST(RightsOfAnOrdinaryLogin, ItMigratesServesAndIsBoundByTheSamePolicies) {
  const std::string url = test::fresh_database_url();
  Database admin = must(Database::open(url, 1));
  must(admin.as_owner([](Transaction& t) {
    return run_script(
        t,
        "CREATE ROLE ordinary LOGIN CREATEROLE; GRANT ALL ON SCHEMA public TO ordinary;"
        "DO $$ BEGIN CREATE ROLE connections_app NOLOGIN; EXCEPTION WHEN duplicate_object THEN NULL; END $$;"
        "DO $$ BEGIN CREATE ROLE connections_calendar NOLOGIN; EXCEPTION WHEN duplicate_object THEN NULL; END $$;"
        "GRANT connections_app, connections_calendar TO ordinary WITH ADMIN OPTION");
  }));
  Database db = must(Database::open(url.substr(0, url.find("&user=")) + "&user=ordinary"));
  must(migrate(db, kNow));
  const Workspace made = must(db.as_owner([](Transaction& t) { return create_workspace(t, "W", kNow); }));
  EXPECT_EQ(must(db.as_owner([](Transaction& t) { return list_workspaces(t); })).size(), 1U);
  must(db.with(Role::kApp, made.id,
               [](Transaction& t) { return create_connection(t, {.platform = "airbnb", .name = "c"}, kNow); }));
  EXPECT_TRUE(must(db.as_owner([](Transaction& t) { return list_connections(t); })).empty());
}

}  // namespace
}  // namespace connections::store
