#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "model/error.h"
#include "model/ids.h"
#include "model/time.h"
#include "store/sql/transaction.h"

/// `connections`: the link between a workspace and a mailbox.
namespace connections::store {

enum class SourceKind : std::uint8_t { kGmail, kFolder };
enum class GmailStatus : std::uint8_t { kPending, kConnected, kError };
[[nodiscard]] std::string_view name(SourceKind kind) noexcept;     ///< "gmail", "folder"
[[nodiscard]] std::string_view name(GmailStatus status) noexcept;  ///< "pending", "connected", "error"

struct NewConnection {
  std::string platform;                ///< "airbnb", "vrbo", "booking", "pms"
  std::string name;                    ///< as the host calls it; unique in a workspace
  std::string reservation_label = {};  ///< exact name of the Gmail label to watch; may be empty
  SourceKind source_kind = SourceKind::kGmail;
  std::string folder_path = {};  ///< of kFolder
  std::string border = {};       ///< of kFolder: the server that received its mails; empty: as the settings say
};

struct Connection {
  ConnectionId id;
  std::string platform;
  std::string name;
  std::string reservation_label;
  std::string gmail_label_id;  ///< Gmail's id of that label, once verified; else empty
  SourceKind source_kind = SourceKind::kGmail;
  std::string folder_path;
  std::string border;  ///< whose Authentication-Results count; empty: those that the settings trust
  GmailStatus gmail_status = GmailStatus::kPending;
  std::string gmail_error_code;  ///< name of the error's code, e.g. "invalid_grant"; set with kError
  std::string gmail_error;       ///< "CODE: what; what to do", one line; set with kError
  std::string gmail_address;     ///< whose mailbox it is; empty until Google has told
  std::optional<Instant> error_since;
  std::string history_cursor;  ///< empty: list everything
  Instant created_at;
  std::optional<Instant> last_synced_at;
  std::optional<Instant> label_checked_at;  ///< when the label was last looked up in the mailbox
  std::optional<Instant> listed_at;         ///< when the whole label was last listed
  std::optional<Instant> token_dies_at;     ///< when Google will end the access, where it says so
};

/// The watched label as it was just seen in the mailbox.
struct SeenLabel {
  std::string was;  ///< the reservation label that was looked up
  std::string id;
  std::string name;    ///< kept as the reservation label: a rename is followed
  bool other = false;  ///< another label than before: the next run lists it from the start
};

/// Up to where the mails of a label are archived.
struct Position {
  std::string label;    ///< the reservation label it is a position of
  std::string cursor;   ///< empty: list everything
  bool listed = false;  ///< the whole label was just listed
};

/// OAuth tokens as secrets/ sealed them; this module never sees one in the clear.
struct SealedTokens {
  std::string refresh_token;
  std::string gmail_access_token;  ///< empty if none is kept
  std::optional<Instant> access_expires_at;
  std::string key_id;                   ///< which master key sealed them
  Instant born_at;                      ///< when the person granted access
  std::optional<Instant> dies_at = {};  ///< when Google will end it, where it says so
};

/// kConflict if the name is taken. A deleted connection is nowhere to be found and its name is free.
[[nodiscard]] Result<Connection> create_connection(Transaction& app, const NewConnection& wanted, Instant now);
[[nodiscard]] Result<std::vector<Connection>> list_connections(Transaction& app);  ///< by name
/// kNotFound if it does not exist in this workspace.
[[nodiscard]] Result<Connection> find_connection(Transaction& app, const ConnectionId& id);
[[nodiscard]] Result<std::optional<Connection>> find_connection_by_name(Transaction& app, const std::string& name);

/// These give kNotFound if the connection does not exist in this workspace.
/// kConflict if the connection watches another label by now.
[[nodiscard]] Result<void> set_position(Transaction& app, const ConnectionId& id, const Position& position,
                                        Instant now);
[[nodiscard]] Result<void> set_seen_label(Transaction& app, const ConnectionId& id, const SeenLabel& label,
                                          Instant now);
/// Another label is another set of mails: these two forget what was known about the old one.
[[nodiscard]] Result<void> set_reservation_label(Transaction& app, const ConnectionId& id, const std::string& label);
[[nodiscard]] Result<void> set_gmail_label_id(Transaction& app, const ConnectionId& id, const std::string& label_id);
/// Another mailbox is another set of mails: unless it is known to be the same, the label's id and the cursor go.
[[nodiscard]] Result<void> set_gmail_address(Transaction& app, const ConnectionId& id, const std::string& address);
/// kConnected or kPending: nothing is wrong, what was is cleared.
[[nodiscard]] Result<void> set_gmail_status(Transaction& app, const ConnectionId& id, GmailStatus status);
/// kError, with its reason; error_since stays at the first failure of the row.
[[nodiscard]] Result<void> set_gmail_error(Transaction& app, const ConnectionId& id, const std::string& code,
                                           const std::string& error, Instant now);
[[nodiscard]] Result<void> set_synced(Transaction& app, const ConnectionId& id, Instant now);

/// Takes the connection out of every list, with its tokens and its address. Its mails stay on the tape.
[[nodiscard]] Result<void> delete_connection(Transaction& app, const ConnectionId& id, Instant now);

[[nodiscard]] Result<void> save_tokens(Transaction& app, const ConnectionId& id, const SealedTokens& tokens);
[[nodiscard]] Result<std::optional<SealedTokens>> load_tokens(Transaction& app, const ConnectionId& id);

}  // namespace connections::store
