#include "support/program.h"

#include <cerrno>
#include <cstdlib>

#include <sys/wait.h>
#include <unistd.h>

#include <gtest/gtest.h>

#include "support/files.h"

namespace connections::test {
namespace {

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

ProgramRun run_program(const std::vector<std::string>& words, const std::vector<std::string>& environment) {
  const TempFolder folder;
  const auto out = folder.path() / "out";
  const auto error = folder.path() / "error";
  const pid_t child = fork();
  if (child == 0) become(words, environment, out, error);
  int status = 0;
  while (waitpid(child, &status, 0) < 0 && errno == EINTR) {
  }
  ProgramRun run;
  run.exit_code = WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
  run.out = read_file(out);
  run.error = read_file(error);
  return run;
}

}  // namespace connections::test
