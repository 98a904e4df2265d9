#include "mail/border.h"

#include <algorithm>
#include <array>

#include <fmt/format.h>

#include "mail/address.h"
#include "mail/structured_header.h"

namespace connections::mail {
namespace {

using Borders = std::span<const std::string>;

/// Headers that borders write between their Received line and their verdict.
constexpr std::array<std::string_view, 6> kTrace{"received-spf", "return-path", "x-received",
                                                 "delivered-to", "dkim-filter", "authentication-results-original"};

bool is_border(std::string_view host, Borders borders) {
  return std::any_of(borders.begin(), borders.end(),
                     [&](const std::string& border) { return !border.empty() && is_domain_of(host, border); });
}

bool in_borders_organisation(std::string_view host, Borders borders) {
  return std::any_of(borders.begin(), borders.end(), [&](const std::string& border) { return aligned(host, border); });
}

bool is_address_literal(std::string_view host) {
  return host.find(':') != std::string_view::npos || host.starts_with('[') ||
         host.find_first_not_of("0123456789.") == std::string_view::npos;
}

/// A hop between two machines of the border's side, as Gmail's "by 2002:a05:… with SMTP" is.
bool is_internal(const ReceivedHosts& hosts, Borders borders) {
  if (hosts.from.empty()) return is_address_literal(hosts.by) || in_borders_organisation(hosts.by, borders);
  return in_borders_organisation(hosts.by, borders) &&
         (hosts.from == "localhost" || in_borders_organisation(hosts.from, borders));
}

bool is_trace(std::string_view name) {
  return std::find(kTrace.begin(), kTrace.end(), name) != kTrace.end() || name.starts_with("arc-") ||
         name.starts_with("x-google-");
}

/// Index of the border's own Received header; the size if there is none, with the reason in `problem`.
std::size_t find_border(std::span<const Header> headers, Borders borders, std::string& problem) {
  for (std::size_t i = 0; i < headers.size(); ++i) {
    if (lower_ascii(headers[i].name) != "received") continue;
    const ReceivedHosts hosts = received_hosts(headers[i].raw);
    if (!hosts.from.empty() && is_border(hosts.by, borders)) return i;
    if (is_internal(hosts, borders)) continue;
    problem = fmt::format("the mail was received by {}, which is not a trusted mail border",
                          hosts.by.empty() ? "an unnamed host" : hosts.by);
    return headers.size();
  }
  problem = "the mail has no Received header of a trusted mail border";
  return headers.size();
}

/// Adds the header's results if a trusted border wrote it. False: somebody else did, or it cannot be read.
bool take(const Header& header, Borders borders, BorderBlock& block) {
  auto read = read_authentication_results(header.raw);
  if (!read || std::none_of(borders.begin(), borders.end(),
                            [&](const std::string& border) { return lower_ascii(border) == read->authserv_id; }))
    return false;
  std::move(read->results.begin(), read->results.end(), std::back_inserter(block.results));
  return true;
}

}  // namespace

BorderBlock border_block(std::span<const Header> headers, Borders borders) {
  BorderBlock block;
  const std::size_t border = find_border(headers, borders, block.problem);
  if (border == headers.size()) return block;
  bool found = false;
  for (const Header& above : headers.first(border))
    if (lower_ascii(above.name) == "authentication-results" && take(above, borders, block)) found = true;
  for (const Header& below : headers.subspan(found ? headers.size() : border + 1)) {
    const std::string name = lower_ascii(below.name);
    if (name == "authentication-results") found = take(below, borders, block);
    if (name == "authentication-results" || !is_trace(name)) break;
  }
  if (!found) block.problem = "the mail border wrote no verdict that can be read";
  return block;
}

}  // namespace connections::mail
