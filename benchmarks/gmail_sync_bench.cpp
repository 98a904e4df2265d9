// How near the Gmail source comes to what its pacing allows: 10,000 mails from a fake Gmail in a process of its own,
// 50 ms a request. Prints the ratio and the memory the client takes; exit code 1 below 0.9.
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <numeric>
#include <string>
#include <vector>

#include <fmt/format.h>

#include "ratio.h"
#include "source/gmail/label/gmail_source.h"
#include "support/fake_gmail.h"

namespace {

using namespace connections;

constexpr int kMails = 10'000;
constexpr std::size_t kMailBytes = 30'000;
constexpr std::chrono::milliseconds kLatency{50};
/// 150 mails a second: 10 in flight at 50 ms could do 200.
constexpr source::GmailQuota kQuota{.units_per_minute = 180'000, .in_flight = 10};
constexpr double kLeastRatio = 0.9;

std::string invented_mail(int number) {
  std::string mail = fmt::format("From: a@example.com\r\nSubject: Stay {}\r\n\r\n", number);
  while (mail.size() < kMailBytes)
    mail += fmt::format("Ada Example stays {} nights, party of {}.\r\n", number, mail.size());
  return mail;
}

/// Serves until the pipe to the parent closes; tells it where and which label.
[[noreturn]] void serve(int to_parent, int from_parent) {
  test::FakeGmail gmail({.latency = kLatency, .threads = 32});
  const std::string label = gmail.mailbox.add_label("Airbnb");
  for (int i = 0; i < kMails; ++i) gmail.mailbox.add_mail(invented_mail(i), {label});
  const std::string url = gmail.url() + "\n";
  if (write(to_parent, url.data(), url.size()) < 0) std::abort();
  char byte = 0;
  (void)!read(from_parent, &byte, 1);
  _exit(0);
}

/// The fake's url, from a child process: its memory is not the client's.
std::string start_fake(int& hold, pid_t& child) {
  int up[2], down[2];
  if (pipe(up) != 0 || pipe(down) != 0) std::abort();
  child = fork();
  if (child == 0) {
    close(up[0]);
    close(down[1]);
    serve(up[1], down[0]);
  }
  close(up[1]);
  close(down[0]);
  hold = down[1];
  std::string url;
  for (char c = 0; read(up[0], &c, 1) == 1 && c != '\n';) url += c;
  close(up[0]);
  return url;
}

double peak_mib() {
  rusage usage{};
  getrusage(RUSAGE_SELF, &usage);
  return static_cast<double>(usage.ru_maxrss) / 1024;
}

struct Measured {
  double seconds = 0;
  int mails = 0;
  std::size_t bytes = 0;
};

Measured measure(const std::string& url) {
  test::FakeTokens tokens;
  source::GmailAccess access{.tokens = {std::shared_ptr<void>(), &tokens}, .endpoints = {}, .quota = kQuota};
  access.endpoints.api_url = url;
  const auto source = source::make_gmail_source(access);
  const auto changes = source->changes({.label = "Airbnb"}, Instant{}, false);
  if (!changes) {
    fmt::print(stderr, "{}\n", to_string(changes.error()));
    std::exit(2);
  }
  Measured measured;
  const auto begin = std::chrono::steady_clock::now();
  const auto fetched = source->fetch(
      changes->ids,
      [&](source::RawMail&& mail) {
        ++measured.mails;
        measured.bytes += mail.bytes.size();
        return true;
      },
      [](source::Unfetchable&& one) { fmt::print(stderr, "missed {}: {}\n", one.id, to_string(one.error)); });
  measured.seconds = std::chrono::duration<double>(std::chrono::steady_clock::now() - begin).count();
  if (!fetched) fmt::print(stderr, "{}\n", to_string(fetched.error()));
  return measured;
}

}  // namespace

int main() {
  int hold = -1;
  pid_t child = 0;
  const std::string url = start_fake(hold, child);
  const double before = peak_mib();
  const Measured measured = measure(url);
  close(hold);
  waitpid(child, nullptr, 0);
  const double allowed = static_cast<double>(kQuota.units_per_minute) / 60 / static_cast<double>(kQuota.get_units);
  const double achieved = measured.mails / measured.seconds;
  const double ratio = achieved / allowed;
  fmt::print("{} of {} mails, {:.1f} MiB in {:.1f} s: {:.1f} mails/s of {:.1f} allowed = {:.3f} (at least {})\n",
             measured.mails, kMails, static_cast<double>(measured.bytes) / (1 << 20), measured.seconds, achieved,
             allowed, ratio, kLeastRatio);
  fmt::print("peak memory of the client: {:.1f} MiB, {:.1f} before it began; {} in flight\n", peak_mib(), before,
             kQuota.in_flight);
  bench::print_ratio("gmail_sync_over_pacing", ratio, fmt::format("≥ {}", kLeastRatio));
  return measured.mails == kMails && ratio >= kLeastRatio ? 0 : 1;
}
