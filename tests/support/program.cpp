#include "support/program.h"

#include <cerrno>
#include <csignal>
#include <cstdlib>
#include <thread>

#include <sys/wait.h>
#include <unistd.h>

#include <gtest/gtest.h>

#include "support/background_program.h"

namespace connections::test {
namespace {

constexpr std::chrono::seconds kRunAtMost{600};       ///< longer than any test may take
constexpr auto kLook = std::chrono::milliseconds(5);  ///< between two looks at a program that runs

[[noreturn]] void become(const std::vector<std::string>& words, const std::vector<std::string>& environment,
                         const std::filesystem::path& out, const std::filesystem::path& error) {
  if (std::freopen(out.c_str(), "w", stdout) == nullptr || std::freopen(error.c_str(), "w", stderr) == nullptr)
    _exit(126);
  for (const std::string& variable : environment) {
    const auto equals = variable.find('=');
    setenv(variable.substr(0, equals).c_str(), variable.substr(equals + 1).c_str(), 1);
  }
  std::vector<char*> arguments;
  for (const std::string& word : words) arguments.push_back(const_cast<char*>(word.c_str()));
  arguments.push_back(nullptr);
  execv(arguments[0], arguments.data());
  _exit(127);
}

}  // namespace

BackgroundProgram::BackgroundProgram(const std::vector<std::string>& words,
                                     const std::vector<std::string>& environment) {
  write_file(folder_.path() / "out", "");
  write_file(folder_.path() / "error", "");
  child_ = fork();
  if (child_ == 0) become(words, environment, folder_.path() / "out", folder_.path() / "error");
}

BackgroundProgram::~BackgroundProgram() {
  if (ended()) return;
  signal(SIGKILL);
  while (waitpid(child_, &status_, 0) < 0 && errno == EINTR) {
  }
}

std::string BackgroundProgram::out() const { return read_file(folder_.path() / "out"); }
std::string BackgroundProgram::error() const { return read_file(folder_.path() / "error"); }
void BackgroundProgram::signal(int number) const { kill(child_, number); }

bool BackgroundProgram::ended() {
  if (!reaped_) reaped_ = waitpid(child_, &status_, WNOHANG) == child_;
  return reaped_;
}

bool BackgroundProgram::prints(const std::string& text, std::chrono::seconds within) {
  const auto deadline = std::chrono::steady_clock::now() + within;
  for (bool over = false;; over = ended() || std::chrono::steady_clock::now() > deadline) {
    if (out().find(text) != std::string::npos || error().find(text) != std::string::npos) return true;
    if (over) return false;
    std::this_thread::sleep_for(kLook);
  }
}

ProgramRun BackgroundProgram::wait(std::chrono::seconds within) {
  const auto deadline = std::chrono::steady_clock::now() + within;
  while (!ended()) {
    if (std::chrono::steady_clock::now() > deadline) signal(SIGKILL);
    std::this_thread::sleep_for(kLook);
  }
  return {
      .exit_code = WIFEXITED(status_) ? WEXITSTATUS(status_) : 128 + WTERMSIG(status_), .out = out(), .error = error()};
}

bool comes_true(const std::function<bool()>& question) {
  constexpr std::chrono::minutes kLongest{2};
  const auto end = std::chrono::steady_clock::now() + kLongest;
  while (std::chrono::steady_clock::now() < end) {
    if (question()) return true;
    std::this_thread::sleep_for(std::chrono::milliseconds{100});
  }
  return false;
}

ProgramRun run_program(const std::vector<std::string>& words, const std::vector<std::string>& environment) {
  return BackgroundProgram(words, environment).wait(kRunAtMost);
}

}  // namespace connections::test
