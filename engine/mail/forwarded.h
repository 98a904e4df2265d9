#pragma once

#include <optional>
#include <string_view>

#include "mail/forward/forward_words.h"
#include "mail/mail.h"

namespace connections::mail {

/// Where a body holds a hand-forwarded mail, and what its quoted header block says.
struct ForwardedBlock {
  Forwarded envelope;
  std::size_t body = 0;  ///< offset of the forwarded mail's own body; all before is the forwarder's
};

/// Looks for the quoted header block of a forwarded mail in a normalised body: From with a Subject or Date near
/// it, announced by a marker line, by the outer subject ("Fwd:"), or at the top. Of several in each
/// other the innermost is taken. What an answer ("Re:") quotes is not forwarded.
[[nodiscard]] std::optional<ForwardedBlock> find_forwarded(std::string_view body, std::string_view outer_subject,
                                                           const ForwardWords& words);

}  // namespace connections::mail
