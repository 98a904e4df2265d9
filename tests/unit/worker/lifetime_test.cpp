// Workers end with the engine, and nothing of them is left behind.
#include <csignal>
#include <filesystem>
#include <fstream>
#include <thread>

#include <gmock/gmock.h>
#include <sys/wait.h>
#include <unistd.h>

#include "unit/worker/handler.h"
#include "worker/pool.h"

namespace connections::worker {
namespace {

/// Processes whose parent is `parent`, dead ones that nobody waited for included.
std::vector<pid_t> children_of(pid_t parent) {
  std::vector<pid_t> found;
  for (const auto& one : std::filesystem::directory_iterator("/proc")) {
    std::ifstream in(one.path() / "stat");
    std::string text, state;
    std::getline(in, text, ')');
    pid_t of = 0;
    if (in >> state >> of && of == parent) found.push_back(std::stoi(one.path().filename()));
  }
  return found;
}

bool is_gone(pid_t process) {
  for (int i = 0; i < 200; ++i) {
    std::ifstream in("/proc/" + std::to_string(process) + "/stat");
    std::string text, state;
    if (!std::getline(in, text, ')') || !(in >> state) || state == "Z") return true;
    std::this_thread::sleep_for(std::chrono::milliseconds{50});
  }
  return false;
}

pid_t worker_of(Pool& pool) {
  pid_t process = 0;
  EXPECT_TRUE(pool.call("one", {"process"}, [&](Message&& reply) {
    process = std::stoi(reply.at(0));
    return true;
  }));
  return process;
}

std::unique_ptr<Pool> make_pool() {
  auto pool = Pool::start(obey, [] { return false; }, {.workers = 1, .limits = short_limits()});
  EXPECT_TRUE(pool);
  return std::move(*pool);
}

TEST(Lifetime, APoolLeavesNoProcessBehind) {
  const auto before = children_of(getpid());
  pid_t worker = 0;
  {
    const auto pool = make_pool();
    worker = worker_of(*pool);
    EXPECT_EQ(children_of(getpid()).size(), before.size() + 1);
  }
  EXPECT_EQ(children_of(getpid()), before);
  EXPECT_TRUE(is_gone(worker));
}

TEST(Lifetime, DeadWorkersAreWaitedFor) {
  const auto pool = make_pool();
  const auto zygote = children_of(getpid()).back();
  for (int i = 0; i < 5; ++i) ASSERT_TRUE(pool->call("one", {"exit", "0"}, [](Message&&) { return true; }));
  EXPECT_TRUE(children_of(zygote).empty());
}

/// An engine in a process of its own, killed while its worker is idle or busy.
void kill_engine(const Message& last_request) {
  int pipe_ends[2];
  ASSERT_EQ(pipe(pipe_ends), 0);
  const pid_t engine = fork();
  if (engine == 0) {
    const auto pool = make_pool();
    const pid_t processes[]{worker_of(*pool), children_of(getpid()).at(0)};
    if (write(pipe_ends[1], processes, sizeof processes) < 0) _exit(1);
    if (!last_request.empty()) (void)pool->call("one", last_request, [](Message&&) { return true; });
    for (;;) pause();
  }
  pid_t processes[2]{};
  ASSERT_EQ(read(pipe_ends[0], processes, sizeof processes), static_cast<ssize_t>(sizeof processes));
  std::this_thread::sleep_for(std::chrono::milliseconds{50});
  kill(engine, SIGKILL);
  waitpid(engine, nullptr, 0);
  EXPECT_TRUE(is_gone(processes[0])) << "the worker outlived its engine";
  EXPECT_TRUE(is_gone(processes[1])) << "the zygote outlived its engine";
  close(pipe_ends[0]);
  close(pipe_ends[1]);
}

TEST(Lifetime, KillingTheEngineEndsAnIdleWorker) { kill_engine({}); }
TEST(Lifetime, KillingTheEngineEndsAWorkerThatLoops) { kill_engine({"spin"}); }

TEST(Lifetime, ANewZygoteReplacesOneThatWasKilled) {
  const auto pool = make_pool();
  const pid_t worker = worker_of(*pool);
  const auto zygotes = children_of(getpid());
  ASSERT_FALSE(zygotes.empty());
  kill(zygotes.back(), SIGKILL);
  EXPECT_TRUE(is_gone(worker)) << "workers end with their zygote";
  EXPECT_NE(worker_of(*pool), worker);
}

TEST(Lifetime, SignalsThatEndTheEngineLeaveItsWorkersToIt) {
  const auto pool = make_pool();
  const pid_t worker = worker_of(*pool);
  for (const int one : {SIGINT, SIGTERM, SIGHUP}) kill(worker, one);
  for (const int one : {SIGINT, SIGTERM, SIGHUP}) kill(children_of(getpid()).back(), one);
  EXPECT_EQ(worker_of(*pool), worker);
}

}  // namespace
}  // namespace connections::worker
