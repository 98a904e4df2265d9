#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "mail/mail.h"

/// Structured headers as they are written on the wire (RFC 5322, RFC 6376, RFC 8601). RFC 2047 encoded words have no
/// meaning in them: decoding one first would let a sender write quotes, commas and parentheses of his own.
/// All functions are pure, iterative and linear in their input.
namespace connections::mail {

/// One word of a structured header. Comments and folding white space are gone, quoted strings are resolved.
struct StructuredWord {
  std::string text;
  char mark = 0;                                ///< a single character of `marks`; 0: a word; '(': a comment
  std::size_t quoted_from = std::string::npos;  ///< where in `text` the first quoted string begins; npos: nowhere
  [[nodiscard]] bool quoted() const noexcept { return quoted_from != std::string::npos; }
};

/// Splits a header at white space, comments and the characters of `marks`. Comments are left out, unless '(' is a mark:
/// then each is a word with what stands between its parentheses. Nothing if the header is not well formed or can be
/// read in two ways: an unclosed quote or comment, a quote inside a comment, a NUL or control character, or comments
/// that nest deeper than 16.
[[nodiscard]] std::optional<std::vector<StructuredWord>> structured_words(std::string_view value,
                                                                          std::string_view marks);

/// The mailboxes of an address header, undecoded.
struct RawMailbox {
  std::string phrase;   ///< display name as written; a quoted one without its quotes
  std::string address;  ///< lower-cased; empty if there is none
};
struct RawMailboxes {
  std::vector<RawMailbox> all;
  bool unambiguous = true;  ///< false: readers may disagree on whose address it is
};
[[nodiscard]] RawMailboxes raw_mailboxes(std::string_view value);

/// The hosts that a Received header names; empty where it names none.
struct ReceivedHosts {
  std::string from;                ///< as the peer called itself; lower-cased
  std::string by;                  ///< lower-cased
  std::vector<std::string> peers;  ///< comments between the two: what the receiver itself found out about its peer
};
/// Nothing if the header can be read in two ways. The peer chooses the words behind "from": a second "by" or a second
/// semicolon is as likely his as the receiver's.
[[nodiscard]] std::optional<ReceivedHosts> received_hosts(std::string_view value);

/// The tags of a DKIM-Signature. Nothing if a tag is repeated or has no value sign (RFC 6376 §3.2).
using DkimTags = std::vector<std::pair<std::string, std::string>>;  ///< "d" → "airbnb.com"; no white space inside
[[nodiscard]] std::optional<DkimTags> dkim_tags(std::string_view value);
[[nodiscard]] std::string_view tag(const DkimTags& tags, std::string_view name) noexcept;  ///< empty if absent

}  // namespace connections::mail
