#pragma once

#include <string>
#include <string_view>

namespace connections::mail {

/// Whether `domain` is `parent` or below it: equal, or ends in "." + parent. Case-insensitive.
/// "airbnb.com.evil.io" is not below "airbnb.com".
[[nodiscard]] bool is_domain_of(std::string_view domain, std::string_view parent) noexcept;

/// ASCII lower case; addresses and domains need no more.
[[nodiscard]] std::string lower_ascii(std::string_view text);

/// Whether two texts are equal but for the case of ASCII letters: names of headers.
[[nodiscard]] bool same_ascii(std::string_view one, std::string_view other) noexcept;

/// The domain that somebody registered: "airbnb.com" for "email.airbnb.com", "b.co.uk" for "a.b.co.uk" (RFC 7489 §3.2,
/// by the Public Suffix List of libpsl). Empty for a public suffix ("co.uk"), for an address and for what is not an
/// ASCII host name. Thread-safe.
[[nodiscard]] std::string organisational_domain(std::string_view domain);

/// Whether both belong to the same registrant: DMARC's relaxed alignment.
[[nodiscard]] bool aligned(std::string_view one, std::string_view other);

}  // namespace connections::mail
