#include "store/tables/mail_archive.h"

#include "secrets/digest.h"
#include "store/tables/fetch_failure_store.h"
#include "store/tables/progress_store.h"
#include "unit/store/fixture.h"

namespace connections::store {
namespace {

using MailArchive = StoreTest;

TEST_F(MailArchive, ArchivingTwiceKeepsOne) {
  const auto first = must(app([&](Transaction& t) { return append_mail(t, connection, mail("m1"), kNow); }));
  NewMail other = mail("m1");
  other.raw = "something else";
  const auto second = must(app([&](Transaction& t) { return append_mail(t, connection, other, kNow); }));
  EXPECT_TRUE(first.is_new);
  EXPECT_FALSE(second.is_new);
  EXPECT_EQ(first.id, second.id);
  EXPECT_EQ(app([&](Transaction& t) { return count_mails(t, connection); }), 1);
  EXPECT_EQ(must(app([&](Transaction& t) { return load_mail(t, first.id); })).raw, mail("m1").raw);
}

TEST_F(MailArchive, ArchivesABatchAndSaysWhichMailsItHad) {
  const MessageId before = archive("m2");
  const std::vector<NewMail> mails{mail("m1"), mail("m2"), mail("m3")};
  const auto all = must(app([&](Transaction& t) { return append_mails(t, connection, mails, kNow); }));
  ASSERT_EQ(all.size(), 3U);
  EXPECT_TRUE(all[0].is_new && !all[1].is_new && all[2].is_new);
  EXPECT_EQ(all[1].id, before);
  for (std::size_t i = 0; i < mails.size(); ++i)
    EXPECT_EQ(must(app([&](Transaction& t) { return load_mail(t, all[i].id); })).gmail_message_id,
              mails[i].gmail_message_id);
  EXPECT_EQ(must(app([&](Transaction& t) { return pending_messages(t, connection); })).size(), 3U);
  EXPECT_TRUE(must(app([&](Transaction& t) { return append_mails(t, connection, {}, kNow); })).empty());
}

TEST_F(MailArchive, GivesBackEveryByteAndAllThatWasSaid) {
  NewMail odd = mail("m1");
  odd.raw.clear();
  for (int byte = 0; byte < 256; ++byte) odd.raw += static_cast<char>(byte);
  odd.raw_metadata["full_text"] = std::string("caf\xC3\xA9 \0 end", 11);
  const auto added = must(app([&](Transaction& t) { return append_mail(t, connection, odd, kNow); }));
  const auto loaded = must(app([&](Transaction& t) { return load_mail(t, added.id); }));
  EXPECT_EQ(loaded.raw, odd.raw);
  odd.raw_metadata["full_text"] = "caf\xC3\xA9 \xEF\xBF\xBD end";  // SQL cannot read a NUL; the raw bytes have it
  EXPECT_EQ(loaded.raw_metadata, odd.raw_metadata);
  EXPECT_EQ(loaded.sha256, secrets::sha256_hex(odd.raw));
  EXPECT_EQ(loaded.received_at, kNow);
  EXPECT_EQ(loaded.processed_at, kNow);
  EXPECT_EQ(loaded.connection_id, connection);
}

TEST_F(MailArchive, TextThatPostgresCannotHoldIsMendedAndTheRawBytesStay) {
  NewMail odd = mail("m1");
  odd.subject = std::string("bro\0ken \xFF", 9);
  odd.raw_metadata["full_text"] = "\xFF\xFE";
  odd.received_at.reset();
  const auto added = must(app([&](Transaction& t) { return append_mail(t, connection, odd, kNow); }));
  const auto loaded = must(app([&](Transaction& t) { return load_mail(t, added.id); }));
  EXPECT_EQ(loaded.subject, "bro\xEF\xBF\xBDken \xEF\xBF\xBD");
  EXPECT_EQ(loaded.received_at, std::nullopt);
}

TEST_F(MailArchive, SaysWhichIdsItHas) {
  archive("m1");
  archive("m2");
  const auto have = must(app([&](Transaction& t) { return archived_among(t, connection, {"m2", "m3", "\"]"}); }));
  EXPECT_THAT(have, testing::UnorderedElementsAre("m2"));
}

TEST_F(MailArchive, SeesThatAnotherConnectionHoldsTheSameMail) {
  archive("m1");
  const ConnectionId other = make_connection(workspace, "Second");
  EXPECT_THAT(must(app([&](Transaction& t) { return other_holders(t, other, "m1"); })),
              testing::ElementsAre(connection));
  EXPECT_TRUE(must(app([&](Transaction& t) { return other_holders(t, connection, "m1"); })).empty());
}

TEST_F(MailArchive, ANewMailIsPendingUntilItIsDone) {
  NewMail early = mail("m2");
  early.received_at = kNow - std::chrono::hours{1};
  const MessageId late = archive("m1");
  must(app([&](Transaction& t) { return append_mail(t, connection, early, kNow); }));
  auto pending = must(app([&](Transaction& t) { return pending_messages(t, connection); }));
  ASSERT_EQ(pending.size(), 2U);
  EXPECT_EQ(pending[0].gmail_message_id, "m2");
  EXPECT_EQ(pending[1].message, late);
  EXPECT_EQ(pending[0].stage, Stage::kArchived);

  const StageChange done{.stage = Stage::kDone, .rule_book = "abc", .parser_version = "airbnb 1.0.0", .note = "update"};
  must(app([&](Transaction& t) { return set_stage(t, late, done, kNow); }));
  EXPECT_EQ(must(app([&](Transaction& t) { return pending_messages(t, connection); })).size(), 1U);
  EXPECT_EQ(must(app([&](Transaction& t) { return list_progress(t, connection); })).size(), 2U);
  const auto progress = must(app([&](Transaction& t) { return progress_of(t, late); }));
  EXPECT_EQ(progress.rule_book, "abc");
  EXPECT_EQ(progress.note, "update");
}

TEST_F(MailArchive, AnOutcomeThatHoldsForSomeParsersIsPendingAgainWithOthers) {
  const MessageId message = archive("m1");
  const auto pending = [&](const InForce& now) {
    return must(app([&](Transaction& t) { return messages_to_read(t, connection, "", now); })).size();
  };
  const StageChange unknown{
      .stage = Stage::kDone, .rule_book = {}, .parser_version = {}, .note = {}, .holds_for = "parsers a"};
  must(app([&](Transaction& t) { return set_stage(t, message, unknown, kNow); }));
  EXPECT_EQ(pending({.engine = "1", .parsers = "parsers a"}), 0U);
  EXPECT_EQ(pending({.engine = "parsers a", .parsers = "parsers b"}), 0U);
  EXPECT_EQ(pending({.engine = "1", .parsers = "parsers b"}), 1U);
}

TEST_F(MailArchive, CountsReadingsThatNeverEnded) {
  const MessageId message = archive("m1");
  const auto begin = [&](bool afresh) {
    return must(app([&](Transaction& t) { return begin_reading(t, message, afresh); }));
  };
  EXPECT_EQ(begin(false), 1);
  EXPECT_EQ(begin(false), 2);
  EXPECT_EQ(begin(true), 1);
  must(app([&](Transaction& t) { return set_stage(t, message, StageChange(), kNow); }));
  EXPECT_EQ(begin(false), 1);
}

TEST_F(MailArchive, DescribesAMailOnceAndNeverChangesItsBytes) {
  NewMail plain = mail("m1");
  plain.raw_metadata = nullptr;
  plain.received_at.reset();
  const auto added = must(app([&](Transaction& t) { return append_mail(t, connection, plain, kNow); }));
  EXPECT_THAT(must(app([&](Transaction& t) { return undescribed_mails(t, connection); })),
              testing::ElementsAre(added.id));
  const auto describe = [&](const std::string& subject) {
    must(app([&](Transaction& t) {
      return describe_mail(
          t, added.id,
          {.from_address = "a@example.com", .subject = subject, .received_at = kNow, .raw_metadata = {{"headers", 1}}});
    }));
  };
  describe("first");
  describe("second");
  const auto loaded = must(app([&](Transaction& t) { return load_mail(t, added.id); }));
  EXPECT_EQ(loaded.subject, "first");
  EXPECT_EQ(loaded.received_at, kNow);
  EXPECT_EQ(loaded.raw, plain.raw);
  EXPECT_TRUE(must(app([&](Transaction& t) { return undescribed_mails(t, connection); })).empty());
}

TEST_F(MailArchive, FetchFailuresCountAndClear) {
  const Error error{Errc::kSourceFailed, "quota", {}, {}};
  const auto record = [&](Instant now) {
    must(app([&](Transaction& t) { return record_fetch_failure(t, connection, "m9", error, now); }));
  };
  record(kNow);
  record(kNow + std::chrono::hours{1});
  const auto failures = must(app([&](Transaction& t) { return list_fetch_failures(t, connection); }));
  ASSERT_EQ(failures.size(), 1U);
  EXPECT_EQ(failures[0].attempts, 2);
  EXPECT_EQ(failures[0].first_failed_at, kNow);
  EXPECT_EQ(failures[0].last_failed_at, kNow + std::chrono::hours{1});
  must(app([&](Transaction& t) { return clear_fetch_failures(t, connection, {"m9"}); }));
  EXPECT_TRUE(must(app([&](Transaction& t) { return list_fetch_failures(t, connection); })).empty());
}

TEST_F(MailArchive, AbsencesInARowAreCountedAndAGoneMailIsKept) {
  const auto record = [&](Errc code) {
    return must(app([&](Transaction& t) {
             return record_fetch_failure(t, connection, "m9", {code, "x", {}, {}}, kNow);
           }))
        .absent;
  };
  EXPECT_EQ(record(Errc::kNotFound), 1);
  EXPECT_EQ(record(Errc::kNotFound), 2);
  EXPECT_EQ(record(Errc::kSourceFailed), 0);
  EXPECT_EQ(record(Errc::kNotFound), 1);
  must(app([&](Transaction& t) { return mark_gone(t, connection, "m9", kNow); }));
  must(app([&](Transaction& t) { return mark_gone(t, connection, "m9", kNow + std::chrono::hours{1}); }));
  const auto failures = must(app([&](Transaction& t) { return list_fetch_failures(t, connection); }));
  ASSERT_EQ(failures.size(), 1U);
  EXPECT_EQ(failures[0].gone_at, kNow);
  EXPECT_EQ(code_of(app([&](Transaction& t) { return mark_gone(t, connection, "m1", kNow); })), Errc::kNotFound);
}

}  // namespace
}  // namespace connections::store
