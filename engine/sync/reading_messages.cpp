#include "sync/reading_messages.h"

#include <algorithm>
#include <charconv>
#include <iterator>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "store/tables/extraction_json.h"
#include "sync/describe_mail.h"

namespace connections::sync {
namespace {

using worker::Message;

constexpr std::string_view kRead = "read", kDescribe = "describe", kUnreadable = "unreadable", kReadable = "readable";
constexpr const char *kYes = "1", *kNo = "0";

std::string number(Instant instant) { return std::to_string(instant.time_since_epoch().count()); }
std::string number(const std::optional<Instant>& instant) { return instant ? number(*instant) : std::string(); }

std::string flag(bool value) { return value ? kYes : kNo; }

std::unexpected<Error> no_message(std::string_view what) {
  return fail(Errc::kInvalidArgument, fmt::format("a message between engine and reader has no {}", what));
}

Result<Instant> instant_from(const std::string& text) {
  Instant::rep seconds = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), seconds);
  if (error != std::errc() || end != text.data() + text.size()) return no_message("time");
  return Instant{Instant::duration{seconds}};
}

Result<std::optional<Instant>> maybe_instant_from(const std::string& text) {
  if (text.empty()) return std::nullopt;
  return TRY(instant_from(text));
}

constexpr std::size_t kReadStrings = 7;  // and the borders
constexpr std::size_t kDescribeStrings = 4;
constexpr std::size_t kReplyStrings = 5;
constexpr std::size_t kDescriptionStrings = 6;       // and the headers
constexpr std::size_t kMostReasonBytes = 64u << 10;  // sentences: a header at the most

Result<ReadRequest> read_request_from(Message&& message) {
  if (message.size() < kReadStrings) return no_message("mail to read");
  ReadRequest out{.platform = std::move(message[1]),
                  .engine_version = std::move(message[2]),
                  .trusted_borders = {message.begin() + kReadStrings, message.end()},
                  .received = TRY(maybe_instant_from(message[3])),
                  .processed = TRY(instant_from(message[4])),
                  .describe = message[5] == kYes,
                  .raw = std::move(message[6])};
  return out;
}

Result<DescribeRequest> describe_request_from(Message&& message) {
  if (message.size() != kDescribeStrings) return no_message("mail to describe");
  return DescribeRequest{.received = TRY(maybe_instant_from(message[1])),
                         .now = TRY(instant_from(message[2])),
                         .raw = std::move(message[3])};
}

const std::string& text_of(const nlohmann::json& metadata, const char* key) {
  return metadata.at(key).get_ref<const std::string&>();
}

/// For a person: what is too large to pass on.
Extraction without_values(const Extraction& facts) {
  Extraction out;
  out.platform = facts.platform;
  out.parser_version = facts.parser_version;
  out.rule_book = facts.rule_book;
  out.kind = facts.kind;
  out.kind_confidence = facts.kind_confidence;
  out.may = Permission::kReview;
  out.kind_reason = fmt::format("what was read takes more than {} MiB", kMostExtractionBytes >> 20);
  out.problems.push_back({"budget", out.kind_reason});
  return out;
}

}  // namespace

Message to_message(const ReadRequest& request) {
  Message out{std::string(kRead),
              request.platform,
              request.engine_version,
              number(request.received),
              number(request.processed),
              flag(request.describe),
              request.raw};
  out.insert(out.end(), request.trusted_borders.begin(), request.trusted_borders.end());
  return out;
}

Message to_message(const DescribeRequest& request) {
  return {std::string(kDescribe), number(request.received), number(request.now), request.raw};
}

Message to_message(const ReadMail& read) {
  std::string facts = store::to_json(read.facts).dump();
  if (facts.size() > kMostExtractionBytes) facts = store::to_json(without_values(read.facts)).dump();
  Message out{std::move(facts), flag(read.authenticated), read.authentication, read.holds_for, number(read.received)};
  if (read.description) std::ranges::move(to_message(*read.description), std::back_inserter(out));
  return out;
}

Message to_message(const store::MailDescription& description) {
  const nlohmann::json& metadata = description.raw_metadata;
  if (const auto why = metadata.find("unreadable"); why != metadata.end())
    return {std::string(kUnreadable), why->get_ref<const std::string&>()};
  Message out{std::string(kReadable), number(description.received_at), description.from_address,
              description.subject,    text_of(metadata, "full_text"),  text_of(metadata, "full_html")};
  for (const nlohmann::json& header : metadata.at("headers"))
    for (const nlohmann::json& one : header) out.push_back(one.get_ref<const std::string&>());
  return out;
}

Result<Request> request_from(Message&& message) {
  if (!message.empty() && message[0] == kRead) return TRY(read_request_from(std::move(message)));
  if (!message.empty() && message[0] == kDescribe) return TRY(describe_request_from(std::move(message)));
  return no_message("verb");
}

Result<ReadMail> read_mail_from(Message&& message) {
  const bool sized = message.size() >= kReplyStrings && message[0].size() <= kMostExtractionBytes &&
                     message[2].size() + message[3].size() <= kMostReasonBytes;
  if (!sized || (message[1] != kYes && message[1] != kNo)) return no_message("reading");
  const auto json = nlohmann::json::parse(message[0], nullptr, false);
  ReadMail out;
  out.facts = TRY(store::extraction_from_json(json));
  out.authenticated = message[1] == kYes;
  out.authentication = std::move(message[2]);
  out.holds_for = std::move(message[3]);
  out.received = TRY(instant_from(message[4]));
  if (message.size() == kReplyStrings) return out;
  message.erase(message.begin(), message.begin() + kReplyStrings);
  out.description = TRY(description_from(std::move(message)));
  return out;
}

Result<store::MailDescription> description_from(Message&& message) {
  if (message.size() == 2 && message[0] == kUnreadable) return unreadable(message[1]);
  if (message.size() < kDescriptionStrings || message.size() % 2 != 0 || message[0] != kReadable)
    return no_message("description");
  store::MailDescription out;
  out.received_at = TRY(maybe_instant_from(message[1]));
  out.from_address = std::move(message[2]);
  out.subject = std::move(message[3]);
  nlohmann::json headers = nlohmann::json::array();
  for (std::size_t i = kDescriptionStrings; i < message.size(); i += 2)
    headers.push_back({std::move(message[i]), std::move(message[i + 1])});
  out.raw_metadata = {
      {"full_text", std::move(message[4])}, {"full_html", std::move(message[5])}, {"headers", std::move(headers)}};
  return out;
}

}  // namespace connections::sync
