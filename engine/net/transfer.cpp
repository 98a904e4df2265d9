#include "net/transfer.h"

#include <sys/socket.h>
#include <unistd.h>

#include <algorithm>
#include <cstring>

#include <fmt/format.h>

#include "net/address_guard.h"
#include "net/url.h"

namespace connections::net {
namespace {

/// All headers of one answer; real answers have about 4 kB.
constexpr std::size_t kMaxHeaderBytes = 256u << 10;

// The callbacks. Exceptions do not cross curl: running out of memory ends the program.

curl_socket_t open_socket(void* data, curlsocktype, curl_sockaddr* address) noexcept {
  auto& progress = *static_cast<Progress*>(data);
  if (progress.request.addresses == AddressPolicy::kPublicOnly && !is_public_address(address->addr)) {
    progress.forbidden = true;
    return CURL_SOCKET_BAD;
  }
  return socket(address->family, address->socktype | SOCK_CLOEXEC, address->protocol);
}

std::size_t on_body(char* bytes, std::size_t, std::size_t size, void* data) noexcept {
  auto& progress = *static_cast<Progress*>(data);
  if (size > progress.request.max_bytes - progress.response.body.size()) {
    progress.too_large = true;
    return 0;
  }
  progress.response.body.append(bytes, size);
  return size;
}

std::string_view trimmed(std::string_view text) {
  const auto first = text.find_first_not_of(" \t\r\n");
  if (first == std::string_view::npos) return {};
  return text.substr(first, text.find_last_not_of(" \t\r\n") - first + 1);
}

std::size_t on_header(char* bytes, std::size_t, std::size_t size, void* data) noexcept {
  auto& progress = *static_cast<Progress*>(data);
  const std::string_view line(bytes, size);
  if (line.starts_with("HTTP/")) progress.response.headers.clear();  // 100 Continue came before
  progress.header_bytes += size;
  if (progress.header_bytes > kMaxHeaderBytes) {
    progress.too_large = true;
    return 0;
  }
  if (const auto colon = line.find(':'); colon != std::string_view::npos && !line.starts_with("HTTP/"))
    progress.response.headers.push_back(
        {std::string(trimmed(line.substr(0, colon))), std::string(trimmed(line.substr(colon + 1)))});
  return size;
}

/// The caller frees it.
curl_slist* header_list(const std::vector<Header>& headers) {
  curl_slist* list = curl_slist_append(nullptr, "Expect:");  // no waiting for 100 Continue
  for (const Header& header : headers) {
    const std::string line = header.value.empty() ? header.name + ";" : header.name + ": " + header.value;
    list = curl_slist_append(list, line.c_str());
  }
  return list;
}

void set_method(CURL* curl, const Request& request) {
  if (request.method == "HEAD") {
    curl_easy_setopt(curl, CURLOPT_NOBODY, 1L);
  } else if (request.method != "GET" || !request.body.empty()) {
    curl_easy_setopt(curl, CURLOPT_POSTFIELDSIZE_LARGE, static_cast<curl_off_t>(request.body.size()));
    curl_easy_setopt(curl, CURLOPT_POSTFIELDS, request.body.c_str());
    curl_easy_setopt(curl, CURLOPT_CUSTOMREQUEST, request.method.c_str());
  }
}

void set_options(CURL* curl, const Request& request, std::chrono::milliseconds time_left) {
  curl_easy_setopt(curl, CURLOPT_URL, request.url.c_str());
  curl_easy_setopt(curl, CURLOPT_PROTOCOLS_STR, request.allow_http ? "http,https" : "https");
  curl_easy_setopt(curl, CURLOPT_FOLLOWLOCATION, 0L);
  curl_easy_setopt(curl, CURLOPT_NOSIGNAL, 1L);
  curl_easy_setopt(curl, CURLOPT_PROXY, "");
  curl_easy_setopt(curl, CURLOPT_HTTP_VERSION, static_cast<long>(CURL_HTTP_VERSION_2TLS));
  curl_easy_setopt(curl, CURLOPT_ACCEPT_ENCODING, "gzip");
  curl_easy_setopt(curl, CURLOPT_USERAGENT, "connections");
  curl_easy_setopt(curl, CURLOPT_CONNECTTIMEOUT_MS,
                   static_cast<long>(std::min(request.connect_timeout, time_left).count()));
  curl_easy_setopt(curl, CURLOPT_TIMEOUT_MS, static_cast<long>(time_left.count()));
  set_method(curl, request);
}

void set_callbacks(CURL* curl, Progress& progress, char* words) {
  curl_easy_setopt(curl, CURLOPT_OPENSOCKETFUNCTION, open_socket);
  curl_easy_setopt(curl, CURLOPT_OPENSOCKETDATA, &progress);
  curl_easy_setopt(curl, CURLOPT_WRITEFUNCTION, on_body);
  curl_easy_setopt(curl, CURLOPT_WRITEDATA, &progress);
  curl_easy_setopt(curl, CURLOPT_HEADERFUNCTION, on_header);
  curl_easy_setopt(curl, CURLOPT_HEADERDATA, &progress);
  curl_easy_setopt(curl, CURLOPT_ERRORBUFFER, words);
}

std::unexpected<Error> failure(CURLcode code, const Progress& progress, const char* words) {
  const std::string host = host_of(progress.request.url);
  if (progress.too_large)
    return fail(Errc::kLimitExceeded, fmt::format("the response is larger than {} bytes", progress.request.max_bytes),
                host);
  if (progress.forbidden)
    return fail(Errc::kAddressForbidden, "the address is in a private, local or reserved network", host,
                "only public addresses are fetched");
  return fail(Errc::kNetworkFailed, fmt::format("no response: {}", *words != '\0' ? words : curl_easy_strerror(code)),
              host);
}

}  // namespace

Transfer::Transfer(CURL* curl, const Request& request, std::chrono::milliseconds time_left)
    : curl_(curl), headers_(header_list(request.headers)), progress_{.request = request} {
  curl_easy_reset(curl);
  set_options(curl, request, time_left);
  set_callbacks(curl, progress_, words_.data());
  curl_easy_setopt(curl, CURLOPT_HTTPHEADER, headers_.get());
}

Result<Response> Transfer::ended(CURLcode code) {
  if (code != CURLE_OK) return failure(code, progress_, words_.data());
  long status = 0;
  curl_easy_getinfo(curl_, CURLINFO_RESPONSE_CODE, &status);
  progress_.response.status = static_cast<int>(status);
  progress_.response.url = progress_.request.url;
  return std::move(progress_.response);
}

}  // namespace connections::net
