#pragma once

#include <string>
#include <string_view>

namespace connections::mail {

/// Whether `domain` is `parent` or below it: equal, or ends in "." + parent. Case-insensitive.
/// "airbnb.com.evil.io" is not below "airbnb.com".
[[nodiscard]] bool is_domain_of(std::string_view domain, std::string_view parent) noexcept;

/// ASCII lower case; addresses and domains need no more.
[[nodiscard]] std::string lower_ascii(std::string_view text);

}  // namespace connections::mail
