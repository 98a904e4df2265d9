#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "mail/mail.h"
#include "mail/offset_map.h"

namespace connections::mail {

struct HtmlText {
  std::string text;         ///< UTF-8, not yet normalised
  OffsetMap offsets;        ///< byte of `text` → byte of the HTML
  std::vector<Link> links;  ///< in order; `text` is what the anchor shows
};

/// The readable text of an HTML body, in one pass and without a document tree: block elements and <br> end a
/// line, table cells on one row are kept apart by a tab, white space folds, what a reader cannot see (style,
/// script, comments, display:none, zero-size preheaders) is dropped. At most `limit` bytes come out.
[[nodiscard]] HtmlText html_to_text(std::string_view html, std::size_t limit);

}  // namespace connections::mail
