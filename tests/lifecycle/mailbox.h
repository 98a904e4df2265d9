#pragma once

#include <string>
#include <vector>

#include "account/feed_address.h"
#include "plugin/registry.h"
#include "store/sql/database.h"
#include "support/files.h"
#include "sync/lifecycle.h"
#include "sync/worker_reader.h"

namespace connections::test {

/// Of a feed that is read from a file.
inline account::FeedAddress address_of(const std::string& path) {
  return {.stored = path, .hash = account::feed_address_hash(path), .shown = path};
}

/// A workspace with a calendar and a folder of invented mails: an enriched booking, ambiguous ones, a forward, a
/// phishing mail, a message and one that cannot be read.
class Mailbox {
 public:
  explicit Mailbox(store::Database& database, const std::string& workspace = "default",
                   const std::string& platform = "airbnb", const std::string& border = {});

  [[nodiscard]] const WorkspaceId& workspace() const noexcept { return workspace_; }
  [[nodiscard]] const ConnectionId& connection() const noexcept { return connection_; }
  /// Adds a mail of engine/corpus/invented/mail to the folder.
  void add_mail(const std::string& name);
  void add_mail(const std::string& file, const std::string& bytes);
  void import_feed(const std::string& name, const std::string& property);

  /// What a run works with, where it is not the shipped parsers and this engine.
  struct With {
    plugin::Registry* registry = nullptr;  ///< null: the shipped one
    std::string engine = sync::kEngineVersion;
    sync::WorkerReader* reader = nullptr;  ///< null: mails are read in the test's process
    std::size_t batch = sync::kBatchMails;
  };
  [[nodiscard]] Result<sync::SyncStats> sync_with(
      store::Database& database, const With& with,
      std::function<void(sync::Commit)> committed = [](sync::Commit) {}) const;
  [[nodiscard]] Result<sync::SyncStats> sync(
      store::Database& database, std::function<void(sync::Commit)> committed = [](sync::Commit) {}) const;

  /// Every row that a run leaves behind, without ids and times: two runs that did the same have the same text.
  [[nodiscard]] std::string rows(store::Database& database) const;

  static constexpr const char* kNow = "2026-05-20T09:00:00Z";

 private:
  store::Database& database_;
  TempFolder folder_;
  WorkspaceId workspace_;
  ConnectionId connection_;
};

/// The shipped parsers and rules, loaded once a process.
[[nodiscard]] plugin::Registry& shipped_parsers();

}  // namespace connections::test
