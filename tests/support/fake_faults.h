#pragma once

#include <cstdint>
#include <deque>
#include <map>
#include <mutex>
#include <optional>
#include <random>
#include <string>

namespace connections::test {

/// What a fake Gmail is asked for.
enum class Asked : std::uint8_t { kLabels, kProfile, kList, kHistory, kRaw, kMinimal, kWatch, kStop };

/// What may go wrong with one answer.
enum class Trouble : std::uint8_t {
  kNone,
  k500,
  k502,  ///< a proxy's HTML
  k503,
  k504,
  kRate403,      ///< as Google sends the limit by the minute today: PERMISSION_DENIED
  kUserRate403,  ///< with "Retry after <time>" in the message
  k429,
  k429Header,  ///< Retry-After: seconds
  k429Date,    ///< Retry-After: a date
  k429Hours,   ///< Retry-After: 7200
  kGitHub403,  ///< the emulator's own limit
  kDaily403,
  kScope403,
  kPolicy403,
  kDisabled403,  ///< the API is not enabled
  k401,
  k404,
  k400,
  kCut,        ///< the connection ends in the middle of the body
  kTruncated,  ///< half the JSON, as if it were whole
  kMalformed,
  kOtherMail,  ///< a whole answer, about something else
  kDrip,       ///< whole, in two pieces
  kHang,       ///< nothing for seconds
};

/// Which requests of a fake Gmail go wrong: those that a test orders, and a share of all at random. Thread-safe.
class FakeFaults {
 public:
  /// The next `times` requests of a kind get that trouble; orders of a kind are served in turn.
  void order(Asked asked, Trouble trouble, int times = 1);
  /// From now on, a share of all requests gets a trouble that passes, chosen by the seed. 0 ends it.
  void at_random(std::uint64_t seed, double share);
  [[nodiscard]] Trouble next(Asked asked, bool has_page_token);

 private:
  std::mutex mutex_;
  std::map<Asked, std::deque<Trouble>> orders_;
  std::mt19937_64 random_;
  double share_ = 0;
};

}  // namespace connections::test
