#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "model/time.h"

namespace connections::corpus {

/// Numbers that are the same on every machine (SplitMix64; Steele, Lea and Flood, 2014).
class Dice {
 public:
  Dice(std::uint64_t seed, std::uint64_t index) noexcept : state_(seed * 0x9E3779B97F4A7C15u + index) {}
  [[nodiscard]] std::uint64_t next() noexcept;
  [[nodiscard]] int between(int least, int most) noexcept {
    return least + static_cast<int>(next() % static_cast<std::uint64_t>(most - least + 1));
  }
  template <class Array>
  [[nodiscard]] const auto& pick(const Array& all) noexcept {
    return all[next() % all.size()];
  }

 private:
  std::uint64_t state_;
};

/// An invented stay: who, where, when.
struct Stay {
  std::string first_name, guest_name, listing;
  std::string letters;  ///< eight of A–Z and 0–9, for codes
  std::string digits;   ///< ten digits
  Date check_in, check_out;
  Instant mailed;  ///< some weeks before
  int adults = 1, children = 0;
};
[[nodiscard]] Stay invent_stay(Dice& dice);

}  // namespace connections::corpus
