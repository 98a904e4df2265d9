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

/// A mail that could not be fetched. It is recorded and retried; the run continues. kNotFound: the source says that it
/// has no such mail, which may be true or premature.
struct Unfetchable {
  std::string id;
  Error error;
};

/// How far earlier runs of a connection got. All empty at first.
struct SyncPosition {
  std::string label;                        ///< its name, as configured
  std::string label_id;                     ///< the source's id of it; empty: never verified
  std::optional<Instant> label_checked_at;  ///< when it was last looked up
  std::string cursor;                       ///< changes are known up to here; empty: list everything
  std::optional<Instant> listed_at;         ///< when the whole label was last listed
};

/// The label as it is at the source now.
struct VerifiedLabel {
  std::string id;
  std::string name;
  bool renamed = false;  ///< the same label has another name now
  bool remade = false;   ///< another label has the name now, with other mails
};

/// What changed since a cursor.
struct Changes {
  std::vector<std::string> ids;  ///< each once; may repeat ids of earlier runs
  std::string cursor;      ///< to store once all ids are archived or recorded as failed; opaque, decimal for Gmail
  bool full_list = false;  ///< `ids` holds the whole label
  std::optional<VerifiedLabel> label = std::nullopt;  ///< set if the label was looked up in this run
};

/// The source of a connection's mails: a Gmail label or a folder. One object for one run, on one thread.
class Source {
 public:
  virtual ~Source() = default;

  /// What is new since `position`, after verifying the label: always locally, and at the source when that is due or
  /// `check_label` asks for it. Errors: kLabelNotConfigured, kLabelNotFound (the message lists the labels that do
  /// exist), kInvalidGrant, kSourceFailed, kNetworkFailed, kInterrupted.
  [[nodiscard]] virtual Result<Changes> changes(const SyncPosition& position, Instant now, bool check_label) = 0;

  /// Fetches each id and passes it to `on_mail` as it arrives, in any order, on the calling thread; false stops.
  /// Several mails may be in progress; memory is bounded by their number. An error ends the run; single mails that fail
  /// go to `on_failure`.
  [[nodiscard]] virtual Result<void> fetch(const std::vector<std::string>& ids,
                                           const std::function<bool(RawMail&&)>& on_mail,
                                           const std::function<void(Unfetchable&&)>& on_failure) = 0;
};

}  // namespace connections::source
