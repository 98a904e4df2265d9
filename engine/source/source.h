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

/// A mail that could not be fetched now. It is recorded and tried again; the rest goes on. kNotFound: the source says
/// that it has no such mail, which may be true or too early.
struct Unfetchable {
  std::string id;
  Error error;
};

/// What earlier runs left of a label. All empty at first.
struct Kept {
  std::string label;                        ///< its name, as configured
  std::string label_id;                     ///< the source's id of it; empty: never verified
  std::optional<Instant> label_checked_at;  ///< when it was last looked up
  std::string cursor;                       ///< up to where changes are known; empty: list everything
  std::optional<Instant> listed_at;         ///< when the whole label was last listed
};

/// The label, as the source has it now.
struct VerifiedLabel {
  std::string id;
  std::string name;
  bool renamed = false;  ///< the same label has another name now
  bool remade = false;   ///< another label has the name now: its mails are other mails
};

/// What changed since a cursor.
struct Changes {
  std::vector<std::string> ids;  ///< each once; may repeat ids of earlier runs
  std::string cursor;            ///< to keep once all ids are archived or noted; opaque, decimal for Gmail
  bool full_list = false;        ///< `ids` holds the whole label
  std::optional<VerifiedLabel> label = std::nullopt;  ///< set if the label was looked up in this run
};

/// Where a connection's mails come from: a Gmail label, or a folder. One object serves one run, on one thread.
class Source {
 public:
  virtual ~Source() = default;

  /// What is new since `kept`, after making sure of the label: always locally, and at the source when that is due or
  /// `check_label` asks for it. Errors: kLabelNotConfigured, kLabelNotFound (the message lists the labels that do
  /// exist), kInvalidGrant, kSourceFailed, kNetworkFailed, kInterrupted.
  [[nodiscard]] virtual Result<Changes> changes(const Kept& kept, Instant now, bool check_label) = 0;

  /// Fetches each id and hands it over as it arrives, in any order, from the calling thread. Several mails may be
  /// under way; memory is bounded by their number. Returning false stops. An error ends the run; single mails that
  /// fail go to `missed`.
  [[nodiscard]] virtual Result<void> fetch(const std::vector<std::string>& ids,
                                           const std::function<bool(RawMail&&)>& have,
                                           const std::function<void(Unfetchable&&)>& missed) = 0;
};

}  // namespace connections::source
