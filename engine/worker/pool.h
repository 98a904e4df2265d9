#pragma once

#include <condition_variable>
#include <expected>
#include <functional>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <vector>

#include "worker/zygote.h"

namespace connections::worker {

struct PoolOptions {
  std::size_t workers = 2;  ///< calls at once
  Limits limits;
};

/// Why a call got no answer, as the end of a sentence: "it crashed (SIGSEGV)". The worker is gone.
struct Death {
  std::string reason;
};
template <class T>
using Outcome = std::expected<T, Death>;

/// Worker processes that run one function of bytes, each in a sandbox (sandbox.h). A worker that crashes, loops, ends
/// itself or answers nonsense costs the call that it was at, and is replaced. One worker serves one tenant: for another
/// it is replaced, so that nothing of a tenant's bytes can reach another's. Thread-safe.
class Pool {
 public:
  /// `prepare`: see Zygote::start, whose errors these are.
  [[nodiscard]] static Result<std::unique_ptr<Pool>> start(Handler handler, Preparation prepare,
                                                           const PoolOptions& options);
  ~Pool();
  Pool(const Pool&) = delete;
  Pool& operator=(const Pool&) = delete;

  /// One request and its reply, which goes to `accept`: false if it makes no sense, a death like others. Waits for a
  /// free worker. kIo: no worker can be made, or the one at work was lost with all others; the request is not to blame.
  [[nodiscard]] Result<std::optional<Death>> call(const std::string& tenant, const Message& request,
                                                  const std::function<bool(Message&&)>& accept);

 private:
  struct Slot {
    Zygote::Worker worker;
    std::string tenant;
  };
  Pool(Handler handler, Preparation prepare, const PoolOptions& options, Zygote zygote);
  [[nodiscard]] Result<Slot> take(const std::string& tenant);
  [[nodiscard]] std::optional<Slot> take_idle(const std::string& tenant);
  [[nodiscard]] Result<Zygote::Worker> spawn();
  [[nodiscard]] Result<int> end(const Slot& slot);
  void give_back(Slot slot);
  [[nodiscard]] Result<int> bury(const Slot& slot);

  const Handler handler_;
  const Preparation prepare_;
  const PoolOptions options_;
  std::mutex mutex_;
  std::condition_variable freed_;
  Zygote zygote_;           ///< guarded by mutex_
  std::vector<Slot> idle_;  ///< guarded by mutex_; longest idle first
  std::size_t busy_ = 0;    ///< guarded by mutex_
};

}  // namespace connections::worker
