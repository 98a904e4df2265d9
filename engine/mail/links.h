#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "mail/mail.h"

namespace connections::mail {

/// A text body without its addresses: "Open<https://…>", "[https://…]" and bare URLs leave the readable text and
/// become links, so that rules see clean lines. Lines that held nothing else become empty.
struct TextWithoutLinks {
  std::string text;
  OffsetMap offsets;  ///< byte of `text` → byte of the input
  std::vector<Link> links;
};
[[nodiscard]] TextWithoutLinks take_links(std::string_view text, std::size_t limit);

/// Adds links whose target is new, keeping order, up to `limit`.
void merge_links(std::vector<Link>& into, std::vector<Link> more, std::size_t limit);

}  // namespace connections::mail
