#pragma once

#include <string>
#include <vector>

#include "model/error.h"
#include "source/gmail/api/gmail_caller.h"

namespace connections::source {

/// The changes of one label since a position.
struct History {
  std::vector<std::string> ids;  ///< mails that were put under the label, each once
  std::string head;              ///< the mailbox's position when the first page was made
  bool touched = false;          ///< something of the label happened, removing mails from it too
  bool unclear = false;          ///< a record has no labels: the label has to be listed
};

/// All pages of history.list since `cursor`, filtered here by the label's id. Records may be double, out of order or
/// spread over empty pages. A mail whose label was taken away again counts: it was put there to be read.
///
/// Errors: kCursorTooOld (Gmail does not know the position, or its pages do not hold still: list everything), those of
/// GmailCaller.
[[nodiscard]] Result<History> read_history(GmailCaller& caller, const std::string& cursor, const std::string& label_id);

}  // namespace connections::source
