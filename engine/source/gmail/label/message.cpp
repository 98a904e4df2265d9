#include "source/gmail/label/message.h"

#include <algorithm>
#include <charconv>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "net/url.h"
#include "secrets/base64url.h"

namespace connections::source {
namespace {

using nlohmann::json;

constexpr std::size_t kMaxIdBytes = 200;  ///< today's have 16

std::string text_at(const json& object, const char* key) {
  const auto at = object.find(key);
  return at != object.end() && at->is_string() ? at->get<std::string>() : std::string();
}

/// Milliseconds since 1970 as text; a number is taken too.
std::optional<Instant> internal_date(const json& message) {
  const auto at = message.find("internalDate");
  if (at == message.end()) return std::nullopt;
  std::int64_t milliseconds = 0;
  if (at->is_number_integer()) {
    milliseconds = at->get<std::int64_t>();
  } else {
    const std::string text = text_at(message, "internalDate");
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), milliseconds);
    if (error != std::errc() || end != text.data() + text.size()) return std::nullopt;
  }
  const auto instant = std::chrono::floor<std::chrono::seconds>(
      std::chrono::sys_time<std::chrono::milliseconds>(std::chrono::milliseconds(milliseconds)));
  // Beyond these years the database and our own text forms disagree: treated as no date.
  const std::chrono::year_month_day day(day_of(instant));
  if (day.year() < std::chrono::year{1970} || day.year() > std::chrono::year{2199}) return std::nullopt;
  return instant;
}

/// The text of "raw" is nearly all of the answer and has nothing to unescape: decoded where it stands and cut out, it
/// is neither copied nor parsed. Nothing, and the body as it was, if it has an escape after all or is not whole. (In a
/// string that holds these very words the quotes are escaped, so they are not found there.)
std::optional<std::string> take_raw(std::string& body) {
  constexpr std::string_view kBlank = " \t\r\n";
  auto at = body.find("\"raw\"");
  for (const char c : {':', '"'}) {
    at = at == std::string::npos ? at : body.find_first_not_of(kBlank, at + (c == ':' ? 5 : 1));
    if (at == std::string::npos || body[at] != c) return std::nullopt;
  }
  const auto end = body.find_first_of("\"\\", ++at);
  if (end == std::string::npos || body[end] != '"') return std::nullopt;
  auto bytes = secrets::from_base64url(std::string_view(body).substr(at, end - at));
  if (bytes) body.erase(at, end - at);
  return bytes;
}

}  // namespace

bool is_message_id(const json& value) {
  if (!value.is_string()) return false;
  const auto& text = value.get_ref<const std::string&>();
  return !text.empty() && text.size() <= kMaxIdBytes &&
         std::ranges::all_of(text, [](char c) { return c > 0x20 && c < 0x7F; });
}

std::string raw_message_path(const std::string& id) {
  return fmt::format("/gmail/v1/users/me/messages/{}?format=raw&fields=id,threadId,internalDate,raw",
                     net::percent_encoded(id));
}

std::optional<RawMail> read_message(std::string&& body, const std::string& id) {
  auto bytes = take_raw(body);
  const json message = json::parse(body, nullptr, false);
  std::string().swap(body);
  if (!message.is_object() || text_at(message, "id") != id) return std::nullopt;
  const auto raw = message.find("raw");  // there even if its text was taken: it must be the message's own
  if (raw == message.end() || !raw->is_string()) return std::nullopt;
  if (!bytes) bytes = secrets::from_base64url(raw->get_ref<const std::string&>());
  if (!bytes || bytes->empty()) return std::nullopt;
  return RawMail{id, std::move(*bytes), internal_date(message), text_at(message, "threadId")};
}

}  // namespace connections::source
