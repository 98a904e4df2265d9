#include "net/url.h"

#include <arpa/inet.h>

#include <memory>

#include <curl/curl.h>
#include <fmt/format.h>

namespace connections::net {
namespace {

struct FreeUrl {
  void operator()(CURLU* url) const noexcept { curl_url_cleanup(url); }
};
using UrlPtr = std::unique_ptr<CURLU, FreeUrl>;

/// Any scheme is parsed, so that "file:" is reported as a forbidden scheme and not as a malformed URL.
constexpr unsigned kParse = CURLU_NON_SUPPORT_SCHEME;

UrlPtr parsed(const std::string& text) {
  UrlPtr url(curl_url());
  if (!url || curl_url_set(url.get(), CURLUPART_URL, text.c_str(), kParse) != CURLUE_OK) return nullptr;
  return url;
}

std::string part(const UrlPtr& url, CURLUPart which, unsigned flags = 0) {
  char* text = nullptr;
  if (!url || curl_url_get(url.get(), which, &text, flags) != CURLUE_OK) return {};
  std::string out(text);
  curl_free(text);
  return out;
}

bool has_control(const std::string& text) {
  for (const char c : text)
    if (static_cast<unsigned char>(c) <= 0x20 || c == 0x7F) return true;
  return false;
}

}  // namespace

std::string host_of(const std::string& url) { return part(parsed(url), CURLUPART_HOST); }

std::string origin_of(const std::string& url) {
  const UrlPtr parts = parsed(url);
  if (!parts) return {};
  return fmt::format("{}://{}:{}", part(parts, CURLUPART_SCHEME), part(parts, CURLUPART_HOST),
                     part(parts, CURLUPART_PORT, CURLU_DEFAULT_PORT));
}

Result<std::string> checked_url(const std::string& url, bool allow_http) {
  const UrlPtr parts = has_control(url) ? nullptr : parsed(url);
  const std::string scheme = part(parts, CURLUPART_SCHEME);
  if (scheme.empty()) return fail(Errc::kInvalidArgument, "not a URL", "", "a URL starts with https://");
  if (scheme != "https" && !(allow_http && scheme == "http"))
    return fail(Errc::kAddressForbidden, fmt::format("the scheme '{}' is not allowed", scheme.substr(0, 20)),
                host_of(url), "use an address that starts with https://");
  if (part(parts, CURLUPART_HOST).empty()) return fail(Errc::kInvalidArgument, "the URL has no host");
  return part(parts, CURLUPART_URL);
}

bool is_loopback(const std::string& url) {
  const std::string host = host_of(url);
  in_addr four;
  return host == "localhost" || host == "[::1]" ||
         (inet_pton(AF_INET, host.c_str(), &four) == 1 && ntohl(four.s_addr) >> 24 == 127);
}

std::string percent_encoded(std::string_view text) {
  constexpr std::string_view kPlain = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-._~";
  std::string out;
  for (const char c : text) {
    if (kPlain.find(c) != std::string_view::npos)
      out += c;
    else
      out += fmt::format("%{:02X}", static_cast<unsigned char>(c));
  }
  return out;
}

std::optional<std::string> resolve(const std::string& base, const std::string& location) {
  const UrlPtr url = has_control(location) ? nullptr : parsed(base);
  if (!url || curl_url_set(url.get(), CURLUPART_URL, location.c_str(), kParse) != CURLUE_OK) return std::nullopt;
  std::string out = part(url, CURLUPART_URL);
  if (out.empty()) return std::nullopt;
  return out;
}

}  // namespace connections::net
