#include "net/hop.h"

#include <strings.h>

#include <algorithm>
#include <array>

#include <fmt/format.h>

#include "net/url.h"

namespace connections::net {
namespace {

bool is_token(std::string_view text) {
  const auto fits = [](char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-' || c == '_';
  };
  return !text.empty() && std::ranges::all_of(text, fits);
}

/// What may follow to another host. Anything else could be a credential.
bool may_travel(const Header& header) {
  static constexpr std::array<const char*, 5> kHarmless{"Accept", "Accept-Language", "User-Agent", "If-None-Match",
                                                        "If-Modified-Since"};
  return std::ranges::any_of(kHarmless, [&](const char* name) { return strcasecmp(name, header.name.c_str()) == 0; });
}

bool becomes_get(const Request& request, int status) {
  if (request.method == "HEAD") return false;
  return status == 303 || ((status == 301 || status == 302) && request.method == "POST");
}

}  // namespace

Result<void> check(const Request& request) {
  if (!is_token(request.method)) return fail(Errc::kInvalidArgument, "invalid HTTP method");
  for (const Header& header : request.headers)
    if (!is_token(header.name) || header.value.find_first_of(std::string_view("\r\n\0", 3)) != std::string::npos)
      return fail(Errc::kInvalidArgument, "a request header contains characters that HTTP does not allow",
                  is_token(header.name) ? header.name : "");
  return {};
}

bool is_redirect(const Response& response) {
  static constexpr std::array kStatuses{301, 302, 303, 307, 308};
  return std::ranges::find(kStatuses, response.status) != kStatuses.end() && response.header("Location");
}

Result<void> follow(Request& request, const Response& response, int hops) {
  if (hops == request.max_redirects)
    return fail(Errc::kNetworkFailed, fmt::format("more than {} redirects", request.max_redirects),
                host_of(request.url));
  const auto target = resolve(request.url, std::string(*response.header("Location")));
  if (!target) return fail(Errc::kNetworkFailed, "the redirect has no valid target", host_of(request.url));
  if (becomes_get(request, response.status)) {
    request.method = "GET";
    request.body.clear();
    std::erase_if(request.headers, [](const Header& h) { return strcasecmp(h.name.c_str(), "Content-Type") == 0; });
  }
  if (origin_of(*target) != origin_of(request.url)) {
    if (!request.body.empty())
      return fail(Errc::kNetworkFailed, "the server redirects a request with a body to another host",
                  host_of(request.url));
    std::erase_if(request.headers, [](const Header& header) { return !may_travel(header); });
  }
  request.url = *target;
  return {};
}

}  // namespace connections::net
