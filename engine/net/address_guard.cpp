#include "net/address_guard.h"

#include <arpa/inet.h>
#include <netinet/in.h>
#include <sys/socket.h>

#include <array>
#include <cstdint>
#include <cstring>
#include <string>

namespace connections::net {
namespace {

struct Range4 {
  std::uint32_t first;
  int bits;
};

constexpr std::uint32_t ip(std::uint32_t a, std::uint32_t b, std::uint32_t c, std::uint32_t d) {
  return (a << 24) | (b << 16) | (c << 8) | d;
}

constexpr std::array kForbidden4{
    Range4{ip(0, 0, 0, 0), 8},         // this network
    Range4{ip(10, 0, 0, 0), 8},        // private
    Range4{ip(100, 64, 0, 0), 10},     // carrier-grade NAT; holds a cloud's metadata service
    Range4{ip(127, 0, 0, 0), 8},       // loopback
    Range4{ip(168, 63, 129, 16), 32},  // a cloud's metadata service on a public address
    Range4{ip(169, 254, 0, 0), 16},    // link-local; holds the metadata service of most clouds
    Range4{ip(172, 16, 0, 0), 12},     // private
    Range4{ip(192, 0, 0, 0), 24},      // protocol assignments
    Range4{ip(192, 0, 2, 0), 24},      // documentation
    Range4{ip(192, 88, 99, 0), 24},    // 6to4 relays
    Range4{ip(192, 168, 0, 0), 16},    // private
    Range4{ip(198, 18, 0, 0), 15},     // benchmarks
    Range4{ip(198, 51, 100, 0), 24},   // documentation
    Range4{ip(203, 0, 113, 0), 24},    // documentation
    Range4{ip(224, 0, 0, 0), 4},       // multicast
    Range4{ip(240, 0, 0, 0), 4},       // reserved, broadcast
};

bool is_public4(std::uint32_t address) {
  for (const Range4& range : kForbidden4)
    if ((address ^ range.first) >> (32 - range.bits) == 0) return false;
  return true;
}

using Bytes6 = std::array<std::uint8_t, 16>;

/// Global unicast is 2000::/3. Everything that wraps IPv4 or is private lies outside of it, but for these.
bool is_public6(const Bytes6& a) {
  if ((a[0] & 0xE0) != 0x20) return false;
  const unsigned first = (unsigned{a[0]} << 8) | a[1];
  const unsigned second = (unsigned{a[2]} << 8) | a[3];
  if (first == 0x2001 && second < 0x0200) return false;   // protocol assignments: Teredo, ORCHID
  if (first == 0x2001 && second == 0x0DB8) return false;  // documentation
  if (first == 0x2002) return false;                      // 6to4: any IPv4 address inside
  return !(first == 0x3FFF && second < 0x1000);           // documentation
}

}  // namespace

bool is_public_address(const sockaddr& address) noexcept {
  if (address.sa_family == AF_INET) {
    sockaddr_in four;
    std::memcpy(&four, &address, sizeof four);
    return is_public4(ntohl(four.sin_addr.s_addr));
  }
  if (address.sa_family != AF_INET6) return false;
  sockaddr_in6 six;
  std::memcpy(&six, &address, sizeof six);
  Bytes6 bytes;
  std::memcpy(bytes.data(), &six.sin6_addr, bytes.size());
  return is_public6(bytes);
}

bool is_public_address(std::string_view text) noexcept {
  std::array<char, INET6_ADDRSTRLEN> zero_ended{};
  if (text.size() >= zero_ended.size()) return false;
  std::memcpy(zero_ended.data(), text.data(), text.size());
  in_addr four;
  if (inet_pton(AF_INET, zero_ended.data(), &four) == 1) return is_public4(ntohl(four.s_addr));
  Bytes6 six;
  return inet_pton(AF_INET6, zero_ended.data(), six.data()) == 1 && is_public6(six);
}

}  // namespace connections::net
