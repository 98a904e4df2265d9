#pragma once

#include <span>
#include <string>
#include <vector>

#include "mail/authentication_header.h"
#include "mail/mail.h"

namespace connections::mail {

/// The verdicts that a trusted border wrote, found by their place among the trace headers.
struct BorderBlock {
  std::vector<AuthResult> results;
  std::string problem;  ///< one sentence: why there are none; empty if a verdict was found
};

/// A mail's trace is read from the top, where the receiving side adds its headers. Hops inside the border's own
/// organisation are passed over; the first hop from outside must have been taken in by a trusted border. Of what that
/// border wrote, headers above its Received line all count; below it only the first does, since the mail's own headers
/// begin there.
[[nodiscard]] BorderBlock border_block(std::span<const Header> headers, std::span<const std::string> trusted_borders);

}  // namespace connections::mail
