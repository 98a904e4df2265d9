#include "support/fake_answers.h"

#include <array>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

namespace connections::test {
namespace {

std::string google(int code, const std::string& reason, const std::string& message, const std::string& status) {
  return nlohmann::json{
      {"error",
       {{"code", code},
        {"message", message},
        {"status", status},
        {"errors", nlohmann::json::array({{{"domain", "global"}, {"reason", reason}, {"message", message}}})}}}}
      .dump();
}

std::optional<Refusal> refusal_403(Trouble trouble, Instant now) {
  switch (trouble) {
    case Trouble::kRate403:
      return Refusal{403, google(403, "rateLimitExceeded",
                                 "Quota exceeded for quota metric 'Total Query Cost' and limit 'Units per minute per "
                                 "user' of service 'gmail.googleapis.com'",
                                 "PERMISSION_DENIED")};
    case Trouble::kUserRate403:
      return Refusal{403, google(403, "userRateLimitExceeded",
                                 fmt::format("User-rate limit exceeded.  Retry after {}",
                                             to_rfc3339(now + std::chrono::seconds{7})),
                                 "RESOURCE_EXHAUSTED")};
    case Trouble::kGitHub403:
      return Refusal{403, R"({"message":"API rate limit exceeded","documentation_url":"https://docs.example.com"})"};
    case Trouble::kDaily403:
      return Refusal{403, google(403, "dailyLimitExceeded", "Daily Limit Exceeded", "PERMISSION_DENIED")};
    case Trouble::kScope403:
      return Refusal{403, google(403, "insufficientPermissions", "Request had insufficient authentication scopes.",
                                 "PERMISSION_DENIED")};
    case Trouble::kPolicy403:
      return Refusal{
          403, google(403, "domainPolicy", "The domain administrators have disabled Gmail apps.", "PERMISSION_DENIED")};
    case Trouble::kDisabled403:
      return Refusal{403, google(403, "accessNotConfigured", "Gmail API has not been used in project 1 before",
                                 "PERMISSION_DENIED")};
    default:
      return std::nullopt;
  }
}

}  // namespace

std::optional<Refusal> refusal_of(Trouble trouble, std::chrono::seconds skew) {
  const Instant now = kFakeNow + skew;
  const std::string too_many =
      google(429, "rateLimitExceeded", "Too many concurrent requests for user", "RESOURCE_EXHAUSTED");
  switch (trouble) {
    case Trouble::k500:
      return Refusal{500, google(500, "backendError", "Backend Error", "INTERNAL")};
    case Trouble::k502:
      return Refusal{502, "<html><title>502</title><body>The server encountered a temporary error</body></html>"};
    case Trouble::k503:
      return Refusal{503, google(503, "backendError", "The service is currently unavailable.", "UNAVAILABLE")};
    case Trouble::k504:
      return Refusal{504, ""};
    case Trouble::k429:
      return Refusal{429, too_many};
    case Trouble::k429Header:
      return Refusal{429, too_many, {{"Retry-After", "5"}}};
    case Trouble::k429Date:
      return Refusal{429, too_many, {{"Retry-After", http_date(now + std::chrono::seconds{9})}}};
    case Trouble::k429Hours:
      return Refusal{429, too_many, {{"Retry-After", "7200"}}};
    case Trouble::k401:
      return Refusal{401, google(401, "authError", "Invalid Credentials", "UNAUTHENTICATED")};
    case Trouble::k404:
      return Refusal{404, google(404, "notFound", "Requested entity was not found.", "NOT_FOUND")};
    case Trouble::k400:
      return Refusal{400, google(400, "invalidArgument", "Invalid pageToken", "INVALID_ARGUMENT")};
    default:
      return refusal_403(trouble, now);
  }
}

std::string http_date(Instant time) {
  static constexpr std::array kDays{"Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"};
  static constexpr std::array kMonths{"Jan", "Feb", "Mar", "Apr", "May", "Jun",
                                      "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};
  const Date day = day_of(time);
  const std::chrono::year_month_day date(day);
  const std::chrono::hh_mm_ss clock(time - day);
  return fmt::format("{}, {:02} {} {} {:02}:{:02}:{:02} GMT", kDays[std::chrono::weekday(day).c_encoding()],
                     static_cast<unsigned>(date.day()), kMonths[static_cast<unsigned>(date.month()) - 1],
                     static_cast<int>(date.year()), clock.hours().count(), clock.minutes().count(),
                     clock.seconds().count());
}

std::string base64url(const std::string& bytes) {
  static constexpr const char* kAlphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
  std::string text((bytes.size() * 4 + 2) / 3, '\0');
  char* out = text.data();
  unsigned bits = 0;
  int count = 0;
  for (const char c : bytes) {
    bits = (bits << 8) | static_cast<unsigned char>(c);
    for (count += 8; count >= 6; count -= 6) *out++ = kAlphabet[(bits >> (count - 6)) & 63];
  }
  if (count > 0) *out++ = kAlphabet[(bits << (6 - count)) & 63];
  return text;
}

}  // namespace connections::test
