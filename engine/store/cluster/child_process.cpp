#include "store/cluster/child_process.h"

#include <array>
#include <cerrno>
#include <cstring>

#include <fcntl.h>
#include <fmt/format.h>
#include <grp.h>
#include <sys/wait.h>
#include <unistd.h>

namespace connections::store {
namespace {

constexpr int kNotStarted = 127;

struct Prepared {
  std::vector<char*> words;  // points into the caller's strings
  std::vector<char*> environment;
  const char* folder;
  const ServerUser* user;
};

/// In the child, between fork and exec: async-signal-safe calls only.
[[noreturn]] void become(const Prepared& prepared, int output) {
  const ServerUser& user = *prepared.user;
  if (user.switched && (setgroups(0, nullptr) != 0 || setgid(user.gid) != 0 || setuid(user.uid) != 0))
    _exit(kNotStarted);
  if (chdir(prepared.folder) != 0) _exit(kNotStarted);
  const int nothing = open("/dev/null", O_RDONLY);
  dup2(nothing, STDIN_FILENO);
  dup2(output, STDOUT_FILENO);
  dup2(output, STDERR_FILENO);
  execve(prepared.words[0], prepared.words.data(), prepared.environment.data());
  _exit(kNotStarted);
}

std::vector<char*> pointers(std::vector<std::string>& words) {
  std::vector<char*> out;
  for (std::string& word : words) out.push_back(word.data());
  out.push_back(nullptr);
  return out;
}

std::string read_to_end(int descriptor) {
  std::string all;
  std::array<char, 4096> chunk{};
  for (;;) {
    const ssize_t got = read(descriptor, chunk.data(), chunk.size());
    if (got > 0)
      all.append(chunk.data(), static_cast<std::size_t>(got));
    else if (got == 0 || errno != EINTR)
      return all;
  }
}

int wait_for(pid_t child) {
  int status = 0;
  while (waitpid(child, &status, 0) < 0)
    if (errno != EINTR) return kNotStarted;
  return WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
}

}  // namespace

Result<ChildRun> run_child(const std::vector<std::string>& words, const std::filesystem::path& folder,
                           const ServerUser& user) {
  std::vector<std::string> own_words = words;
  std::vector<std::string> variables{"PATH=/usr/bin:/bin", "LC_ALL=C"};
  const Prepared prepared{pointers(own_words), pointers(variables), folder.c_str(), &user};
  std::array<int, 2> pipe_ends{};
  if (pipe2(pipe_ends.data(), O_CLOEXEC) != 0) return fail(Errc::kIo, std::strerror(errno), words[0]);
  const pid_t child = fork();
  if (child == 0) become(prepared, pipe_ends[1]);
  const int error = errno;
  close(pipe_ends[1]);
  ChildRun run;
  if (child > 0) run.output = read_to_end(pipe_ends[0]);
  close(pipe_ends[0]);
  if (child < 0) return fail(Errc::kIo, fmt::format("no process for {}: {}", words[0], std::strerror(error)));
  run.exit_code = wait_for(child);
  return run;
}

}  // namespace connections::store
