#pragma once

namespace connections {

/// What the UIDs of a feed have been seen to do from refresh to refresh. All counts only grow.
struct UidHabit {
  int kept = 0;         ///< a stay came again with its days under the UID it had
  int moved = 0;        ///< a UID came again with other days that overlap: the UID follows the stay
  int reused = 0;       ///< a UID came again with days that do not overlap: it is a number of the place
  int regenerated = 0;  ///< a stay kept its days and had a new UID, as all its neighbours did
  friend bool operator==(const UidHabit&, const UidHabit&) = default;
};

}  // namespace connections
