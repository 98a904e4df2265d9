#include "mail/authentication.h"

#include <algorithm>
#include <array>

#include <fmt/format.h>

#include "mail/address.h"
#include "mail/authentication_header.h"

namespace connections::mail {
namespace {

/// Names under which everyone can register: alignment with one of these means nothing.
constexpr std::array<std::string_view, 14> kPublicSuffixes{"co.uk",  "org.uk", "com.au", "com.br", "co.jp",
                                                           "co.kr",  "com.mx", "co.nz",  "co.za",  "com.ar",
                                                           "com.tr", "co.in",  "com.cn", "com.tw"};

bool is_public_suffix(std::string_view domain) {
  if (domain.find('.') == std::string_view::npos) return true;
  return std::find(kPublicSuffixes.begin(), kPublicSuffixes.end(), domain) != kPublicSuffixes.end();
}

bool aligned(std::string_view signer, std::string_view from) {
  if (signer.empty() || from.empty() || is_public_suffix(signer) || is_public_suffix(from)) return false;
  return is_domain_of(signer, from) || is_domain_of(from, signer);
}

std::string signer_of(const AuthResult& dkim) {
  if (const auto d = dkim.property("header.d"); !d.empty()) return lower_ascii(d);
  const auto i = dkim.property("header.i");
  const auto at = i.rfind('@');
  return lower_ascii(at == std::string_view::npos ? i : i.substr(at + 1));
}

/// Whether a DKIM-Signature of that domain signs only the first bytes of the body.
bool signs_part_only(std::span<const Header> headers, std::string_view domain) {
  return std::any_of(headers.begin(), headers.end(), [&](const Header& header) {
    if (lower_ascii(header.name) != "dkim-signature") return false;
    std::string tags = ";" + lower_ascii(header.value);
    std::erase_if(tags, [](char c) { return c == ' ' || c == '\t' || c == '\r' || c == '\n'; });
    return tags.find(fmt::format(";d={}", domain)) != std::string::npos && tags.find(";l=") != std::string::npos;
  });
}

bool is_trusted(const std::string& authserv_id, std::span<const std::string> borders) {
  return std::any_of(borders.begin(), borders.end(),
                     [&](const std::string& border) { return lower_ascii(border) == authserv_id; });
}

/// The verdict of the topmost Authentication-Results header, if a trusted border wrote it. Borders add theirs on top,
/// so whatever stands below may have come with the mail, whoever it names as its writer.
std::vector<AuthResult> border_results(std::span<const Header> headers, std::span<const std::string> borders) {
  for (const Header& header : headers) {
    if (lower_ascii(header.name) != "authentication-results") continue;
    const auto read = read_authentication_results(header.value);
    return read && is_trusted(read->authserv_id, borders) ? read->results : std::vector<AuthResult>{};
  }
  return {};
}

}  // namespace

AuthVerdict authenticate(std::span<const Header> headers, const Address& from, std::span<const std::string> borders) {
  const auto results = border_results(headers, borders);
  const std::string domain = lower_ascii(from.domain());
  if (results.empty()) return {AuthState::kAbsent, {}, "no verdict of a trusted mail border stands in the mail"};
  for (const AuthResult& result : results) {
    if (result.method == "dkim" && result.result == "pass" && aligned(signer_of(result), domain)) {
      if (signs_part_only(headers, signer_of(result)))
        return {AuthState::kFailed, {}, "the DKIM signature covers only a part of the body (l=)"};
      return {AuthState::kPassed, signer_of(result), fmt::format("DKIM passed for {}", signer_of(result))};
    }
  }
  for (const AuthResult& result : results)
    if (result.method == "dmarc" && result.result == "pass" && lower_ascii(result.property("header.from")) == domain)
      return {AuthState::kPassed, domain, fmt::format("DMARC passed for {}", domain)};
  return {AuthState::kFailed,
          {},
          fmt::format("neither DKIM nor DMARC passed for {}", domain.empty() ? "the sender" : domain)};
}

}  // namespace connections::mail
