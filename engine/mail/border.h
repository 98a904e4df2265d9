#pragma once

#include <optional>
#include <span>
#include <string>
#include <vector>

#include "mail/authentication_header.h"
#include "mail/mail.h"

namespace connections::mail {

/// The verdicts that a trusted border wrote, found by their place among the trace headers.
struct BorderBlock {
  std::vector<AuthResult> results;               ///< what the border says
  std::vector<std::vector<AuthResult>> headers;  ///< each header in its name; the last may be the sender's
  std::optional<Instant> taken_in;               ///< what its Received header says
  std::string peer;     ///< name that the border looked up for its peer; empty: none, or more than one
  std::string problem;  ///< one sentence: why there are none; empty if a verdict was found
};

/// A mail's trace is read from the top, where the receiving side adds its headers. Hops inside the border's own
/// organisation are passed over, if the receiver's own notes say so: what a peer calls itself proves nothing. The first
/// hop from outside must have been taken in by a trusted border. Of what that border wrote, headers above its Received
/// line all count; else the first one below it does, since the mail's own headers begin there.
[[nodiscard]] BorderBlock border_block(std::span<const Header> headers, std::span<const std::string> trusted_borders);

}  // namespace connections::mail
