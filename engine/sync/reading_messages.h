#pragma once

#include <variant>

#include "store/tables/mail_archive.h"
#include "sync/read_stage.h"
#include "worker/message.h"

/// What engine and reader process tell each other. A reply is believed no more than a mail is: every member is checked.
namespace connections::sync {

/// Bytes of the extraction in a reply. One mail yields a few kB; with the most values that a mail may yield (Budgets)
/// 2 MB. Parsed JSON takes up to 80 times its bytes.
inline constexpr std::size_t kMostExtractionBytes = 4u << 20;

/// To read a mail: read_archived() in another process.
struct ReadRequest {
  std::string platform;
  std::string engine_version;
  std::vector<std::string> trusted_borders;
  std::optional<Instant> received;
  Instant processed;
  bool describe = false;  ///< the reply has a description too
  std::string raw;
};
/// To describe a mail: description_of() in another process.
struct DescribeRequest {
  std::optional<Instant> received;
  Instant now;
  std::string raw;
};
using Request = std::variant<ReadRequest, DescribeRequest>;

[[nodiscard]] worker::Message to_message(const ReadRequest& request);
[[nodiscard]] worker::Message to_message(const DescribeRequest& request);
[[nodiscard]] worker::Message to_message(const ReadMail& read);
[[nodiscard]] worker::Message to_message(const store::MailDescription& description);

/// kInvalidArgument if the message is no such thing.
[[nodiscard]] Result<Request> request_from(worker::Message&& message);
[[nodiscard]] Result<ReadMail> read_mail_from(worker::Message&& message);
[[nodiscard]] Result<store::MailDescription> description_from(worker::Message&& message);

}  // namespace connections::sync
