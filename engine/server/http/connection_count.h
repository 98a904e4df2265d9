#pragma once

#include <cstddef>
#include <map>
#include <mutex>
#include <string>

namespace connections::server {

/// How many connections are open, in all and of each address. Any thread.
class ConnectionCount {
 public:
  ConnectionCount(std::size_t most, std::size_t most_an_address) : most_(most), most_an_address_(most_an_address) {}

  /// Counts one more, unless there are too many. `address` empty: only the total is limited.
  [[nodiscard]] bool enter(const std::string& address) {
    const std::lock_guard lock(mutex_);
    if (open_ >= most_) return false;
    if (!address.empty()) {
      std::size_t& of_address = by_address_[address];
      if (of_address >= most_an_address_) return false;
      ++of_address;
    }
    ++open_;
    return true;
  }
  /// Once for each enter() that was true.
  void leave(const std::string& address) {
    const std::lock_guard lock(mutex_);
    --open_;
    const auto found = by_address_.find(address);
    if (found != by_address_.end() && --found->second == 0) by_address_.erase(found);
  }
  [[nodiscard]] std::size_t open() const {
    const std::lock_guard lock(mutex_);
    return open_;
  }

 private:
  const std::size_t most_, most_an_address_;
  mutable std::mutex mutex_;
  std::size_t open_ = 0;
  std::map<std::string, std::size_t> by_address_;
};

}  // namespace connections::server
