#pragma once

#include "matching/deciders.h"
#include "matching/world.h"

namespace connections::match_bench {

/// What a decider did in some worlds.
struct Score {
  std::size_t reservations = 0;  ///< told by a mail, and shown by the feed at some time
  std::size_t named = 0;         ///< whose stay got their name
  std::size_t writes = 0;        ///< names written
  std::size_t wrong = 0;         ///< … on somebody else's stay, at the time
  std::size_t mails = 0;
  std::size_t reviews = 0;              ///< mails that wait for a person at the end
  double hours_to_name = 0;             ///< from mail to name, over `named`
  std::vector<std::string> wrong_ones;  ///< the first few, for looking at

  void add(const Score& other);
  [[nodiscard]] double coverage() const;  ///< named / reservations
  [[nodiscard]] double risk() const;      ///< wrong / writes
};

/// Plays a world from its first day to its last: mails come, feeds are refreshed (or not), and once a day the decider
/// decides what is open.
[[nodiscard]] Score play(const World& world, const Decider& decider, const match::Policy& policy);

}  // namespace connections::match_bench
