#pragma once

#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "model/error.h"
#include "model/time.h"

namespace connections::source {

/// One mail as the source holds it.
struct RawMail {
  std::string id;                   ///< the source's own id: Gmail's message id, or a content hash
  std::string bytes;                ///< RFC 822, unchanged
  std::optional<Instant> received;  ///< Gmail's internalDate
  std::string thread_id;            ///< may be empty
};

/// A mail that could not be fetched now. It is recorded and tried again; the rest goes on.
struct Unfetchable {
  std::string id;
  Error error;
};

/// What changed since a cursor.
struct Changes {
  std::vector<std::string> ids;  ///< each once; may repeat ids of earlier runs
  std::string cursor;            ///< to keep once all ids are archived; opaque, decimal for Gmail
  bool full_list = false;        ///< the cursor was too old or absent: ids are the whole label
};

/// Where a connection's mails come from: a Gmail label, or a folder. One object serves one run.
class Source {
 public:
  virtual ~Source() = default;

  /// Whether the label exists and may be read. Errors: kLabelNotConfigured, kLabelNotFound (the message
  /// lists the labels that do exist and the nearest), kInvalidGrant, kSourceFailed.
  [[nodiscard]] virtual Result<void> verify() = 0;

  /// Ids since `cursor` (empty: all). Errors: kInvalidGrant, kSourceFailed.
  [[nodiscard]] virtual Result<Changes> changes(const std::string& cursor) = 0;

  /// Fetches each id and hands it over as it arrives, in any order, from the calling thread. `have`
  /// may hold several mails in flight; memory is bounded by their number. Returning false stops.
  /// An error ends the run; single mails that fail go to `missed`.
  [[nodiscard]] virtual Result<void> fetch(const std::vector<std::string>& ids,
                                           const std::function<bool(RawMail&&)>& have,
                                           const std::function<void(Unfetchable&&)>& missed) = 0;
};

}  // namespace connections::source
