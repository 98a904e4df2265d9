#pragma once

#include <string_view>

struct sockaddr;

namespace connections::net {

/// Whether the program may connect to an address that a URL of the user resolves to: public unicast only.
/// Refused are private, loopback, link-local, unique-local, carrier-grade NAT, benchmark, multicast, reserved
/// and metadata addresses, also when they are wrapped in IPv6 (v4-mapped, v4-compatible, NAT64, 6to4, Teredo).
/// Only IPv4 and IPv6 are ever public. Pure; any thread.
[[nodiscard]] bool is_public_address(const sockaddr& address) noexcept;

/// The same for "192.0.2.1" or "2001:db8::1"; any other text is not public.
[[nodiscard]] bool is_public_address(std::string_view text) noexcept;

}  // namespace connections::net
