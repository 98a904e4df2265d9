#pragma once

#include <array>
#include <chrono>
#include <memory>
#include <string>

#include "net/curl_handle.h"
#include "net/http_client.h"

namespace connections::net {

/// What the callbacks of one transfer see.
struct Progress {
  const Request& request;
  Response response{};
  std::size_t header_bytes = 0;
  bool forbidden = false;  ///< an address was refused
  bool too_large = false;
};

/// One request on a curl handle and its answer, without following redirects. Prepares the handle; its owner
/// performs it, alone or in a multi handle, and reports the result to ended(). `request.url` has passed checked_url;
/// request and handle outlive the transfer, which must stay where it is: curl points into it.
class Transfer {
 public:
  Transfer(CURL* curl, const Request& request, std::chrono::milliseconds time_left);
  Transfer(const Transfer&) = delete;
  Transfer& operator=(const Transfer&) = delete;

  /// The answer; call once.
  [[nodiscard]] Result<Response> ended(CURLcode code);

 private:
  struct FreeList {
    void operator()(curl_slist* list) const noexcept { curl_slist_free_all(list); }
  };

  CURL* curl_;
  std::unique_ptr<curl_slist, FreeList> headers_;
  Progress progress_;
  std::array<char, CURL_ERROR_SIZE> words_{};
};

}  // namespace connections::net
