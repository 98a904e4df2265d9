#pragma once

#include <string>

namespace connections {

/// Row ids are UUIDs in their 36-character text form. Distinct types, so that a connection's id
/// cannot be passed where a workspace's is meant.
template <class Tag>
struct Id {
  std::string value;
  [[nodiscard]] bool empty() const noexcept { return value.empty(); }
  friend auto operator<=>(const Id&, const Id&) = default;
};

using WorkspaceId = Id<struct WorkspaceTag>;
using ConnectionId = Id<struct ConnectionTag>;
using FeedId = Id<struct FeedTag>;
using BookingId = Id<struct BookingTag>;
using MessageId = Id<struct MessageTag>;  ///< our row of gmail_messages, not Google's id
using ReviewId = Id<struct ReviewTag>;
using SyncRunId = Id<struct SyncRunTag>;

}  // namespace connections
