#include "support/fake_faults.h"

#include <cstdint>
#include <vector>

namespace connections::test {

void FakeFaults::order(Asked asked, Trouble trouble, int times) {
  const std::lock_guard lock(mutex_);
  orders_[asked].insert(orders_[asked].end(), static_cast<std::size_t>(times), trouble);
}

void FakeFaults::at_random(std::uint64_t seed, double share) {
  const std::lock_guard lock(mutex_);
  random_.seed(seed);
  share_ = share;
}

Trouble FakeFaults::next(Asked asked, bool has_page_token) {
  const std::lock_guard lock(mutex_);
  if (auto& ordered = orders_[asked]; !ordered.empty()) {
    const Trouble trouble = ordered.front();
    ordered.pop_front();
    return trouble;
  }
  if (share_ == 0 || std::uniform_real_distribution<>(0, 1)(random_) >= share_) return Trouble::kNone;
  std::vector<Trouble> passing{Trouble::k500,     Trouble::k502,         Trouble::k503,       Trouble::k504,
                               Trouble::kRate403, Trouble::kUserRate403, Trouble::k429,       Trouble::k429Header,
                               Trouble::k429Date, Trouble::k401,         Trouble::kCut,       Trouble::kTruncated,
                               Trouble::kDrip,    Trouble::kMalformed,   Trouble::kOtherMail, Trouble::kGitHub403};
  if (asked == Asked::kRaw || asked == Asked::kHistory || asked == Asked::kProfile) passing.push_back(Trouble::k404);
  if (has_page_token) passing.insert(passing.end(), 2, Trouble::k400);  // the token has expired
  return passing[std::uniform_int_distribution<std::size_t>(0, passing.size() - 1)(random_)];
}

}  // namespace connections::test
