// A worker may do what it likes: it costs the call that it was at, for a true reason, and nobody else anything.
#include "worker/pool.h"

#include <csignal>
#include <filesystem>
#include <thread>

#include <gmock/gmock.h>

#include "support/files.h"
#include "unit/worker/handler.h"
#include "worker/sandbox.h"

namespace connections::worker {
namespace {

using testing::HasSubstr;

/// "reply", or "death: reason", or "error: …".
std::string ask(Pool& pool, const Message& request, const std::string& tenant = "one") {
  std::string text;
  const auto death = pool.call(tenant, request, [&](Message&& reply) {
    if (reply.size() != 1) return false;
    text = std::move(reply[0]);
    return true;
  });
  if (!death) return "error: " + to_string(death.error());
  return *death ? "death: " + (*death)->reason : text;
}

std::unique_ptr<Pool> make_pool(std::size_t workers = 1) {
  auto pool = Pool::start(obey, [] { return false; }, {.workers = workers, .limits = short_limits()});
  EXPECT_TRUE(pool) << to_string(pool.error());
  return std::move(*pool);
}

struct Evil {
  const char* deed;
  const char* argument;
  const char* reason;
  bool needs_sandbox = false;
};
std::ostream& operator<<(std::ostream& out, const Evil& evil) { return out << evil.deed; }

class EvilWorker : public testing::TestWithParam<Evil> {};

TEST_P(EvilWorker, CostsItsCallOnly) {
  if (GetParam().needs_sandbox && !kSandboxed) GTEST_SKIP() << "no sandbox under sanitizers";
  const auto pool = make_pool();
  EXPECT_EQ(ask(*pool, {"echo", "before"}), "before");
  EXPECT_THAT(ask(*pool, {GetParam().deed, GetParam().argument}), HasSubstr(GetParam().reason));
  EXPECT_EQ(ask(*pool, {"echo", "after"}), "after");
}

INSTANTIATE_TEST_SUITE_P(
    Worker, EvilWorker,
    testing::Values(Evil{"crash", "", "death: it crashed (SIGSEGV)", true},
                    Evil{"null", "", "death: it crashed (SIGSEGV)", true},
                    Evil{"abort", "", "death: it aborted (SIGABRT)"},
                    Evil{"exit", "0", "death: it ended by itself with exit code 0"},
                    Evil{"exit", "7", "death: it ended by itself with exit code 7"},
                    Evil{"spin", "", "death: it took more than 200 ms of CPU time"},
                    Evil{"sleep", "", "death: it gave no answer for 6000 ms"},
                    Evil{"throw", "", "death: an exception was thrown"},
                    Evil{"exhaust", "", "death: it needed more than 256 MiB of memory", true},
                    Evil{"exhaust in C", "", "death: it crashed (SIGSEGV)", true},
                    Evil{"many bytes", "", "death: it gave an answer of more than 8 MiB"},
                    Evil{"nonsense", "", "death: it gave an answer of more than 8 MiB"},
                    // what the C library itself may try fails
                    Evil{"open", "", "errno 13", true}, Evil{"limit", "", "errno 13", true},
                    // the rest ends the process
                    Evil{"socket", "", "death: it made a system call that reading a mail does not need (SIGSYS)", true},
                    Evil{"local socket", "", "(SIGSYS)", true}, Evil{"fork", "", "(SIGSYS)", true},
                    Evil{"execute", "", "(SIGSYS)", true}, Evil{"kill", "", "(SIGSYS)", true},
                    Evil{"trace", "", "(SIGSYS)", true}, Evil{"look", "", "(SIGSYS)", true},
                    Evil{"rights", "", "(SIGSYS)", true}, Evil{"new code", "", "(SIGSYS)", true}));

TEST(Pool, AWorkerWritesNoFile) {
  if (!kSandboxed) GTEST_SKIP() << "no sandbox under sanitizers";
  const test::TempFolder folder;
  const auto pool = make_pool();
  EXPECT_EQ(ask(*pool, {"write file", (folder.path() / "x").string()}), "errno 13");
  EXPECT_TRUE(std::filesystem::is_empty(folder.path()));
}

TEST(Pool, AWorkerHasNoDescriptorOfTheEngine) {
  const auto pool = make_pool();
  const std::string process = ask(*pool, {"process"});
  std::vector<std::string> open;
  for (const auto& one : std::filesystem::directory_iterator("/proc/" + process + "/fd"))
    open.push_back(one.path().filename());
  std::vector<std::string> expected{std::to_string(kSocket)};
  if (!kSandboxed) expected.insert(expected.begin(), "2");  // for reports
  EXPECT_THAT(open, testing::UnorderedElementsAreArray(expected));
}

TEST(Pool, ASecondAnswerIsNotTakenForTheNextOnes) {
  const auto pool = make_pool();
  EXPECT_EQ(ask(*pool, {"two answers"}), "A");
  std::this_thread::sleep_for(std::chrono::milliseconds{50});
  EXPECT_EQ(ask(*pool, {"echo", "mine"}), "mine");
}

TEST(Pool, NothingOfOneTenantIsLeftForAnother) {
  const auto pool = make_pool();
  EXPECT_EQ(ask(*pool, {"remember", "secret"}, "one"), "");
  EXPECT_EQ(ask(*pool, {"remember", "x"}, "one"), "secret");
  EXPECT_EQ(ask(*pool, {"remember", "x"}, "two"), "");
  EXPECT_EQ(ask(*pool, {"remember", "x"}, "one"), "");
}

TEST(Pool, CarriesLargeMessagesBothWays) {
  const auto pool = make_pool();
  const std::string large(7u << 20, 'y');
  EXPECT_TRUE(ask(*pool, {"echo", large}) == large);
  EXPECT_EQ(ask(*pool, {"echo", ""}), "");
}

TEST(Pool, ServesManyThreadsWithFewWorkers) {
  const auto pool = make_pool(2);
  std::vector<std::thread> threads;
  std::atomic<int> wrong = 0;
  for (int t = 0; t < 4; ++t)
    threads.emplace_back([&, t] {
      const std::string tenant = "tenant " + std::to_string(t % 3);
      for (int i = 0; i < 20; ++i) {
        const std::string mine = tenant + std::to_string(i);
        if (i % 5 == 4)
          wrong += !ask(*pool, {"exit", "3"}, tenant).starts_with("death: ");
        else
          wrong += ask(*pool, {"echo", mine}, tenant) != mine;
      }
    });
  for (std::thread& one : threads) one.join();
  EXPECT_EQ(wrong, 0);
}

TEST(Pool, AnIdleWorkerThatWasKilledCostsNothing) {
  const auto pool = make_pool();
  kill(std::stoi(ask(*pool, {"process"})), SIGKILL);
  std::this_thread::sleep_for(std::chrono::milliseconds{50});
  EXPECT_EQ(ask(*pool, {"echo", "still"}), "still");
}

TEST(Pool, WhatIsPreparedIsThereInEveryWorker) {
  std::string state = "not prepared";
  const auto prepare = [&] {
    state = "prepared";
    return false;
  };
  const auto pool =
      Pool::start([&](const Message&) { return Message{state}; }, prepare, {.workers = 1, .limits = short_limits()});
  ASSERT_TRUE(pool);
  EXPECT_EQ(ask(**pool, {}), "prepared");
  EXPECT_EQ(ask(**pool, {}, "other"), "prepared");
  EXPECT_EQ(state, "not prepared");
}

TEST(Pool, PreparesMoreWhileNoWorkerIsAskedFor) {
  constexpr int kSteps = 5;
  int steps = 0;
  const auto pool = Pool::start([&](const Message&) { return Message{std::to_string(steps)}; },
                                [&] { return ++steps < kSteps; }, {.workers = 1, .limits = short_limits()});
  ASSERT_TRUE(pool);
  std::string done = ask(**pool, {});
  EXPECT_GE(std::stoi(done), 1);
  for (int i = 0; i < 200 && done != "5"; ++i) {
    std::this_thread::sleep_for(std::chrono::milliseconds{50});
    done = ask(**pool, {}, std::to_string(i));  // another tenant: a new worker
  }
  EXPECT_EQ(done, "5");
}

TEST(Pool, SaysWhyThereIsNone) {
  const auto pool = Pool::start(obey, []() -> bool { throw 1; }, {});
  ASSERT_FALSE(pool);
  EXPECT_EQ(pool.error().code, Errc::kIo);
  EXPECT_THAT(pool.error().hint, HasSubstr("--in-process"));
}

}  // namespace
}  // namespace connections::worker
