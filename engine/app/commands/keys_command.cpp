#include <fmt/format.h>
#include <CLI/CLI.hpp>
#include <nlohmann/json.hpp>

#include "account/keys_rotation.h"
#include "app/command.h"
#include "app/gmail_session.h"
#include "app/terminal/progress.h"
#include "app/terminal/table.h"

namespace connections::app {
namespace {

using nlohmann::ordered_json;

void print_keys(const std::vector<secrets::MasterKey>& keys, const std::map<std::string, std::size_t>& counts,
                bool json) {
  ordered_json rows = ordered_json::array();
  Table table({"id", "made", "seals", "connections"});
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
    fmt::print("{}\n", rows.dump(2));
  else if (table.empty())
    fmt::print("No master key yet: the first  connections gmail connect  makes one.\n");
  else
    fmt::print("{}", table.to_string());
}

int run_list(Context& context, bool json) {
  auto gmail = GmailSession::open(context);
  if (!gmail) return report(gmail.error());
  const auto keys = (*gmail)->accounts().vault.keys();
  if (!keys && keys.error().code != Errc::kNotFound) return report(keys.error());
  const auto counts = account::tokens_by_key((*gmail)->accounts().database);
  if (!counts) return report(counts.error());
  print_keys(keys ? keys->keys() : std::vector<secrets::MasterKey>{}, *counts, json);
  return kDone;
}

void print_rotation(const account::Rotation& done, const std::filesystem::path& file, bool json) {
  if (json) {
    const ordered_json all{{"key", done.key_id},      {"resumed", done.resumed},       {"resealed", done.resealed},
                           {"already", done.already}, {"unreadable", done.unreadable}, {"key_file", file.string()}};
    fmt::print("{}\n", all.dump(2));
    return;
  }
  fmt::print(
      "{} The key {} seals now: {} connections sealed anew, {} already were.\nCopy {} to your safe place again.\n",
      done.resumed ? "Finished a rotation that had been cut." : "Made a new master key.", done.key_id, done.resealed,
      done.already, file.string());
  if (done.unreadable > 0)
    fmt::print(stderr, "{} connections could not be opened with the keys there are: connect them again\n",
               done.unreadable);
}

int run_rotate(Context& context, bool json) {
  auto gmail = GmailSession::open(context);
  if (!gmail) return report(gmail.error());
  account::GmailAccounts& accounts = (*gmail)->accounts();
  Result<account::Rotation> done = [&] {
    Progress progress("keys");
    return account::rotate_master_key(accounts.database, accounts.vault, Context::now(),
                                      [&](std::size_t at, std::size_t total) { progress.show(at, total); });
  }();
  if (!done) return report(done.error());
  print_rotation(*done, accounts.vault.key_file(), json);
  return done->unreadable == 0 ? kDone : kFailed;
}

}  // namespace

void add_keys_command(CLI::App& program, Context& context, Action& chosen) {
  auto* keys = program.add_subcommand("keys", "The master keys that seal kept tokens");
  keys->require_subcommand(1);
  auto json = std::make_shared<bool>(false);
  auto* list = keys->add_subcommand("list", "Every master key, and how many connections it seals");
  list->footer("Example:  connections keys list");
  auto* rotate = keys->add_subcommand("rotate-master", "Make a new master key and seal every kept token with it");
  rotate->footer(
      "Example:  connections keys rotate-master --json\n\n"
      "Cut short, the same command goes on. Old keys stay in the file for old copies of the database; delete their\n"
      "lines when  connections keys list  shows 0 for them and no copy needs them.");
  for (auto* one : {list, rotate}) one->add_flag("--json", *json, "print JSON");
  list->callback([&context, &chosen, json] { chosen = [&context, json] { return run_list(context, *json); }; });
  rotate->callback([&context, &chosen, json] { chosen = [&context, json] { return run_rotate(context, *json); }; });
}

}  // namespace connections::app
