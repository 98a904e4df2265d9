#include "mail/links.h"

#include <unordered_set>

#include "model/stage_clock.h"

namespace connections::mail {
namespace {

/// Where a URL that starts at `at` ends: before white space, quotes or the bracket that wraps it.
std::size_t url_end(std::string_view text, std::size_t at, char closing) {
  std::size_t end = at;
  while (end < text.size()) {
    const char c = text[end];
    if (static_cast<unsigned char>(c) <= ' ' || c == '"' || c == '<' || c == '>' || (closing != 0 && c == closing))
      break;
    ++end;
  }
  while (closing == 0 && end > at && std::string_view(".,;:!?)'").find(text[end - 1]) != std::string_view::npos) --end;
  return end;
}

/// Where the next URL starts; the size of the text if there is none.
std::size_t next_url(std::string_view text, std::size_t from) {
  for (std::size_t at = text.find("http", from); at != std::string_view::npos; at = text.find("http", at + 1)) {
    const auto rest = text.substr(at, 8);
    if (rest.starts_with("https://") || rest.starts_with("http://")) return at;
  }
  return text.size();
}

}  // namespace

TextWithoutLinks take_links(std::string_view text, std::size_t limit) {
  TextWithoutLinks out;
  out.text.reserve(text.size());
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t begin = next_url(text, at);
    const bool wrapped = begin > at && begin < text.size() && (text[begin - 1] == '<' || text[begin - 1] == '[');
    const std::string_view before = text.substr(at, begin - at - (wrapped ? 1 : 0));
    if (!before.empty()) out.offsets.add(out.text.size(), at);
    out.text += before;
    if (begin == text.size()) break;
    const char closing = !wrapped ? 0 : text[begin - 1] == '<' ? '>' : ']';
    const std::size_t end = url_end(text, begin, closing);
    if (out.links.size() < limit) out.links.push_back({{}, std::string(text.substr(begin, end - begin))});
    at = end + (wrapped && end < text.size() && text[end] == closing ? 1 : 0);
  }
  return out;
}

void merge_links(std::vector<Link>& into, std::vector<Link> more, std::size_t limit) {
  const StageScope stage(ReadingStage::kLinks);
  std::unordered_set<std::string> known;
  for (const Link& link : into) known.insert(link.href);
  for (Link& link : more)
    if (into.size() < limit && known.insert(link.href).second) into.push_back(std::move(link));
}

}  // namespace connections::mail
