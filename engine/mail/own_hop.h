#pragma once

#include <span>
#include <string>

#include "mail/structured_header.h"

namespace connections::mail {

/// Whether a hop lies between two machines of the border's side, as Gmail's "by 2002:a05:… with SMTP" does, or qmail's
/// note that names no hosts.
///
/// Behind "from" stands what the peer called itself, which proves nothing. If the receiver noted an address, it must be
/// a private one, or the name that the receiver looked up for it must be the organisation's.
[[nodiscard]] bool is_own_hop(const ReceivedHosts& hosts, std::span<const std::string> trusted_borders);

/// The name that the receiver looked up for its peer's address; empty: it noted none, or more than one.
[[nodiscard]] std::string looked_up_peer(const ReceivedHosts& hosts);

}  // namespace connections::mail
