#pragma once

#include <string>
#include <vector>

#include "model/time.h"

namespace connections::corpus {

/// A mail before it is encoded: envelope and both bodies.
struct Letter {
  std::string from_name, from_address, to = "host@example.org", subject;
  Instant date;
  std::vector<std::string> headers;  ///< further lines: "X-Template: …"
  std::string vouched_domain;        ///< that the receiving border passes
  std::string text, html;            ///< UTF-8, lines end in LF; both are always there
};

}  // namespace connections::corpus
