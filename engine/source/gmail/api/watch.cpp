#include "source/gmail/api/watch.h"

#include <charconv>

#include <nlohmann/json.hpp>

#include "source/gmail/api/gmail_caller.h"
#include "source/gmail/api/history_id.h"

namespace connections::source {
namespace {

using nlohmann::json;

constexpr std::size_t kWatchUnits = 100;

/// `expiration` is milliseconds since 1970, as text or as a number.
std::optional<Instant> expiration(const json& value) {
  std::int64_t milliseconds = 0;
  if (value.is_number_integer()) {
    milliseconds = value.get<std::int64_t>();
  } else {
    if (!value.is_string()) return std::nullopt;
    const auto& text = value.get_ref<const std::string&>();
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), milliseconds);
    if (error != std::errc() || end != text.data() + text.size()) return std::nullopt;
  }
  return Instant(std::chrono::seconds(milliseconds / 1000));
}

}  // namespace

Result<WatchGrant> watch_label(const GmailAccess& access, const std::string& topic, const std::string& label_id) {
  GmailCaller caller(access);
  WatchGrant grant;
  const auto read = [&](json& answer) {
    const auto head = history_id_of(answer.value("historyId", json()));
    const auto expires = expiration(answer.value("expiration", json()));
    if (!head || !expires) return false;
    grant = {*head, *expires};
    return true;
  };
  const json wanted{{"topicName", topic}, {"labelIds", json::array({label_id})}, {"labelFilterBehavior", "INCLUDE"}};
  bool refused = false;
  const auto asked = caller.ask({.path = "/gmail/v1/users/me/watch",
                                 .units = kWatchUnits,
                                 .on_body = json_handler(read),
                                 .method = "POST",
                                 .body = wanted.dump()},
                                &refused);
  if (!asked && refused)
    return fail(
        Errc::kInvalidArgument, "Gmail rejects the Pub/Sub topic or the label", {},
        "the topic must be in the same Google project and allow gmail-api-push@system.gserviceaccount.com to publish");
  if (!asked) return std::unexpected(asked.error());
  return grant;
}

}  // namespace connections::source
