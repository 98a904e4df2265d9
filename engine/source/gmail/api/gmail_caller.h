#pragma once

#include <cstdint>
#include <functional>
#include <list>
#include <optional>
#include <string>
#include <vector>

#include <nlohmann/json_fwd.hpp>

#include "net/http_multi.h"
#include "source/gmail/api/api_error.h"
#include "source/gmail/api/backoff.h"
#include "source/gmail/api/gmail_access.h"

namespace connections::source {

/// The result of Call::on_body.
enum class Outcome : std::uint8_t {
  kAccepted,
  kMalformed,  ///< truncated, or not what was asked for: retry
  kStop,       ///< make no further calls
};

/// Small answers: a page of 500 ids or history records has at most some 100 kB.
inline constexpr std::size_t kMaxSmallAnswer = 8u << 20;

/// One request to the Gmail API.
struct Call {
  std::string path;                                    ///< below api_url, with its query
  std::size_t units = 1;                               ///< what it costs
  std::function<Outcome(std::string&& body)> on_body;  ///< gets the body of a 2xx
  std::string method = "GET";
  std::string body = {};  ///< JSON
  std::size_t max_bytes = kMaxSmallAnswer;
  std::string about = {};  ///< which mail, for the caller and for errors
};

/// If Gmail asks to wait longer than this, the run ends; the next one resumes.
inline constexpr std::chrono::minutes kMaxRequestedWait{5};
/// This many calls in a row that failed all their tries mean that Gmail or the network is down, not that a mail is bad.
inline constexpr int kMaxFailuresInARow = 3;

/// The only client of the Gmail API: paced, concurrent, with a fresh token, retrying transient faults.
/// One mailbox, one thread.
///
/// Errors that end everything: kInvalidGrant (the token cannot be refreshed, or the grant lacks the Gmail scope),
/// kConfigInvalid, kNetworkFailed, kSourceFailed (a limit that lasts, a policy, Gmail is down), kInterrupted.
class GmailCaller {
 public:
  explicit GmailCaller(GmailAccess access);

  [[nodiscard]] const GmailQuota& quota() const noexcept { return access_.quota; }

  /// Makes one call. Errors: those above, and kNotFound, kSourceFailed (refused; all tries failed),
  /// kLimitExceeded (too large) for this call. `refused`, if given, is set to whether it was answered with 400 or 404.
  [[nodiscard]] Result<void> ask(Call call, bool* refused = nullptr);

  /// Makes the calls that `next` returns until it returns nothing, quota().in_flight at once, answers in any order. A
  /// call that fails on its own goes to `failed`; the others continue.
  using Next = std::function<std::optional<Call>()>;
  using Failed = std::function<void(const Call&, const ApiError&)>;
  [[nodiscard]] Result<void> ask_all(const Next& next, const Failed& failed);

 private:
  using Time = std::chrono::steady_clock::time_point;
  enum class Progress : std::uint8_t { kContinue, kStop };
  struct Job {
    Call call;
    Time due;              ///< not to be sent before
    int tries = 0;         ///< that failed
    net::Ticket ticket{};  ///< 0: waiting
    std::string token{};   ///< it was sent with
  };
  using Jobs = std::list<Job>;

  Result<Progress> run(const Next& next, const Failed& failed);
  Result<Time> send_due(const Failed& failed);
  Result<void> send(Jobs::iterator job, const Failed& failed);
  std::vector<net::Completion> wait_until(Time wake);
  Result<Progress> on_completion(net::Completion&& completion, const Failed& failed);
  Result<void> on_fault(Jobs::iterator job, ApiError fault, const Failed& failed);
  Result<void> retry_later(Jobs::iterator job, const ApiError& fault, const Failed& failed);
  void give_up(Jobs::iterator job, const ApiError& fault, const Failed& failed);
  [[nodiscard]] net::Request request(const Job& job) const;

  GmailAccess access_;
  net::AddressPolicy addresses_;
  std::optional<net::HttpMulti> multi_;
  Backoff backoff_;
  Jobs jobs_;  ///< in progress or waiting; never more than in_flight
  int failures_in_a_row_ = 0;
};

/// For Call::on_body: passes a JSON object to `read`; anything else, or `read` returning false, is kMalformed.
[[nodiscard]] std::function<Outcome(std::string&&)> json_handler(std::function<bool(nlohmann::json& answer)> read);

}  // namespace connections::source
