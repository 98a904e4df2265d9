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
  /// Reads one page; false: the page is malformed. A page may be empty and not the last.
  std::function<bool(nlohmann::json& page)> read;
};

/// How often a list is restarted because a page token was no longer accepted.
inline constexpr int kMaxRestarts = 5;

/// Reads every page, without a cap. A page token that is refused, or that leads to itself, restarts the list, so `read`
/// may see entries twice. Errors: kCursorTooOld if the first page is refused (400, 404) or the list was restarted too
/// often; those of GmailCaller.
[[nodiscard]] Result<void> read_pages(GmailCaller& caller, const Paged& paged);

}  // namespace connections::source
