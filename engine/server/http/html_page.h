#pragma once

#include "server/http/http_message.h"

namespace connections::server {

/// A page for a person: a title and a paragraph, both escaped. No script, nothing loaded, not kept, and the page's own
/// URL (it may hold a code of Google's) is told to nobody.
[[nodiscard]] HttpReply html_page(int status, std::string_view title, std::string_view text);

}  // namespace connections::server
