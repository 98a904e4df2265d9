#pragma once

#include <cstdint>
#include <functional>
#include <list>
#include <optional>
#include <string>
#include <vector>

#include <nlohmann/json_fwd.hpp>

#include "net/http_flight.h"
#include "source/gmail/api/api_error.h"
#include "source/gmail/api/backoff.h"
#include "source/gmail/api/gmail_access.h"

namespace connections::source {

/// What the asker made of an answer.
enum class Taken : std::uint8_t {
  kYes,
  kBroken,  ///< cut off, or not what was asked for: ask again
  kStop,    ///< enough: ask nothing more
};

/// Small answers: a page of 500 ids or history records has at most some 100 kB.
inline constexpr std::size_t kMaxSmallAnswer = 8u << 20;

/// One question to the Gmail API.
struct Call {
  std::string path;                               ///< below api_url, with its query
  std::size_t units = 1;                          ///< what it costs
  std::function<Taken(std::string&& body)> take;  ///< gets the body of a 2xx
  std::string method = "GET";
  std::string body = {};  ///< JSON
  std::size_t max_bytes = kMaxSmallAnswer;
  std::string about = {};  ///< which mail, for who asked and for errors
};

/// A limit that asks for a longer pause than this ends the run instead: the next one resumes.
inline constexpr std::chrono::minutes kLongestWait{5};
/// So many calls in a row that failed all their tries mean that Gmail or the network is gone, not a mail.
inline constexpr int kDeadInARow = 3;

/// The one way to ask the Gmail API: paced, several at once, with a fresh token, and again after faults that pass.
/// One mailbox, one thread.
///
/// Errors that end everything: kInvalidGrant (the keeper of the tokens says so, or the grant lacks Gmail),
/// kConfigInvalid, kNetworkFailed, kSourceFailed (a limit that lasts, a policy, Gmail is down), kInterrupted.
class GmailCaller {
 public:
  explicit GmailCaller(GmailAccess access);

  [[nodiscard]] const GmailQuota& quota() const noexcept { return access_.quota; }

  /// Asks one question. Errors: those above, and kNotFound, kSourceFailed (refused; all tries failed),
  /// kLimitExceeded (too large) for this question. `refused`, if given, is set to whether it was a 4xx of its own.
  [[nodiscard]] Result<void> ask(Call call, bool* refused = nullptr);

  /// Asks what `next` gives until it gives nothing, quota().in_flight at once, in any order of answers. A question
  /// that fails for itself goes to `failed`; the rest goes on.
  using Next = std::function<std::optional<Call>()>;
  using Failed = std::function<void(const Call&, const ApiError&)>;
  [[nodiscard]] Result<void> ask_all(const Next& next, const Failed& failed);

 private:
  using Time = std::chrono::steady_clock::time_point;
  enum class Course : std::uint8_t { kGoOn, kStop };
  struct Job {
    Call call;
    Time due;              ///< not to be sent before
    int tries = 0;         ///< that failed
    net::Ticket ticket{};  ///< 0: waiting
    std::string token{};   ///< it was sent with
  };
  using Jobs = std::list<Job>;

  Result<Course> fly(const Next& next, const Failed& failed);
  Result<Time> send_due(const Failed& failed);
  Result<void> send(Jobs::iterator job, const Failed& failed);
  std::vector<net::Landed> wait_until(Time wake);
  Result<Course> settle(net::Landed&& landed, const Failed& failed);
  Result<void> set_back(Jobs::iterator job, ApiError fault, const Failed& failed);
  Result<void> put_off(Jobs::iterator job, const ApiError& fault, const Failed& failed);
  void give_up(Jobs::iterator job, const ApiError& fault, const Failed& failed);
  [[nodiscard]] net::Request request(const Job& job) const;

  GmailAccess access_;
  net::AddressPolicy addresses_;
  std::optional<net::HttpFlight> flight_;
  Backoff backoff_;
  Jobs jobs_;  ///< under way or waiting; never more than in_flight
  int dead_in_a_row_ = 0;
};

/// For Call::take: hands a JSON object on; what is none, or what `read` says is not as it must be, is broken.
[[nodiscard]] std::function<Taken(std::string&&)> taking_json(std::function<bool(nlohmann::json& answer)> read);

}  // namespace connections::source
