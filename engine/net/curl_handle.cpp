#include "net/curl_handle.h"

namespace connections::net {

HandlePool::HandlePool() {
  static std::once_flag once;
  std::call_once(once, [] { curl_global_init(CURL_GLOBAL_DEFAULT); });
}

CurlPtr HandlePool::take(AddressPolicy policy) {
  {
    const std::lock_guard lock(mutex_);
    auto& idle = idle_[static_cast<std::size_t>(policy)];
    if (!idle.empty()) {
      CurlPtr handle = std::move(idle.back());
      idle.pop_back();
      return handle;
    }
  }
  return CurlPtr(curl_easy_init());
}

void HandlePool::give_back(CurlPtr handle, AddressPolicy policy) {
  curl_easy_reset(handle.get());  // forgets the request, keeps connections and the DNS cache
  const std::lock_guard lock(mutex_);
  auto& idle = idle_[static_cast<std::size_t>(policy)];
  if (idle.size() < kMaxIdle) idle.push_back(std::move(handle));
}

}  // namespace connections::net
