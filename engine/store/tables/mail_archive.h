#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <unordered_set>
#include <vector>

#include <nlohmann/json.hpp>

#include "model/error.h"
#include "model/ids.h"
#include "model/time.h"
#include "store/sql/transaction.h"

/// `gmail_messages`: the immutable tape. Rows are added and read, never changed; the database refuses more.
namespace connections::store {

struct NewMail {
  std::string gmail_message_id;  ///< the source's own id; once a connection
  std::string thread_id;
  std::optional<Instant> received_at;
  std::string raw;              ///< RFC 822 bytes, unchanged
  std::string from_address;     ///< what cannot be stored as text (NUL, broken UTF-8) is replaced;
  std::string subject;          ///< `raw` keeps the truth
  nlohmann::json raw_metadata;  ///< {"full_text", "full_html", "headers"}
};

struct ArchivedMail : NewMail {
  MessageId id;
  ConnectionId connection_id;
  Instant processed_at;
  std::string sha256;  ///< of `raw`, hex
};

struct Appended {
  MessageId id;
  bool is_new = false;  ///< false: this connection had the mail already; nothing was written
};

/// Archives a mail and opens its message_progress row at stage "archived".
[[nodiscard]] Result<Appended> append_mail(Transaction& app, const ConnectionId& connection, const NewMail& mail,
                                           Instant now);
/// Those of `gmail_message_ids` that the connection has archived.
[[nodiscard]] Result<std::unordered_set<std::string>> archived_among(Transaction& app, const ConnectionId& connection,
                                                                     const std::vector<std::string>& gmail_message_ids);
/// kNotFound if it does not exist in this workspace.
[[nodiscard]] Result<ArchivedMail> load_mail(Transaction& app, const MessageId& id);
[[nodiscard]] Result<std::optional<MessageId>> find_mail(Transaction& app, const ConnectionId& connection,
                                                         const std::string& gmail_message_id);
[[nodiscard]] Result<std::int64_t> count_mails(Transaction& app, const ConnectionId& connection);
/// Other connections of the workspace that archived the same Gmail id: two labels on one mail.
[[nodiscard]] Result<std::vector<ConnectionId>> other_holders(Transaction& app, const ConnectionId& connection,
                                                              const std::string& gmail_message_id);

}  // namespace connections::store
