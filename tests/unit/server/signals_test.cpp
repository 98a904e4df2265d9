#include "server/signals.h"

#include <csignal>

#include <gtest/gtest.h>
#include <unistd.h>

namespace connections::server {
namespace {

using std::chrono::milliseconds;
using std::chrono::seconds;

TEST(SignalsTest, AHangUpIsAReloadOnce) {
  Signals signals;
  EXPECT_FALSE(signals.take_reload());
  kill(getpid(), SIGHUP);
  signals.wait(seconds(20));
  EXPECT_TRUE(signals.take_reload());
  EXPECT_FALSE(signals.take_reload());
  EXPECT_FALSE(signals.stop_requested());
}

TEST(SignalsTest, TerminateAndInterruptEndTheProcessInOrder) {
  for (const int signal : {SIGTERM, SIGINT}) {
    Signals signals;
    kill(getpid(), signal);
    signals.wait(seconds(20));
    EXPECT_TRUE(signals.stop_requested()) << signal;
    EXPECT_FALSE(signals.take_reload());
  }
}

TEST(SignalsTest, WaitingEndsWithoutASignalToo) {
  Signals signals;
  signals.wait(milliseconds(1));
  EXPECT_FALSE(signals.stop_requested());
}

TEST(SignalsTest, TheMaskIsRestored) {
  sigset_t before{}, after{};
  pthread_sigmask(SIG_SETMASK, nullptr, &before);
  { const Signals signals; }
  pthread_sigmask(SIG_SETMASK, nullptr, &after);
  for (const int signal : {SIGTERM, SIGINT, SIGHUP})
    EXPECT_EQ(sigismember(&before, signal), sigismember(&after, signal));
}

}  // namespace
}  // namespace connections::server
