#pragma once

#include <optional>
#include <string_view>

#include "mail/forward/forward_words.h"
#include "model/time.h"

namespace connections::mail {

/// The date that a mail program printed above a forwarded mail, in any of its forms:
/// "Tue, Sep 8, 2026 at 3:00 PM", "12 de julio de 2024, 13:31:28 CEST", "2026-07-15 2 h 43 a.m. (GMT-05:00)",
/// "9. juni 2026 kl. 12.19", "2026年7月15日 14:43". The zone is not read: the day counts, the time is a hint.
/// All-numeric dates are taken only where day and month cannot be mistaken.
[[nodiscard]] std::optional<Instant> read_quoted_date(std::string_view text, const ForwardWords& words);

}  // namespace connections::mail
