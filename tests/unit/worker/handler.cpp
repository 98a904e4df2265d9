#include "unit/worker/handler.h"

#include <cerrno>
#include <csignal>
#include <cstdlib>
#include <functional>
#include <map>
#include <memory>
#include <stdexcept>

#include <fcntl.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/ptrace.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <sys/uio.h>
#include <unistd.h>

#include "worker/sandbox.h"

namespace connections::worker {
namespace {

std::string outcome(long result) { return result >= 0 ? "done" : "errno " + std::to_string(errno); }

[[noreturn]] void spin() {
  volatile bool forever = true;
  while (forever) {
  }
  std::abort();
}

// Address space runs out before time does: little of it is touched.
constexpr std::size_t kLump = 16u << 20;

std::string exhaust() {
  std::vector<std::unique_ptr<char[]>> all;
  for (;;) all.push_back(std::make_unique_for_overwrite<char[]>(kLump));
}

std::string exhaust_in_c() {
  for (;;) *static_cast<volatile char*>(std::malloc(kLump)) = 'x';
}

std::string write_to_socket(const std::string& bytes) { return outcome(write(kSocket, bytes.data(), bytes.size())); }

std::string execute() {
  const char* words[] = {"/bin/true", nullptr};
  return outcome(execv(words[0], const_cast<char**>(words)));
}

std::string look_into_parent() {
  char byte = 0;
  iovec here{&byte, 1}, there{&byte, 1};
  return outcome(process_vm_readv(getppid(), &here, 1, &there, 1, 0));
}

std::string remembered;

const std::map<std::string, std::function<std::string(const std::string&)>> kDeeds{
    {"echo", [](const std::string& text) { return text; }},
    {"process", [](const std::string&) { return std::to_string(getpid()); }},
    {"remember", [](const std::string& text) { return std::exchange(remembered, text); }},
    {"crash",
     [](const std::string&) {
       raise(SIGSEGV);
       return std::string();
     }},
    {"null", [](const std::string&) { return std::string(1, *static_cast<volatile char*>(nullptr)); }},
    {"abort", [](const std::string&) -> std::string { std::abort(); }},
    {"exit", [](const std::string& code) -> std::string { _exit(std::stoi(code)); }},
    {"spin", [](const std::string&) -> std::string { spin(); }},
    {"sleep",
     [](const std::string&) {
       sleep(600);
       return std::string();
     }},
    {"throw", [](const std::string&) -> std::string { throw std::runtime_error("no"); }},
    {"exhaust", [](const std::string&) { return exhaust(); }},
    {"exhaust in C", [](const std::string&) { return exhaust_in_c(); }},
    {"open", [](const std::string&) { return outcome(open("/etc/passwd", O_RDONLY)); }},
    {"write file", [](const std::string& path) { return outcome(open(path.c_str(), O_CREAT | O_WRONLY, 0600)); }},
    {"socket", [](const std::string&) { return outcome(socket(AF_INET, SOCK_STREAM, 0)); }},
    {"local socket", [](const std::string&) { return outcome(socket(AF_UNIX, SOCK_STREAM, 0)); }},
    {"fork", [](const std::string&) { return outcome(fork()); }},
    {"execute", [](const std::string&) { return execute(); }},
    {"kill", [](const std::string&) { return outcome(kill(getppid(), SIGKILL)); }},
    {"trace", [](const std::string&) { return outcome(ptrace(PTRACE_ATTACH, getppid(), nullptr, nullptr)); }},
    {"look", [](const std::string&) { return look_into_parent(); }},
    {"rights", [](const std::string&) { return outcome(setuid(0)); }},
    {"limit",
     [](const std::string&) {
       const rlimit more{RLIM_INFINITY, RLIM_INFINITY};
       return outcome(setrlimit(RLIMIT_AS, &more));
     }},
    {"new code",
     [](const std::string&) {
       return outcome(
           mmap(nullptr, 4096, PROT_WRITE | PROT_EXEC, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0) == MAP_FAILED ? -1 : 0);
     }},
    {"many bytes", [](const std::string&) { return std::string(50u << 20, 'x'); }},
    {"nonsense", [](const std::string&) { return write_to_socket(std::string(64, '\xff')); }},
    {"two answers",
     [](const std::string&) {  // one string of one byte, twice
       return write_to_socket(std::string("\1\0\0\0\1\0\0\0A\1\0\0\0\1\0\0\0B", 18));
     }},
};

}  // namespace

Message obey(const Message& request) { return {kDeeds.at(request.at(0))(request.size() > 1 ? request[1] : "")}; }

}  // namespace connections::worker
