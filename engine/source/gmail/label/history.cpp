#include "source/gmail/label/history.h"

#include <algorithm>
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

constexpr const char* kFields =
    "nextPageToken,historyId,history(messagesAdded/message(id,labelIds),labelsAdded(message/id,labelIds),"
    "labelsRemoved(message/id,labelIds))";

/// The array under a key; an empty one if there is none.
const json& list_at(const json& object, const char* key) {
  static const json kEmpty = json::array();
  const auto at = object.find(key);
  return at != object.end() && at->is_array() ? *at : kEmpty;
}

class HistoryReader {
 public:
  HistoryReader(std::string cursor, std::string label_id) : label_id_(std::move(label_id)) {
    found_.head = std::move(cursor);
  }

  /// False if the page is not one of history.list.
  bool read_page(const json& page) {
    if (const auto id = page.find("historyId"); id != page.end()) {
      const auto head = history_id_of(*id);
      if (!head) return false;
      // The smallest: what comes in while later pages are made may or may not be on them.
      if (!seen_head_ || is_newer(found_.head, *head)) found_.head = *head;
      seen_head_ = true;
    }
    const json& records = list_at(page, "history");
    return std::ranges::all_of(records, [&](const json& record) { return record.is_object() && read_record(record); });
  }

  History take() { return std::move(found_); }

 private:
  /// The typed lists only: `messages` repeats them, without saying what happened.
  bool read_record(const json& record) {
    for (const json& added : list_at(record, "messagesAdded"))
      if (!read_event(added, added.is_object() ? added.value("message", json()) : json(), true)) return false;
    for (const json& added : list_at(record, "labelsAdded"))
      if (!read_event(added, added, true)) return false;
    for (const json& removed : list_at(record, "labelsRemoved"))
      if (!read_event(removed, removed, false)) return false;
    return true;
  }

  /// `labels` is the object whose labelIds count: of a new mail its own, else those of the event.
  bool read_event(const json& event, const json& labels, bool added) {
    if (!event.is_object() || !labels.is_object()) return false;
    const json message = event.value("message", json());
    const auto id = message.is_object() ? message.find("id") : message.end();
    if (!message.is_object() || id == message.end() || !is_message_id(*id)) return false;
    if (!labels.contains("labelIds")) {
      found_.unclear = true;
      return true;
    }
    const json& ids = list_at(labels, "labelIds");
    if (std::ranges::find(ids, json(label_id_)) == ids.end()) return true;
    found_.touched = true;
    if (added && seen_.insert(id->get<std::string>()).second) found_.ids.push_back(id->get<std::string>());
    return true;
  }

  std::string label_id_;
  History found_;
  std::unordered_set<std::string> seen_;
  bool seen_head_ = false;
};

}  // namespace

Result<History> read_history(GmailCaller& caller, const std::string& cursor, const std::string& label_id) {
  HistoryReader reader(cursor, label_id);
  // No labelId: whether it gives records in which the label was taken away is not documented.
  const std::string path = fmt::format(
      "/gmail/v1/users/me/history?startHistoryId={}&maxResults=500&historyTypes=messageAdded&historyTypes=labelAdded"
      "&historyTypes=labelRemoved&fields={}",
      net::percent_encoded(cursor), kFields);
  TRY(read_pages(caller, {.path = path, .units = caller.quota().history_units, .read = [&](json& page) {
                            return reader.read_page(page);
                          }}));
  History found = reader.take();
  if (is_newer(cursor, found.head)) found.head = cursor;  // a lagging server must not move the position back
  return found;
}

}  // namespace connections::source
