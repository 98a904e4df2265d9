#include "mail/border.h"

#include <algorithm>
#include <array>
#include <optional>

#include <fmt/format.h>

#include "mail/address.h"
#include "mail/mime_reader.h"
#include "mail/own_hop.h"
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

bool is_trace(std::string_view name) {
  return std::find(kTrace.begin(), kTrace.end(), name) != kTrace.end() || name.starts_with("arc-") ||
         name.starts_with("x-google-");
}

/// What the border's own Received header says besides its name.
void take_trace(const Header& header, const ReceivedHosts& hosts, BorderBlock& block) {
  block.peer = looked_up_peer(hosts);
  std::string date = header.raw.substr(std::min(header.raw.size(), header.raw.rfind(';') + 1));
  std::replace_if(
      date.begin(), date.end(), [](char c) { return c == '\r' || c == '\n' || c == '\t'; }, ' ');
  block.taken_in = read_mail_date(date);
}

/// Index of the border's own Received header; the size if there is none, with the reason in `block`.
std::size_t find_border(std::span<const Header> headers, Borders borders, BorderBlock& block) {
  std::string& problem = block.problem;
  for (std::size_t i = 0; i < headers.size(); ++i) {
    if (lower_ascii(headers[i].name) != "received") continue;
    const auto hosts = received_hosts(headers[i].raw);
    if (!hosts) {
      problem = "a Received header can be read in two ways, before one names the mail border";
      return headers.size();
    }
    if (!hosts->from.empty() && is_border(hosts->by, borders)) {
      take_trace(headers[i], *hosts, block);
      return i;
    }
    if (is_own_hop(*hosts, borders)) continue;
    problem = fmt::format("the mail was received by {}, which is not a trusted mail border",
                          hosts->by.empty() ? "an unnamed host" : hosts->by);
    return headers.size();
  }
  problem = "the mail has no Received header of a trusted mail border";
  return headers.size();
}

/// What the header says, if it is in the name of a trusted border and can be read.
std::optional<std::vector<AuthResult>> verdict_of(const Header& header, Borders borders) {
  auto read = read_authentication_results(header.raw);
  if (!read || std::none_of(borders.begin(), borders.end(),
                            [&](const std::string& border) { return lower_ascii(border) == read->authserv_id; }))
    return std::nullopt;
  return std::move(read->results);
}

bool is_verdict(const Header& header) { return lower_ascii(header.name) == "authentication-results"; }

/// The first Authentication-Results below the border's Received header, if only trace headers lie between.
const Header* verdict_below(std::span<const Header> headers) {
  for (const Header& below : headers) {
    if (is_verdict(below)) return &below;
    if (!is_trace(lower_ascii(below.name))) break;
  }
  return nullptr;
}

}  // namespace

BorderBlock border_block(std::span<const Header> headers, Borders borders) {
  BorderBlock block;
  const std::size_t border = find_border(headers, borders, block);
  if (border == headers.size()) return block;
  for (const Header& above : headers.first(border))
    if (is_verdict(above))
      if (auto verdict = verdict_of(above, borders)) block.headers.push_back(std::move(*verdict));
  const bool above = !block.headers.empty();
  for (const auto& verdict : block.headers) block.results.insert(block.results.end(), verdict.begin(), verdict.end());
  if (const Header* header = verdict_below(headers.subspan(border + 1)))
    if (auto verdict = verdict_of(*header, borders)) {
      if (!above) block.results = *verdict;
      block.headers.push_back(std::move(*verdict));
    }
  if (block.headers.empty()) block.problem = "the mail border wrote no verdict that can be read";
  return block;
}

}  // namespace connections::mail
