#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace connections::mail {

/// One "method=result property=value …" of an Authentication-Results header (RFC 8601 §2.2).
struct AuthResult {
  std::string method;                                           ///< "dkim", "dmarc", "spf"; lower-cased
  std::string result;                                           ///< "pass", "fail", …; lower-cased
  std::vector<std::pair<std::string, std::string>> properties;  ///< "header.i" → "@airbnb.com"
  [[nodiscard]] std::string_view property(std::string_view name) const noexcept;
};

struct AuthHeader {
  std::string authserv_id;  ///< lower-cased
  std::vector<AuthResult> results;
};

/// Parses with the real grammar: comments in parentheses and quoted strings hold no results.
/// Nothing if the header does not follow it.
[[nodiscard]] std::optional<AuthHeader> read_authentication_results(std::string_view value);

}  // namespace connections::mail
