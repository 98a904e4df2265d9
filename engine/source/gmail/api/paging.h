#pragma once

#include <functional>
#include <string>

#include <nlohmann/json_fwd.hpp>

#include "model/error.h"
#include "source/gmail/api/gmail_caller.h"

namespace connections::source {

/// A list that Gmail gives in pages.
struct Paged {
  std::string path;  ///< with a query; the page's token is added
  std::size_t units = 1;
  /// Reads one page; false: the page is not as it must be. A page may be empty and not the last.
  std::function<bool(nlohmann::json& page)> read;
};

/// How often a list is begun again because a page token was not taken any more.
inline constexpr int kMaxRestarts = 5;

/// Reads every page, with no cap. A page token that is refused, or that leads to itself, begins the list again, so
/// `read` may see entries twice. Errors: kCursorTooOld if the first page is refused (400, 404) or the list was begun
/// again too often; those of GmailCaller.
[[nodiscard]] Result<void> read_pages(GmailCaller& caller, const Paged& paged);

}  // namespace connections::source
