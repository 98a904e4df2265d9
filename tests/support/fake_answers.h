#pragma once

#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "model/time.h"
#include "support/fake_faults.h"

/// The answers of a Gmail that refuses, in Google's shapes.
namespace connections::test {

/// What a fake Gmail's clock shows: it stands still.
inline constexpr Instant kFakeNow{std::chrono::seconds{1'780'300'000}};

struct Refusal {
  int status;
  std::string body;
  std::vector<std::pair<std::string, std::string>> headers = {};
};

/// Nothing if the trouble is not one of status.
[[nodiscard]] std::optional<Refusal> refusal_of(Trouble trouble, std::chrono::seconds skew);
[[nodiscard]] std::string http_date(Instant time);              ///< "Sun, 06 Nov 1994 08:49:37 GMT"
[[nodiscard]] std::string base64url(const std::string& bytes);  ///< unpadded, as Gmail's

}  // namespace connections::test
