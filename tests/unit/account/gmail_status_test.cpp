#include "account/gmail_status.h"

#include "account/shared_label.h"
#include "unit/store/fixture.h"

namespace connections::account {
namespace {

using store::code_of;
using store::GmailStatus;
using store::must;

class GmailStatusTest : public store::StoreTest {
 protected:
  store::Connection row() {
    return must(app([&](store::Transaction& t) { return store::find_connection(t, connection); }));
  }
  void record(const Result<void>& ended) { must(record_gmail_status(db, workspace, row(), ended, store::kNow)); }
};

TEST_F(GmailStatusTest, OnlyWhatAPersonMustMendIsAnError) {
  struct Case {
    Errc code;
    GmailStatus status;
  };
  for (const Case& one : {Case{Errc::kInvalidGrant, GmailStatus::kError},
                          {Errc::kLabelNotFound, GmailStatus::kError},
                          {Errc::kLabelNotConfigured, GmailStatus::kError},
                          {Errc::kLabelConflict, GmailStatus::kError},
                          {Errc::kNetworkFailed, GmailStatus::kConnected},
                          {Errc::kSourceFailed, GmailStatus::kConnected},
                          {Errc::kInterrupted, GmailStatus::kConnected},
                          {Errc::kStoreUnavailable, GmailStatus::kConnected}}) {
    record({});
    record(fail(one.code, "what happened"));
    EXPECT_EQ(row().gmail_status, one.status) << name(one.code);
  }
}

TEST_F(GmailStatusTest, ASuccessfulRunClearsTheError) {
  record(fail(Errc::kLabelNotFound, "the mailbox has no label 'Airbnb'", {}, "choose another"));
  EXPECT_EQ(row().gmail_error_code, "LABEL_NOT_FOUND");
  EXPECT_EQ(row().gmail_error, "LABEL_NOT_FOUND: the mailbox has no label 'Airbnb'; choose another");
  EXPECT_EQ(row().error_since, store::kNow);
  record({});
  EXPECT_EQ(row().gmail_status, GmailStatus::kConnected);
  EXPECT_EQ(row().gmail_error, "");
}

TEST_F(GmailStatusTest, AFolderHasNoStatus) {
  connection =
      must(app([&](store::Transaction& t) {
        return store::create_connection(
            t, {.platform = "vrbo", .name = "folder", .source_kind = store::SourceKind::kFolder, .folder_path = "/tmp"},
            store::kNow);
      })).id;
  const GmailStatus before = row().gmail_status;
  record(fail(Errc::kLabelNotFound, "none"));
  EXPECT_EQ(row().gmail_status, before);
}

TEST(SharedLabel, IsRefusedBetweenConnectionsOfOneKind) {
  const auto make = [](const char* id, const char* label, store::SourceKind kind = store::SourceKind::kGmail) {
    store::Connection one;
    one.id = {id};
    one.name = id;
    one.source_kind = kind;
    one.reservation_label = label;
    return one;
  };
  const std::vector<store::Connection> all{make("own", "Airbnb"), make("other", "Stays"),
                                           make("folder", "Vrbo", store::SourceKind::kFolder), make("bare", "")};
  EXPECT_TRUE(refuse_shared_label(all, all[0], "Airbnb")) << "its own";
  EXPECT_TRUE(refuse_shared_label(all, all[0], "Vrbo")) << "a folder's";
  EXPECT_TRUE(refuse_shared_label(all, all[0], "")) << "none";
  EXPECT_EQ(code_of(refuse_shared_label(all, all[0], "Stays")), Errc::kLabelConflict);
}

}  // namespace
}  // namespace connections::account
