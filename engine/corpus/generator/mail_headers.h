#pragma once

#include <string>

#include "model/time.h"

namespace connections::corpus {

/// RFC 5322, in UTC: "12 Jun 2026 09:00:00 +0000".
[[nodiscard]] std::string header_date(Instant date);

/// Received and Authentication-Results as Gmail's border writes them for a mail of a domain that it vouches for.
[[nodiscard]] std::string border_headers(const std::string& domain, Instant date);

}  // namespace connections::corpus
