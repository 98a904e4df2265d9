#pragma once

#include <cstddef>

namespace connections::calendar {

/// What one feed may cost. Beyond a limit the feed is refused whole and nothing is changed.
inline constexpr std::size_t kMaxFeedBytes = 10u << 20;  ///< a busy listing's feed has about 50 kB
inline constexpr std::size_t kMaxEvents = 20'000;        ///< one a day would be 54 years
/// A longer UID does not fit an index row of the database (2.7 kB); the event is skipped with its reason.
inline constexpr std::size_t kMaxUidBytes = 1'000;
/// Longer texts of an event are cut: nobody reads them, and everything that shows a booking carries its summary.
inline constexpr std::size_t kMaxSummaryBytes = 500;
/// Of one content line (an unfolded property), what is read. A description that people write has some kilobytes.
inline constexpr std::size_t kMaxLineBytes = 32u << 10;

}  // namespace connections::calendar
