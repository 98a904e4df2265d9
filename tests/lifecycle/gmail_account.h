#pragma once

#include <cstdint>
#include <map>
#include <string>

#include "store/sql/database.h"
#include "store/tables/connection_store.h"
#include "store/tables/fetch_failure_store.h"
#include "support/virtual_clock.h"
#include "sync/lifecycle.h"

namespace connections::test {

/// A workspace with one Gmail connection, "airbnb", that watches the label "Airbnb" of a fake Gmail. Time stands still
/// but for `now` and what the source sleeps.
class GmailAccount {
 public:
  explicit GmailAccount(store::Database& database, const std::string& workspace = "default",
                        FakeGmailTraits traits = {});

  std::string add_mail();                                     ///< under the label
  std::string add_mail(const std::set<std::string>& labels);  ///< invented, each another
  ConnectionId add_connection(const std::string& name, const std::string& label);

  /// The whole lifecycle, with the shipped parsers.
  [[nodiscard]] Result<sync::SyncStats> sync(bool check_label = false);
  /// Verifying, listing and archiving alone.
  [[nodiscard]] Result<sync::SyncStats> archive(
      store::Database& database, const std::function<void(sync::Commit)>& committed = [](sync::Commit) {});

  [[nodiscard]] store::Connection connection();
  [[nodiscard]] std::vector<store::FetchFailure> failures();
  /// What is on the tape: id → bytes. Throws if a mail is there twice.
  [[nodiscard]] std::map<std::string, std::string> tape();
  /// What the label holds now: id → bytes.
  [[nodiscard]] std::map<std::string, std::string> mailbox() const;

  FakeGmail gmail;
  VirtualClock clock;
  std::string label;
  std::uint64_t seed = 1;
  Instant now = *parse_rfc3339("2026-06-01T08:00:00Z");

 private:
  [[nodiscard]] sync::SyncRun run(store::Database& database, plugin::Parsers& parsers) const;

  store::Database& database_;
  WorkspaceId workspace_;
  ConnectionId connection_;
  int mails_ = 0;
};

}  // namespace connections::test
