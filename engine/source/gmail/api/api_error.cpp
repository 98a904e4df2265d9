#include "source/gmail/api/api_error.h"

#include <algorithm>
#include <cctype>
#include <string>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "source/gmail/api/requested_wait.h"

namespace connections::source {
namespace {

using nlohmann::json;

/// What Google says of an error, from either of the two shapes it uses.
struct Words {
  std::string reason;   ///< errors[0].reason, else ErrorInfo's, else `status`
  std::string message;  ///< never shown: it may name an account
  bool known = false;   ///< false: not JSON, so not from the API itself
};

std::string text_at(const json& object, const char* key) {
  const auto at = object.is_object() ? object.find(key) : object.end();
  return at != object.end() && at->is_string() ? at->get<std::string>() : std::string();
}

/// Reasons are words; anything else does not get into an error message.
std::string word(std::string text) {
  std::erase_if(text, [](char c) { return !std::isalnum(static_cast<unsigned char>(c)) && c != '_'; });
  return text.substr(0, 60);
}

std::string reason_in(const json& list) {
  if (!list.is_array()) return {};
  for (const json& one : list)
    if (auto reason = text_at(one, "reason"); !reason.empty()) return reason;
  return {};
}

Words words_of(const std::string& body) {
  const json answer = json::parse(body, nullptr, false);
  if (!answer.is_object()) return {};
  const json error = answer.value("error", json());
  if (!error.is_object()) return {.reason = {}, .message = text_at(answer, "message"), .known = true};
  Words words{.reason = reason_in(error.value("errors", json())), .message = text_at(error, "message"), .known = true};
  if (words.reason.empty()) words.reason = reason_in(error.value("details", json()));
  if (words.reason.empty()) words.reason = text_at(error, "status");
  words.reason = word(words.reason);
  return words;
}

bool has(const std::string& text, std::string_view part) {
  const auto same = [](char a, char b) {
    return std::tolower(static_cast<unsigned char>(a)) == std::tolower(static_cast<unsigned char>(b));
  };
  return std::search(text.begin(), text.end(), part.begin(), part.end(), same) != text.end();
}

bool is_one_of(std::string_view reason, std::initializer_list<std::string_view> list) {
  return std::ranges::find(list, reason) != list.end();
}

bool is_rate_limit(const Words& words) {
  return is_one_of(words.reason, {"rateLimitExceeded", "userRateLimitExceeded", "quotaExceeded", "RATE_LIMIT_EXCEEDED",
                                  "RESOURCE_EXHAUSTED"}) ||
         has(words.message, "rate limit exceeded") || has(words.message, "quota exceeded");
}

Error source_failed(std::string message, std::string hint = {}) {
  return {Errc::kSourceFailed, std::move(message), {}, std::move(hint)};
}

ApiError rate_limited(const net::Response& response, const Words& words) {
  return {Fault::kRateLimited,
          source_failed("Gmail's rate limit for this account is exceeded", "the next run goes on where this one ended"),
          requested_wait(response, words.message)};
}

ApiError forbidden(const net::Response& response, const Words& words) {
  if (is_one_of(words.reason, {"dailyLimitExceeded", "dailyLimitExceededUnreg"}))
    return {Fault::kFatal, source_failed("Gmail's daily limit is exceeded", "the next run goes on tomorrow")};
  if (is_one_of(words.reason, {"insufficientPermissions", "ACCESS_TOKEN_SCOPE_INSUFFICIENT"}) ||
      has(words.message, "insufficient authentication scopes"))
    return {
        Fault::kFatal,
        {Errc::kInvalidGrant, "the grant does not include reading Gmail", {}, "reconnect and leave the box ticked"}};
  if (is_one_of(words.reason, {"accessNotConfigured", "SERVICE_DISABLED"}))
    return {Fault::kFatal,
            {Errc::kConfigInvalid,
             "the Gmail API is not enabled in this installation's Google project",
             {},
             "enable it in the Google Cloud console, under APIs and services"}};
  if (is_rate_limit(words)) return rate_limited(response, words);
  if (!words.known) return {Fault::kTransient, source_failed("Gmail answers 403 without a reason")};
  return {Fault::kFatal,
          source_failed(fmt::format("Gmail refuses: {}", words.reason.empty() ? "forbidden" : words.reason),
                        words.reason == "domainPolicy" ? "the account's administrator does not allow this" : "")};
}

}  // namespace

ApiError api_error(const net::Response& response) {
  const Words words = words_of(response.body);
  switch (response.status) {
    case 400:
    case 409:
    case 412:
    case 413:
      if (!words.known) break;
      return {Fault::kBadRequest, source_failed(fmt::format("Gmail refuses the request: {}", words.reason))};
    case 401:
      return {Fault::kUnauthorized, source_failed("Gmail rejects the access token although it is new")};
    case 403:
      return forbidden(response, words);
    case 404:
    case 410:
      return {Fault::kNotFound, {Errc::kNotFound, "Gmail has no such message, label or history position", {}, {}}};
    case 429:
      return rate_limited(response, words);
    default:
      break;
  }
  return {Fault::kTransient, source_failed(fmt::format("Gmail answers with status {}", response.status)),
          requested_wait(response, words.message)};
}

ApiError api_error(const Error& no_answer) {
  switch (no_answer.code) {
    case Errc::kLimitExceeded:
      return {Fault::kBadRequest, no_answer};
    case Errc::kAddressForbidden:
    case Errc::kInvalidArgument:
      return {Fault::kFatal, no_answer};
    default:
      return {Fault::kTransient, no_answer};
  }
}

ApiError malformed_answer() { return {Fault::kTransient, source_failed("Gmail's response is truncated or malformed")}; }

}  // namespace connections::source
