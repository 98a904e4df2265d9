#include "lifecycle/gmail_account.h"

#include <gtest/gtest.h>

#include <fmt/format.h>

#include "lifecycle/mailbox.h"
#include "source/gmail/label/gmail_source.h"
#include "store/tables/mail_archive.h"
#include "store/tables/progress_store.h"
#include "store/tables/workspace_store.h"
#include "sync/archive_stage.h"

namespace connections::test {
namespace {

template <class T>
T must(Result<T> result) {
  if (!result) throw std::runtime_error(to_string(result.error()));
  return std::move(*result);
}

}  // namespace

GmailAccount::GmailAccount(store::Database& database, const std::string& workspace, FakeGmailTraits traits)
    : gmail(traits), label(gmail.mailbox.add_label("Airbnb")), database_(database) {
  workspace_ = must(database.as_owner([&](store::Transaction& owner) {
                 return store::create_workspace(owner, workspace, now);
               })).id;
  connection_ = add_connection("airbnb", "Airbnb");
}

ConnectionId GmailAccount::add_connection(const std::string& name, const std::string& label_name) {
  return must(database_.with(store::Role::kApp, workspace_,
                             [&](store::Transaction& app) {
                               return store::create_connection(
                                   app, {.platform = "airbnb", .name = name, .reservation_label = label_name}, now);
                             }))
      .id;
}

std::string GmailAccount::add_mail() { return add_mail({"INBOX", label}); }

std::string GmailAccount::add_mail(const std::set<std::string>& labels) {
  const int number = ++mails_;
  return gmail.mailbox.add_mail(
      fmt::format("From: host-{0}@example.com\r\nSubject: Stay {0}\r\n\r\nAda Example, stay {0}.\r\n{1}", number,
                  std::string(static_cast<std::size_t>(number * 37 % 500), 'x')),
      labels);
}

sync::SyncRun GmailAccount::run(store::Database& database, plugin::Parsers& parsers) const {
  return {.database = database, .workspace = workspace_, .parsers = parsers, .now = now};
}

Result<sync::SyncStats> GmailAccount::sync(bool check_label) {
  gmail.forget_counts();
  plugin::Parsers parsers = shipped_parsers().parsers();
  sync::SyncRun one = run(database_, parsers);
  one.check_label = check_label;
  return sync::sync_connection(one, connection_,
                               [this](const store::Connection&) -> Result<std::unique_ptr<source::Source>> {
                                 return source::make_gmail_source(access_to(gmail, clock, seed));
                               });
}

Result<sync::SyncStats> GmailAccount::archive(store::Database& database,
                                              const std::function<void(sync::Commit)>& committed) {
  plugin::Parsers parsers = shipped_parsers().parsers();
  sync::SyncRun one = run(database, parsers);
  one.batch = 1;  // the most commits
  one.committed = committed;
  const auto source = source::make_gmail_source(access_to(gmail, clock, seed));
  sync::SyncStats stats;
  const auto connection = database.with(
      store::Role::kApp, workspace_, [&](store::Transaction& app) { return store::find_connection(app, connection_); });
  if (!connection) return std::unexpected(connection.error());
  const auto done = sync::archive_new_mails(one, *connection, *source, stats);
  if (!done) return std::unexpected(done.error());
  return stats;
}

store::Connection GmailAccount::connection() {
  return must(database_.with(store::Role::kApp, workspace_,
                             [&](store::Transaction& app) { return store::find_connection(app, connection_); }));
}

std::vector<store::FetchFailure> GmailAccount::failures() {
  return must(database_.with(store::Role::kApp, workspace_,
                             [&](store::Transaction& app) { return store::list_fetch_failures(app, connection_); }));
}

std::map<std::string, std::string> GmailAccount::tape() {
  using Tape = std::map<std::string, std::string>;
  return must(database_.with(store::Role::kApp, workspace_, [&](store::Transaction& app) -> Result<Tape> {
    Tape tape;
    for (const auto& one : must(store::list_progress(app, connection_)))
      if (!tape.emplace(one.gmail_message_id, must(store::load_mail(app, one.message)).raw).second)
        throw std::runtime_error("twice on the tape: " + one.gmail_message_id);
    return tape;
  }));
}

std::map<std::string, std::string> GmailAccount::mailbox() const {
  std::map<std::string, std::string> all;
  for (const std::string& id : gmail.mailbox.list(label)) all[id] = gmail.mailbox.mail(id)->bytes;
  return all;
}

}  // namespace connections::test
