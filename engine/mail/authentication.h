#pragma once

#include <span>
#include <string>
#include <vector>

#include "mail/mail.h"

namespace connections::mail {

/// What the receiving border says of the sender (RFC 8601, alignment of RFC 7489). Reads `Header::raw` only.
///
/// Only the Authentication-Results that a trusted border wrote when it took the mail in count: the border's own
/// Received header must be the first that names an outside host, and the verdict must be above it or directly below
/// it (border.h). Everything further down came with the mail and may have been written by its sender.
///
/// Passed means that DKIM passed for a domain (header.d) with the organisational domain of the one From address, or
/// that DMARC passed for it (header.from). Neither header.i nor smtp.mailfrom proves anything. Contradictory verdicts,
/// repeated headers of those that a mail has once (From, Subject, Date, Content-Type, …), a From that can be read in
/// two ways and a signature with a length tag (`l=`) mean failed; one that leaves out Content-Type proves nothing.
[[nodiscard]] AuthVerdict authenticate(std::span<const Header> headers, std::span<const Header> content_headers,
                                       std::span<const std::string> trusted_borders);

/// Names of headers (lower-cased, sorted) that the signature behind a passed verdict covers. Without a usable signature
/// in the mail: the headers that every signer covers, and no machine headers (X-…).
[[nodiscard]] std::vector<std::string> signed_headers(std::span<const Header> headers, const AuthVerdict& verdict);

}  // namespace connections::mail
