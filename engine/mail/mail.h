#pragma once

#include <cstddef>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "mail/forward/forward_words.h"
#include "mail/limits.h"
#include "mail/offset_map.h"
#include "model/error.h"
#include "model/part.h"
#include "model/time.h"

namespace connections::mail {

/// One mailbox of a header, decoded. `address` is lower-cased and may be empty.
struct Address {
  std::string name;
  std::string address;
  [[nodiscard]] std::string_view domain() const noexcept;  ///< after the last '@'
};

/// One header, in the order of the mail.
struct Header {
  std::string name;
  std::string value;  ///< unfolded and RFC 2047-decoded to UTF-8: for display and for rules
  std::string raw;    ///< unfolded, otherwise as written: what structured headers are parsed from
};

/// A stretch of a view that somebody other than the platform spoke.
struct Segment {
  Span span;
  Speaker speaker;
};

/// A normalised text (valid UTF-8, '\n' line ends, plain spaces, nothing invisible) that remembers
/// where each byte came from. Segments are sorted, do not overlap; what they leave out is the platform's.
struct View {
  std::string text;
  OffsetMap offsets;  ///< normalised byte → byte of the decoded part
  std::vector<Segment> segments;
};

struct Link {
  std::string text;
  std::string href;  ///< percent-encoding left alone; never followed
};

/// The mail that a person forwarded by hand inside this one; a mail that a platform sent holds none. Its envelope
/// replaces the outer one in `subject`, `from.*` and the received time; it is never authenticated.
struct Forwarded {
  std::string style;  ///< "gmail", "apple", "outlook", "samsung", "generic"
  Address from;
  std::string subject;
  std::optional<Instant> date;
};

/// What the receiving border said about the sender. Only a kPassed mail may update a booking.
enum class AuthState : std::uint8_t {
  kPassed,     ///< DKIM or DMARC passed and is aligned with the From domain
  kFailed,     ///< the border says it did not
  kAbsent,     ///< no verdict of a trusted border
  kForwarded,  ///< hand-forwarded: the quoted sender proves nothing
};
struct AuthVerdict {
  AuthState state = AuthState::kAbsent;
  std::string domain;                              ///< the aligned domain that passed
  std::string reason;                              ///< one sentence for a person
  std::optional<Instant> taken_in = std::nullopt;  ///< when the border took the mail in; absent: it does not say
  bool direct = false;  ///< passed, and handed to the border by a server of that domain's, not by somebody who had it
};
[[nodiscard]] std::string_view name(AuthState state) noexcept;  ///< "passed", "failed", "absent", "forwarded"

/// How the received time is known. kAssumed: no header says; the caller's fallback was taken.
enum class ReceivedFrom : std::uint8_t { kSource, kQuotedDate, kDateHeader, kAssumed };

struct ParseOptions {
  Limits limits;
  /// When the source received it (Gmail's internalDate); beats the Date header.
  std::optional<Instant> received;
  /// Used only if nothing else tells a time. Years guessed from it are weak.
  Instant fallback_received{};
  /// What announces a mail that was forwarded by hand; null: such a mail is not recognised, and is read as its
  /// forwarder's own.
  std::shared_ptr<const ForwardWords> words = nullptr;
  /// authserv-ids whose Authentication-Results count. Default: Gmail's border.
  std::vector<std::string> trusted_borders{"mx.google.com"};
};

/// One parsed mail. Views are made on first use and cached; an object serves one thread at a time.
/// Owner of all strings it hands out.
class Mail {
 public:
  /// Errors: kMailUnreadable, kLimitExceeded (the message names the limit). Never throws.
  [[nodiscard]] static Result<Mail> parse(std::string_view raw, const ParseOptions& options = {});
  Mail(Mail&&) noexcept;
  Mail& operator=(Mail&&) noexcept;
  ~Mail();

  [[nodiscard]] std::span<const Header> headers() const noexcept;
  /// First header of that name (case-insensitive), decoded; empty if absent.
  [[nodiscard]] std::string_view header(std::string_view name) const noexcept;

  [[nodiscard]] const Address& from() const noexcept;        ///< effective: the quoted one if forwarded
  [[nodiscard]] const Address& outer_from() const noexcept;  ///< of the mail itself
  [[nodiscard]] std::string_view message_id() const noexcept;
  [[nodiscard]] Instant received() const noexcept;  ///< effective
  [[nodiscard]] ReceivedFrom received_from() const noexcept;
  /// The moment that years and "today" are counted from. In a mail that passed authentication: the earliest of its
  /// Date, its way past the border, and `received`, since a genuine mail can be sent on years later.
  [[nodiscard]] Instant written() const noexcept;
  /// False: passed authentication, but neither its signature nor its way here proves when it was written.
  [[nodiscard]] bool written_proven() const noexcept;
  [[nodiscard]] const std::optional<Instant>& sent() const noexcept;  ///< of the Date header; absent: none can be read
  [[nodiscard]] const std::optional<Forwarded>& forwarded() const noexcept;
  [[nodiscard]] const AuthVerdict& auth() const noexcept;
  [[nodiscard]] std::size_t attachments() const noexcept;  ///< counted, never opened

  /// Whether a header may steer how the mail is read. In a mail that passed authentication, only what the platform
  /// signed may: a header outside the signature, or a duplicate one, could have been added by anyone.
  [[nodiscard]] bool header_counts(std::string_view name) const;
  /// The text of a part; nullptr if the mail has none, or if it is a header that does not count.
  /// kSignal is not known here: rules hold signals.
  /// text and html are whole bodies: for a forwarded mail, the forwarder's words are a kForwarder segment.
  [[nodiscard]] const View* view(const PartRef& part) const;
  [[nodiscard]] std::span<const Link> links() const;  ///< of html and text, in order, unique targets
  [[nodiscard]] bool has_text() const noexcept;
  [[nodiscard]] bool has_html() const noexcept;
  /// Bodies as decoded, before normalising: what raw_metadata keeps as full_text and full_html.
  [[nodiscard]] std::string_view full_text() const noexcept;
  [[nodiscard]] std::string_view full_html() const noexcept;

 private:
  struct State;
  explicit Mail(std::unique_ptr<State> state);
  std::unique_ptr<State> state_;
};

}  // namespace connections::mail
