#pragma once

#include <optional>
#include <string_view>

namespace connections::source {

/// How a From_ line is written. A program writes all of its lines in one form.
struct FromLineForm {
  /// "-" (Thunderbird), "MAILER-DAEMON" (Python), "1789@xxx" (Google), or the envelope sender.
  enum class Sender { kDash, kWord, kGoogle, kAddress };
  Sender sender = Sender::kAddress;
  bool seconds = true, zone_before_year = false, zone_behind_year = false;
  friend bool operator==(const FromLineForm&, const FromLineForm&) = default;
};

/// The form of a line (without its end) that separates mails of an mbox: "From ", an address, and a date as asctime()
/// writes it (RFC 4155, appendix A): "From ada@example.com Thu Jan  1 00:00:00 2026". A zone before or behind the year,
/// and a time without seconds, are read too. Nothing if the line is text.
[[nodiscard]] std::optional<FromLineForm> from_line_form(std::string_view line);

}  // namespace connections::source
