#include "mail/quoted_text.h"

namespace connections::mail {

std::vector<Segment> find_quoted(std::string_view body, std::size_t begin) {
  std::vector<Segment> found;
  for (std::size_t at = begin; at < body.size();) {
    const std::size_t end = std::min(body.find('\n', at), body.size());
    if (body[at] == '>') {
      if (!found.empty() && found.back().span.end == at)
        found.back().span.end = std::min(end + 1, body.size());
      else
        found.push_back({{at, std::min(end + 1, body.size())}, Speaker::kQuoted});
    }
    at = end + 1;
  }
  return found;
}

}  // namespace connections::mail
