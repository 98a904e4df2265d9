#pragma once

#include <span>
#include <string>

#include "mail/mail.h"

namespace connections::mail {

/// What the receiving border says of the sender (market.md 4.2, RFC 8601, RFC 7489 alignment).
///
/// Only Authentication-Results of a trusted authserv-id count, and only those that stand above the first
/// Received header: what is below was in the mail when it arrived and anyone can have written it. Passed means
/// DKIM or DMARC passed for a domain aligned with the From domain. Aligned SPF alone is not enough, nor a DKIM
/// signature with a length tag (`l=`), which leaves the end of the body unsigned.
[[nodiscard]] AuthVerdict authenticate(std::span<const Header> headers, const Address& from,
                                       std::span<const std::string> trusted_borders);

}  // namespace connections::mail
