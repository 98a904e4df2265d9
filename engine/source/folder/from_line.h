#pragma once

#include <string_view>

namespace connections::source {

/// Whether a line (without its end) separates mails of an mbox: "From ", an address, and a date as asctime() writes it
/// (RFC 4155, appendix A): "From ada@example.com Thu Jan  1 00:00:00 2026". A zone before or behind the year, and a
/// time without seconds, are read too.
[[nodiscard]] bool is_from_line(std::string_view line) noexcept;

}  // namespace connections::source
