#include "server/push/push_notice.h"

#include <algorithm>
#include <optional>

#include <nlohmann/json.hpp>

#include "secrets/base64url.h"

namespace connections::server {
namespace {

using nlohmann::json;

constexpr std::size_t kMaxAddress = 320;  ///< of an e-mail address, by RFC 3696
constexpr std::size_t kMaxDigits = 20;    ///< of an unsigned 64-bit number

std::optional<std::string> decoded(std::string text) {
  std::replace(text.begin(), text.end(), '+', '-');
  std::replace(text.begin(), text.end(), '/', '_');
  return secrets::from_base64url(text);
}

const json* member(const json& object, const char* key) {
  if (!object.is_object()) return nullptr;
  const auto found = object.find(key);
  return found != object.end() ? &*found : nullptr;
}

bool is_history_id(const json* id) {
  if (id == nullptr) return false;
  if (id->is_number_unsigned()) return true;
  if (!id->is_string()) return false;
  const auto& text = id->get_ref<const std::string&>();
  return !text.empty() && text.size() <= kMaxDigits &&
         std::all_of(text.begin(), text.end(), [](char c) { return c >= '0' && c <= '9'; });
}

std::string lower(std::string text) {
  for (char& c : text)
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
  return text;
}

}  // namespace

Result<PushNotice> parse_push(std::string_view body) {
  const json push = json::parse(body, nullptr, false);
  const json* message = member(push, "message");
  const json* data = message != nullptr ? member(*message, "data") : nullptr;
  if (data == nullptr || !data->is_string()) return fail(Errc::kInvalidArgument, "not a Pub/Sub push message");
  const auto inner = decoded(data->get<std::string>());
  const json notice = inner ? json::parse(*inner, nullptr, false) : json();
  const json* address = member(notice, "emailAddress");
  if (address == nullptr || !address->is_string() || !is_history_id(member(notice, "historyId")))
    return fail(Errc::kInvalidArgument, "not a Gmail notification");
  const auto& text = address->get_ref<const std::string&>();
  if (text.empty() || text.size() > kMaxAddress)
    return fail(Errc::kInvalidArgument, "the notification has no valid emailAddress");
  return PushNotice{lower(text)};
}

}  // namespace connections::server
