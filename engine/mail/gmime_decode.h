#pragma once

#include <cstddef>
#include <string_view>

namespace connections::mail {

/// What reading a mail is measured against: parses it with GMime and decodes each text part to UTF-8, nothing else.
/// Gives the bytes of the texts; 0 if GMime takes it for no mail. For benchmarks only.
[[nodiscard]] std::size_t gmime_decode(std::string_view raw);

}  // namespace connections::mail
