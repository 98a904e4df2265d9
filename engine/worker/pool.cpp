#include "worker/pool.h"

#include <algorithm>

#include <fmt/format.h>
#include <poll.h>
#include <unistd.h>

#include "worker/death.h"
#include "worker/exchange.h"

namespace connections::worker {
namespace {

/// An idle worker has nothing to say: if it ended, or speaks unasked, it is of no use.
bool is_quiet(int socket) {
  pollfd one{.fd = socket, .events = POLLIN, .revents = 0};
  return poll(&one, 1, 0) == 0;
}

std::string reason_of(Loss loss, int wait_status, const Limits& limits) {
  using std::chrono::duration_cast;
  using std::chrono::milliseconds;
  switch (loss) {
    case Loss::kClosed:
      return death_of(wait_status, limits);
    case Loss::kCpu:
      return fmt::format("it took more than {} ms of CPU time", limits.cpu.count());
    case Loss::kWall:
      return fmt::format("it gave no answer for {} ms", limits.wall.count());
    case Loss::kTooLong:
      return fmt::format("it gave an answer of more than {} MiB", limits.reply_bytes >> 20);
  }
  return {};
}

}  // namespace

Result<std::unique_ptr<Pool>> Pool::start(Handler handler, Preparation prepare, const PoolOptions& options) {
  auto zygote = TRY(Zygote::start(handler, prepare, options.limits));
  return std::unique_ptr<Pool>(new Pool(std::move(handler), std::move(prepare), options, std::move(zygote)));
}

Pool::Pool(Handler handler, Preparation prepare, const PoolOptions& options, Zygote zygote)
    : handler_(std::move(handler)), prepare_(std::move(prepare)), options_(options), zygote_(std::move(zygote)) {}

Pool::~Pool() {
  for (const Slot& slot : idle_) static_cast<void>(end(slot));
}

Result<int> Pool::end(const Slot& slot) {
  close(slot.worker.socket);
  return zygote_.end(slot.worker.process);
}

std::optional<Pool::Slot> Pool::take_idle(const std::string& tenant) {
  const auto same = std::ranges::find(idle_, tenant, &Slot::tenant);
  if (same == idle_.end()) return std::nullopt;
  Slot slot = std::move(*same);
  idle_.erase(same);
  if (is_quiet(slot.worker.socket)) return slot;
  static_cast<void>(end(slot));
  return std::nullopt;
}

/// From a new zygote if the old one is gone; the idle workers went with it.
Result<Zygote::Worker> Pool::spawn() {
  if (auto worker = zygote_.spawn()) return worker;
  for (const Slot& slot : idle_) close(slot.worker.socket);
  idle_.clear();
  zygote_ = TRY(Zygote::start(handler_, prepare_, options_.limits));
  return zygote_.spawn();
}

Result<Pool::Slot> Pool::take(const std::string& tenant) {
  std::unique_lock lock(mutex_);
  freed_.wait(lock, [this] { return busy_ < options_.workers; });
  auto slot = take_idle(tenant);
  if (!slot) {
    if (busy_ + idle_.size() >= options_.workers) {
      static_cast<void>(end(idle_.front()));
      idle_.erase(idle_.begin());
    }
    slot = Slot{TRY(spawn()), tenant};
  }
  ++busy_;
  return *std::move(slot);
}

void Pool::give_back(Slot slot) {
  {
    const std::lock_guard lock(mutex_);
    idle_.push_back(std::move(slot));
    --busy_;
  }
  freed_.notify_one();
}

Result<int> Pool::bury(const Slot& slot) {
  Result<int> status;
  {
    const std::lock_guard lock(mutex_);
    status = end(slot);
    --busy_;
  }
  freed_.notify_one();
  return status;
}

Result<std::optional<Death>> Pool::call(const std::string& tenant, const Message& request,
                                        const std::function<bool(Message&&)>& accept) {
  Slot slot = TRY(take(tenant));
  auto reply = exchange(slot.worker.socket, slot.worker.process, request, options_.limits);
  if (reply && accept(*std::move(reply))) {
    give_back(std::move(slot));
    return std::nullopt;
  }
  const int status = TRY(bury(slot));
  return Death{reply ? "it gave an answer that makes no sense" : reason_of(reply.error(), status, options_.limits)};
}

}  // namespace connections::worker
