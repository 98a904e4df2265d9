#include "source/gmail/label/listing.h"

#include <unordered_set>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "net/url.h"
#include "source/gmail/api/history_id.h"
#include "source/gmail/api/paging.h"
#include "source/gmail/label/message.h"

namespace connections::source {
namespace {

using nlohmann::json;

constexpr std::size_t kProfileUnits = 1;

/// Calls `each` with every id of a page of messages.list; false if it is no such page.
bool read_ids(const json& page, const std::function<void(const std::string&)>& each) {
  const auto messages = page.find("messages");
  if (messages == page.end()) return true;  // an empty list is left out
  if (!messages->is_array()) return false;
  for (const json& one : *messages) {
    if (!one.is_object() || !one.contains("id") || !is_message_id(one["id"])) return false;
    each(one["id"].get_ref<const std::string&>());
  }
  return true;
}

/// Asks for an object with a historyId.
Result<std::string> ask_head(GmailCaller& caller, std::string path, std::size_t units, bool* refused) {
  std::string head;
  const auto read = [&](json& answer) {
    const auto id = history_id_of(answer.value("historyId", json()));
    if (id) head = *id;
    return id.has_value();
  };
  TRY(caller.ask({.path = std::move(path), .units = units, .on_body = json_handler(read)}, refused));
  return head;
}

}  // namespace

Result<std::vector<std::string>> list_label(GmailCaller& caller, const std::string& label_id) {
  std::vector<std::string> ids;
  std::unordered_set<std::string> seen;
  const auto read = [&](json& page) {
    return read_ids(page, [&](const std::string& id) {
      if (seen.insert(id).second) ids.push_back(id);
    });
  };
  const auto done = read_pages(
      caller,
      {.path = fmt::format("/gmail/v1/users/me/messages?labelIds={}&maxResults=500&fields=nextPageToken,messages/id",
                           net::percent_encoded(label_id)),
       .units = caller.quota().list_units,
       .read = read});
  if (!done && done.error().code == Errc::kCursorTooOld)
    return fail(Errc::kSourceFailed, "Gmail does not list the label", {}, "the next run tries again");
  if (!done) return std::unexpected(done.error());
  return ids;
}

Result<std::string> mailbox_head(GmailCaller& caller) {
  bool refused = false;
  const auto profile = ask_head(caller, "/gmail/v1/users/me/profile?fields=historyId", kProfileUnits, &refused);
  if (profile || !refused) return profile;
  std::string newest;
  const auto read = [&](json& page) {
    return read_ids(page, [&](const std::string& id) {
      if (newest.empty()) newest = id;
    });
  };
  TRY(caller.ask({.path = "/gmail/v1/users/me/messages?maxResults=1&fields=messages/id",
                  .units = caller.quota().list_units,
                  .on_body = json_handler(read)}));
  if (newest.empty()) return std::string();
  const auto head = ask_head(
      caller,
      fmt::format("/gmail/v1/users/me/messages/{}?format=minimal&fields=historyId", net::percent_encoded(newest)),
      caller.quota().get_units, &refused);
  return !head && refused ? Result<std::string>(std::string()) : head;  // deleted in this moment
}

}  // namespace connections::source
