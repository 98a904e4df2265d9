#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <vector>

#include "model/error.h"
#include "model/extraction.h"
#include "model/ids.h"
#include "model/time.h"
#include "store/sql/transaction.h"
#include "store/tables/progress_store.h"

/// Archived mails and what became of each: the tape joined with progress, facts and review items.
namespace connections::store {

struct ListedMail {
  MessageId message;
  ConnectionId connection;
  std::string connection_name;  ///< empty: the connection was deleted
  std::string from_address;
  std::string subject;
  std::optional<Instant> received_at;
  Stage stage = Stage::kArchived;
  std::string outcome;  ///< see MailQuery
  std::string note;     ///< verdict and codes of its reasons: "ignore kind_other"; empty: not decided yet
  std::string platform, kind, subkind, kind_reason;  ///< as it was read; empty: not read yet
  std::vector<Problem> problems;
  std::optional<std::string> guest_name, check_in, check_out, code;
  std::optional<std::string> review;        ///< id of its review item
  std::string review_status;                ///< empty: it has none
  std::vector<std::string> review_reasons;  ///< sentences
  std::optional<std::string> booking;       ///< the booking that it named, while it does
};

/// Which mails. An outcome is one of mail_outcomes(): pending (not read or not decided yet), update, review (open),
/// closed (its review item is), wait, ignore, quarantined (reading it ended the reader).
struct MailQuery {
  std::string outcome = {};   ///< empty: any
  std::string platform = {};  ///< as they were read; empty: any
  std::string id = {};        ///< how the id begins: hex digits and dashes; empty: any
  std::size_t limit = 100;    ///< newest first
};

[[nodiscard]] Result<std::vector<ListedMail>> list_mails(Transaction& app, const MailQuery& query);
/// Without `limit`.
[[nodiscard]] Result<std::size_t> count_listed(Transaction& app, const MailQuery& query);

}  // namespace connections::store
