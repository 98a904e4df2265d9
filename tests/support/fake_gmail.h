#pragma once

#include <atomic>
#include <functional>
#include <map>
#include <mutex>
#include <string>

#include <nlohmann/json.hpp>

#include "model/time.h"
#include "support/fake_faults.h"
#include "support/fake_mailbox.h"
#include "support/fake_tokens.h"
#include "support/web_server.h"

namespace connections::test {

/// How a fake Gmail behaves; set before it is asked.
struct FakeGmailTraits {
  std::size_t page_size = 500;           ///< at most, whatever is asked for
  std::chrono::milliseconds latency{0};  ///< of every answer
  bool messy_history = false;            ///< records doubled, out of order, with empty pages between
  bool has_profile = true;               ///< false: as the emulator
  bool numbers_as_numbers = false;       ///< history ids of the answer as JSON numbers, cut to 64 bits
  std::chrono::seconds skew{0};          ///< of its clock
  std::size_t threads = 16;              ///< more than connections
};

/// The Gmail API of one account, in process, on a port of its own. What it is asked is counted.
class FakeGmail {
 public:
  explicit FakeGmail(FakeGmailTraits traits = {});

  [[nodiscard]] std::string url() const { return web_.url(""); }
  [[nodiscard]] int asked(Asked what) const;
  [[nodiscard]] int asked() const;  ///< in all
  /// How often the raw bytes of a mail were asked for, and how many of these answers went wrong.
  struct Gets {
    int asked = 0, troubled = 0;
  };
  [[nodiscard]] std::map<std::string, Gets> gets() const;
  [[nodiscard]] std::string last_user_agent() const;
  void forget_counts();

  /// Called before each answer, with how many of that kind were asked: a test changes the mailbox here.
  std::function<void(Asked, int)> before = [](Asked, int) {};

  FakeMailbox mailbox;
  FakeFaults faults;
  FakeTokens tokens;
  FakeGmailTraits traits;

 private:
  void answer(Asked asked, const httplib::Request& in, httplib::Response& out);
  [[nodiscard]] nlohmann::json content(Asked asked, const httplib::Request& in, int& status);
  [[nodiscard]] nlohmann::json list(const httplib::Request& in) const;
  [[nodiscard]] nlohmann::json history(const httplib::Request& in, int& status) const;
  [[nodiscard]] nlohmann::json message(Asked asked, const std::string& id, int& status) const;
  void apply(Trouble trouble, std::string body, httplib::Response& out) const;
  void count(Asked asked, const httplib::Request& in, Trouble trouble);

  mutable std::mutex mutex_;
  std::map<Asked, int> counts_;
  std::map<std::string, Gets> gets_;
  std::string user_agent_;
  WebServer web_;  // last: it stops before what its handlers use goes
};

}  // namespace connections::test
