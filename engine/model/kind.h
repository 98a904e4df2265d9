#pragma once

#include <cstdint>
#include <optional>
#include <string_view>

namespace connections {

/// What a mail is about. Stored by name. A mail that nobody claims is kOther.
enum class MailKind : std::uint8_t {
  kConfirmed,     ///< a stay is booked
  kRequest,       ///< a guest asks to book; nothing is booked yet
  kInquiry,       ///< a question before booking, or its reminder
  kAlteration,    ///< a change of a stay is asked, accepted or declined
  kCancellation,  ///< a stay is cancelled
  kMessage,       ///< a guest's or a host's words, relayed
  kPayout,        ///< money was sent; names the stays it was for
  kReview,        ///< a review was left or is asked for
  kReminder,      ///< repeats a stay that is known already
  kOther,         ///< none of these, or refused: guest side, experiences, sign-in codes, phishing
};

/// What a kind of mail may do at most. A pack declares it; only kEnrich may update a booking.
enum class Permission : std::uint8_t { kEnrich, kReview, kArchive };

[[nodiscard]] std::string_view name(MailKind kind) noexcept;  ///< "confirmed", "request", …
[[nodiscard]] std::optional<MailKind> parse_kind(std::string_view name) noexcept;
[[nodiscard]] std::string_view name(Permission permission) noexcept;  ///< "enrich", "review", "archive"
[[nodiscard]] std::optional<Permission> parse_permission(std::string_view name) noexcept;

}  // namespace connections
