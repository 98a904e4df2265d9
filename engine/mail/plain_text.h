#pragma once

#include <string_view>
#include <vector>

#include "mail/mail.h"

namespace connections::mail {

/// A text body as rules read it: links taken out, normalised, "> " of a wholly quoted mail and Gmail's
/// *bold* marks at the start of a line removed. Segments are not set here.
struct PlainText {
  View view;
  std::vector<Link> links;
};
[[nodiscard]] PlainText read_plain_text(std::string_view text, std::size_t link_limit);

}  // namespace connections::mail
