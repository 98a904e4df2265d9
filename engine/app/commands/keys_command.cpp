#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "account/keys_rotation.h"
#include "app/command.h"
#include "app/gmail_session.h"
#include "app/terminal/print_json.h"
#include "app/terminal/progress.h"
#include "view/table.h"

namespace connections::app {
namespace {

using nlohmann::ordered_json;

constexpr Option kJson{"--json", "print JSON", Option::Type::kFlag};

void print_keys(const std::vector<secrets::MasterKey>& keys, const std::map<std::string, std::size_t>& counts,
                bool json) {
  ordered_json rows = ordered_json::array();
  view::Table table({"id", "made", "seals", "connections"});
  for (const secrets::MasterKey& key : keys) {
    const bool newest = &key == &keys.back();
    const auto count = counts.contains(key.id()) ? counts.at(key.id()) : 0;
    rows.push_back({{"id", key.id()}, {"made", to_rfc3339(key.born())}, {"seals", newest}, {"connections", count}});
    table.add({key.id(), to_rfc3339(key.born()), newest ? "yes" : "", std::to_string(count)});
  }
  for (const auto& [id, count] : counts) {
    if (std::ranges::find(keys, id, &secrets::MasterKey::id) != keys.end()) continue;
    rows.push_back({{"id", id}, {"made", nullptr}, {"seals", false}, {"connections", count}});
    table.add({id, "MISSING", "", std::to_string(count)});
  }
  if (json)
    print_json(rows);
  else if (table.empty())
    fmt::print("No master key yet: the first  connections gmail connect  makes one.\n");
  else
    fmt::print("{}", table.to_string());
}

int run_list(Context& context, const Arguments& arguments) {
  auto gmail = GmailSession::open(context);
  if (!gmail) return report(gmail.error());
  const auto keys = (*gmail)->accounts().vault.keys();
  if (!keys && keys.error().code != Errc::kNotFound) return report(keys.error());
  const auto counts = account::tokens_by_key((*gmail)->accounts().database);
  if (!counts) return report(counts.error());
  print_keys(keys ? keys->keys() : std::vector<secrets::MasterKey>{}, *counts, arguments.has(kJson));
  return kDone;
}

void print_rotation(const account::Rotation& done, const std::filesystem::path& file, bool json) {
  if (json) {
    const ordered_json all{{"key", done.key_id},      {"resumed", done.resumed},       {"resealed", done.resealed},
                           {"already", done.already}, {"unreadable", done.unreadable}, {"key_file", file.string()}};
    print_json(all);
    return;
  }
  fmt::print(
      "{} The key {} seals now: {} connections sealed again, {} already were.\nCopy {} to your safe place again.\n",
      done.resumed ? "Finished a rotation that was interrupted." : "Made a new master key.", done.key_id, done.resealed,
      done.already, file.string());
  if (done.unreadable > 0)
    fmt::print(stderr, "{} connections could not be opened with the keys there are: connect them again\n",
               done.unreadable);
}

int run_rotate(Context& context, const Arguments& arguments) {
  auto gmail = GmailSession::open(context);
  if (!gmail) return report(gmail.error());
  account::GmailAccounts& accounts = (*gmail)->accounts();
  Result<account::Rotation> done = [&] {
    Progress progress("keys");
    return account::rotate_master_key(accounts.database, accounts.vault, Context::now(),
                                      [&](std::size_t at, std::size_t total) { progress.show(at, total); });
  }();
  if (!done) return report(done.error());
  print_rotation(*done, accounts.vault.key_file(), arguments.has(kJson));
  return done->unreadable == 0 ? kDone : kFailed;
}

constexpr Command kCommands[]{
    {.path = "keys", .summary = "The master keys that seal stored tokens"},
    {.path = "keys list",
     .summary = "Every master key, and how many connections it seals",
     .options = {&kJson},
     .examples = "Example:  connections keys list",
     .run = run_list},
    {.path = "keys rotate-master",
     .summary = "Make a new master key and seal every stored token with it",
     .options = {&kJson},
     .examples = "Example:  connections keys rotate-master --json\n\n"
                 "If it is interrupted, the same command goes on. Old keys stay in the file for old copies of the\n"
                 "database; delete their lines when  connections keys list  shows 0 for them and no copy needs them.",
     .run = run_rotate},
};

}  // namespace

std::span<const Command> keys_commands() { return kCommands; }

}  // namespace connections::app
