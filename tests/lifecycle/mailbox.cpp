#include "lifecycle/mailbox.h"

#include <gtest/gtest.h>

#include <algorithm>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "rules/language/load_feed_words.h"
#include "source/folder/folder_source.h"
#include "store/tables/booking_store.h"
#include "store/tables/change_store.h"
#include "store/tables/fact_store.h"
#include "store/tables/progress_store.h"
#include "store/tables/review_store.h"
#include "store/tables/workspace_store.h"
#include "sync/feeds/calendar_refresh.h"

namespace connections::test {
namespace {

namespace fs = std::filesystem;

const fs::path kCorpus = fs::path(CONNECTIONS_SOURCE_DIR) / "engine/corpus/invented";

template <class T>
T must(Result<T> result) {
  if (!result) throw std::runtime_error(to_string(result.error()));
  return std::move(*result);
}

}  // namespace

plugin::Registry& shipped_parsers() {
  static const auto registry =
      must(plugin::Registry::open({.rules = {.rules = fs::path(CONNECTIONS_SOURCE_DIR) / "rules",
                                             .overrides = {},
                                             .engine_version = "0.1.0",
                                             .budgets = {}},
                                   .allowed = {{.id = "airbnb", .file = "airbnb.so", .sha256 = {}, .required = true}},
                                   .plugin_folder = fs::path(CONNECTIONS_BINARY_DIR) / "plugins",
                                   .state_folder = {}}));
  return *registry;
}

Mailbox::Mailbox(store::Database& database, const std::string& workspace, const std::string& platform,
                 const std::string& border)
    : database_(database) {
  const Instant now = *parse_rfc3339(kNow);
  workspace_ = must(database.as_owner([&](store::Transaction& owner) {
                 return store::create_workspace(owner, workspace, now);
               })).id;
  connection_ = must(database.with(store::Role::kApp, workspace_, [&](store::Transaction& app) {
                  return store::create_connection(app,
                                                  {.platform = platform,
                                                   .name = "airbnb",
                                                   .reservation_label = "Airbnb",
                                                   .source_kind = store::SourceKind::kFolder,
                                                   .folder_path = folder_.path().string(),
                                                   .border = border},
                                                  now);
                })).id;
}

void Mailbox::add_mail(const std::string& name) {
  const fs::path from = kCorpus / "mail" / name;
  fs::copy_file(from, folder_.path() / from.filename());
}

void Mailbox::add_mail(const std::string& file, const std::string& bytes) { write_file(folder_.path() / file, bytes); }

void Mailbox::import_feed(const std::string& name, const std::string& property) {
  const Instant now = *parse_rfc3339(kNow);
  const auto feed = must(database_.with(store::Role::kCalendar, workspace_, [&](store::Transaction& calendar) {
    return store::create_feed(calendar, {.platform = "airbnb", .property = property, .url = name}, now);
  }));
  must(sync::import_feed(database_, workspace_, feed, read_file(kCorpus / "feeds" / name),
                         must(rules::load_feed_words(fs::path(CONNECTIONS_SOURCE_DIR) / "rules")), now));
}

Result<sync::SyncStats> Mailbox::sync(store::Database& database, std::function<void(sync::Commit)> committed) const {
  return sync_with(database, {}, std::move(committed));
}

Result<sync::SyncStats> Mailbox::sync_with(store::Database& database, const With& with,
                                           std::function<void(sync::Commit)> committed) const {
  plugin::Parsers parsers = (with.registry != nullptr ? *with.registry : shipped_parsers()).parsers();
  sync::SyncRun run{.database = database, .workspace = workspace_, .parsers = parsers, .now = *parse_rfc3339(kNow)};
  run.committed = std::move(committed);
  run.engine_version = with.engine;
  run.reader = with.reader;
  run.batch = with.batch;
  return sync::sync_connection(run, connection_,
                               [](const store::Connection& one) -> Result<std::unique_ptr<source::Source>> {
                                 return source::make_folder_source(one.folder_path);
                               });
}

std::string Mailbox::rows(store::Database& database) const {
  return must(database.with(store::Role::kApp, workspace_, [&](store::Transaction& app) -> Result<std::string> {
    std::string text;
    std::map<MessageId, std::string> names;
    for (const auto& one : must(store::list_progress(app, connection_))) {
      names[one.message] = one.gmail_message_id;
      const auto facts = must(store::load_extraction(app, one.message));
      text += fmt::format("mail {} {} {} facts {}\n", one.gmail_message_id, store::name(one.stage), one.note,
                          facts ? facts->facts.size() : 0);
    }
    for (const Booking& one : must(store::list_bookings(app)))
      text += fmt::format("booking {} {} {} {} v{}\n", to_iso(one.check_in), one.property, one.guest_name.value_or("-"),
                          one.guest_count.value_or(0), one.version);
    std::vector<std::string> rest;
    for (const auto& one : must(store::list_changes(app, std::nullopt)))
      rest.push_back("change " + (one.message ? names[*one.message] : std::string("-")) + " " + one.enrichment_reason +
                     "\n");
    for (const auto& one : must(store::list_reviews(app, std::nullopt)))
      rest.push_back("review " + names[one.message] + " " + one.reasons.dump() + "\n");
    std::sort(rest.begin(), rest.end());
    for (const std::string& line : rest) text += line;
    return text;
  }));
}

}  // namespace connections::test
