#include "support/running_program.h"

#include <cerrno>
#include <chrono>
#include <csignal>
#include <cstdio>
#include <thread>

#include <sys/wait.h>
#include <unistd.h>

namespace connections::test {

RunningProgram::RunningProgram(const std::vector<std::string>& words) {
  const auto out = folder_.path() / "out";
  const auto error = folder_.path() / "error";
  write_file(error, "");
  std::vector<char*> arguments;
  for (const std::string& word : words) arguments.push_back(const_cast<char*>(word.c_str()));
  arguments.push_back(nullptr);
  process_ = fork();
  if (process_ != 0) return;
  if (std::freopen(out.c_str(), "w", stdout) == nullptr || std::freopen(error.c_str(), "w", stderr) == nullptr)
    _exit(126);
  execv(arguments[0], arguments.data());
  _exit(127);
}

RunningProgram::~RunningProgram() {
  if (process_ <= 0) return;
  signal(SIGKILL);
  static_cast<void>(wait());
}

void RunningProgram::signal(int number) const { kill(process_, number); }

int RunningProgram::wait() {
  int status = 0;
  while (waitpid(process_, &status, 0) < 0 && errno == EINTR) {
  }
  process_ = -1;
  return WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
}

bool comes_true(const std::function<bool()>& question) {
  constexpr std::chrono::seconds kLongest{120};  // a busy machine under a sanitizer
  const auto end = std::chrono::steady_clock::now() + kLongest;
  while (std::chrono::steady_clock::now() < end) {
    if (question()) return true;
    std::this_thread::sleep_for(std::chrono::milliseconds{100});
  }
  return false;
}

}  // namespace connections::test
