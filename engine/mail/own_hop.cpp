#include "mail/own_hop.h"

#include <arpa/inet.h>
#include <netinet/in.h>

#include <algorithm>
#include <array>

#include "mail/address.h"

namespace connections::mail {
namespace {

using Borders = std::span<const std::string>;

bool in_borders_organisation(std::string_view host, Borders borders) {
  return std::any_of(borders.begin(), borders.end(), [&](const std::string& border) { return aligned(host, border); });
}

bool is_address_literal(std::string_view host) {
  return host.find(':') != std::string_view::npos || host.starts_with('[') ||
         (!host.empty() && host.find_first_not_of("0123456789.") == std::string_view::npos);
}

/// What a receiver noted of its peer: the name that belongs to its address, and the address.
struct Peer {
  std::string_view name, address;
};

Peer peer_of(std::string_view remark) {
  constexpr std::string_view kIpv6 = "ipv6:";
  Peer peer;
  const bool doubted = remark.find('(') != std::string_view::npos;  // "(may be forged)"
  for (bool first = true; !remark.empty(); first = false) {
    const auto end = std::min(remark.find_first_of(" \t\r\n"), remark.size());
    std::string_view word = remark.substr(0, end);
    remark.remove_prefix(std::min(remark.size(), end + 1));
    if (word.starts_with('[') && word.ends_with(']')) word = word.substr(1, word.size() - 2);
    if (word.starts_with(kIpv6)) word.remove_prefix(kIpv6.size());
    if (!word.empty() && is_address_literal(word))
      peer.address = word;
    else if (first && !doubted)
      peer.name = word;
  }
  return peer;
}

/// Loopback, link-local and the private ranges of RFC 1918 and 4193.
bool is_private_address(std::string_view text) {
  const std::string address(text);
  std::array<unsigned char, 16> bytes{};
  if (inet_pton(AF_INET, address.c_str(), bytes.data()) == 1)
    return bytes[0] == 127 || bytes[0] == 10 || (bytes[0] == 172 && (bytes[1] & 0xF0) == 16) ||
           (bytes[0] == 192 && bytes[1] == 168);
  if (inet_pton(AF_INET6, address.c_str(), bytes.data()) != 1) return false;
  const bool link_local = bytes[0] == 0xFE && (bytes[1] & 0xC0) == 0x80;
  return link_local || (bytes[0] & 0xFE) == 0xFC || IN6_IS_ADDR_LOOPBACK(reinterpret_cast<in6_addr*>(bytes.data()));
}

bool is_own_peer(const ReceivedHosts& hosts, Borders borders) {
  return std::all_of(hosts.peers.begin(), hosts.peers.end(), [&](const std::string& remark) {
    const Peer peer = peer_of(remark);
    return peer.address.empty() || is_private_address(peer.address) || in_borders_organisation(peer.name, borders);
  });
}

}  // namespace

bool is_own_hop(const ReceivedHosts& hosts, Borders borders) {
  if (hosts.from.empty())
    return hosts.by.empty() || is_address_literal(hosts.by) || in_borders_organisation(hosts.by, borders);
  return in_borders_organisation(hosts.by, borders) &&
         (hosts.from == "localhost" || in_borders_organisation(hosts.from, borders)) && is_own_peer(hosts, borders);
}

std::string looked_up_peer(const ReceivedHosts& hosts) {
  std::string name;
  int noted = 0;
  for (const std::string& remark : hosts.peers)
    if (const Peer peer = peer_of(remark); !peer.address.empty() && ++noted == 1) name = peer.name;
  return noted == 1 ? name : std::string();
}

}  // namespace connections::mail
