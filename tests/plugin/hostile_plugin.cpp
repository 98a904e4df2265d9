// A parser that does what the subject of a mail says: "extract: loop", "recognise: exit". Any other mail it reads as a
// confirmation of "Ada Example".
#include <cstdint>
#include <cstdlib>
#include <cstring>
#include <string_view>

#include <fcntl.h>
#include <sys/socket.h>
#include <unistd.h>

#include "abi/plugin_abi.h"

namespace {

const connections_host* host = nullptr;
char the_parser = 0;

connections_str str(std::string_view text) { return {text.data(), text.size()}; }

[[noreturn]] void throw_something() { throw 42; }
volatile bool forever = true;
void loop() {
  while (forever) {
  }
}
void exhaust() {
  for (;;) *static_cast<volatile char*>(std::malloc(16u << 20)) = 'x';
}
char large[60u << 10];
void emit_many(connections_sink* sink, std::size_t values, std::size_t bytes) {
  std::memset(large, 'a', sizeof large);
  for (std::size_t i = 0; i < values; ++i) {
    large[i % 50] = static_cast<char>('a' + i % 26);
    host->emit(sink, str("listing"), {large, bytes}, 0.5);
  }
}

/// Whether a parser that gets this far gives an answer.
bool commit(std::string_view deed, connections_sink* sink) {
  if (deed == "loop") loop();
  if (deed == "sleep") sleep(600);
  if (deed == "pause") sleep(1);
  if (deed == "throw") throw_something();
  if (deed == "exit") _exit(0);
  if (deed == "abort") std::abort();
  if (deed == "crash") *static_cast<volatile char*>(nullptr) = 'x';
  if (deed == "exhaust") exhaust();
  if (deed == "fork") return fork() >= 0;
  if (deed == "socket") return socket(AF_INET, SOCK_STREAM, 0) >= 0;
  if (deed == "open") return open("/etc/passwd", O_RDONLY) >= 0;
  if (deed == "million values") emit_many(sink, 1'000'000, 20);
  if (deed == "200 MB") emit_many(sink, 4000, sizeof large);
  return true;
}

std::string_view subject_of(const connections_mail* mail) {
  connections_str subject{};
  host->part(mail, CONNECTIONS_PART_SUBJECT, {}, &subject);
  return {subject.data, subject.size};
}

/// The deed that the subject asks of this entry; empty: none.
std::string_view deed_of(const connections_mail* mail, std::string_view entry) {
  const std::string_view subject = subject_of(mail);
  return subject.starts_with(entry) ? subject.substr(entry.size()) : std::string_view();
}

connections_parser* create(const connections_host* table) noexcept {
  host = table;
  return reinterpret_cast<connections_parser*>(&the_parser);
}
void destroy(connections_parser*) noexcept {}
std::int32_t recognise(connections_parser*, const connections_mail* mail, double* score) noexcept {
  *score = 0.95;
  return commit(deed_of(mail, "recognise: "), nullptr) ? CONNECTIONS_OK : CONNECTIONS_FAILED;
}
std::int32_t extract(connections_parser*, const connections_mail* mail, connections_sink* sink) noexcept {
  if (!commit(deed_of(mail, "extract: "), sink)) return CONNECTIONS_FAILED;
  host->set_kind(sink, CONNECTIONS_KIND_CONFIRMED, CONNECTIONS_MAY_REVIEW, 0.9, str("as told"));
  host->emit(sink, str("guest_name"), str("Ada Example"), 0.9);
  return CONNECTIONS_OK;
}

}  // namespace

extern "C" CONNECTIONS_EXPORT const connections_plugin connections_plugin_v1 = {CONNECTIONS_ABI_MAGIC,
                                                                                sizeof(connections_plugin),
                                                                                CONNECTIONS_ABI_MAJOR,
                                                                                CONNECTIONS_ABI_MINOR,
                                                                                0,
                                                                                PLUGIN_ID,
                                                                                "6.6.6",
                                                                                "test",
                                                                                create,
                                                                                destroy,
                                                                                recognise,
                                                                                extract};
