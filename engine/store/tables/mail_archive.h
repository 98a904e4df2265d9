#pragma once

#include <cstdint>
#include <optional>
#include <span>
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
  nlohmann::json raw_metadata;  ///< {"full_text", "full_html", "headers"}; null: not parsed yet (describe_mail)
};

/// What parsing a mail adds to its row on the tape.
struct MailDescription {
  std::string from_address;
  std::string subject;
  std::optional<Instant> received_at;  ///< taken if the source told no time
  nlohmann::json raw_metadata;
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

/// Archives mails with one statement and opens their message_progress rows at stage "archived". With raw_metadata null
/// a mail is not described yet, and its reading counts as begun. What became of each, in their order.
[[nodiscard]] Result<std::vector<Appended>> append_mails(Transaction& app, const ConnectionId& connection,
                                                         std::span<const NewMail> mails, Instant now);
[[nodiscard]] Result<Appended> append_mail(Transaction& app, const ConnectionId& connection, const NewMail& mail,
                                           Instant now);
/// Refers to what the caller owns.
struct DescribedMail {
  MessageId message;
  const MailDescription& description;
};
/// Adds what parsing found to the tape, once. No error if a mail is described already.
[[nodiscard]] Result<void> describe_mails(Transaction& app, std::span<const DescribedMail> mails);
/// The same for one; ends the reading that append_mail began. No error if the mail is described already.
[[nodiscard]] Result<void> describe_mail(Transaction& app, const MessageId& id, const MailDescription& description);
/// Mails on the tape that were never described: the process died, or was ended, while it parsed them.
[[nodiscard]] Result<std::vector<MessageId>> undescribed_mails(Transaction& app, const ConnectionId& connection);
/// Those of `gmail_message_ids` that the connection has archived.
[[nodiscard]] Result<std::unordered_set<std::string>> archived_among(Transaction& app, const ConnectionId& connection,
                                                                     const std::vector<std::string>& gmail_message_ids);
/// kNotFound if it does not exist in this workspace.
[[nodiscard]] Result<ArchivedMail> load_mail(Transaction& app, const MessageId& id);
[[nodiscard]] Result<std::int64_t> count_mails(Transaction& app, const ConnectionId& connection);
/// Other connections of the workspace that archived the same Gmail id: two labels on one mail.
[[nodiscard]] Result<std::vector<ConnectionId>> other_holders(Transaction& app, const ConnectionId& connection,
                                                              const std::string& gmail_message_id);

/// The archive in pages: mails that were read before, without their bytes.
struct PageQuery {
  ConnectionId connection;
  std::string platform;            ///< as they were read; empty: any
  std::optional<Instant> since;    ///< received from then on
  std::optional<MessageId> after;  ///< the last one of the page before
};

struct PagedMail {
  MessageId message;
  bool closed_by_person = false;  ///< a person closed its review item for good
  std::string holds_for;          ///< see StageChange
};

[[nodiscard]] Result<std::vector<PagedMail>> read_page(Transaction& app, const PageQuery& query,
                                                       std::size_t limit);               ///< by message id
[[nodiscard]] Result<std::size_t> count_page(Transaction& app, const PageQuery& query);  ///< of all pages

}  // namespace connections::store
