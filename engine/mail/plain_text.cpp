#include "mail/plain_text.h"

#include "mail/links.h"
#include "mail/normalise.h"
#include "model/stage_clock.h"

namespace connections::mail {
namespace {

/// Calls `each(line, offset)` for every line, without its line end.
template <class Each>
void for_each_line(std::string_view text, Each each) {
  for (std::size_t at = 0; at <= text.size();) {
    const std::size_t end = std::min(text.find('\n', at), text.size());
    each(text.substr(at, end - at), at);
    at = end + 1;
  }
}

/// Apple Mail quotes the whole mail it forwards. Most lines must be quoted, or it is a reply's quote.
bool is_wholly_quoted(std::string_view text) {
  std::size_t lines = 0, quoted = 0;
  for_each_line(text, [&](std::string_view line, std::size_t) {
    lines += line.empty() ? 0 : 1;
    quoted += line.starts_with('>') ? 1 : 0;
  });
  return lines > 3 && quoted * 10 >= lines * 8;
}

/// Copies text while leaving bytes out, keeping the way back.
class Copier {
 public:
  void keep(std::string_view bytes, std::size_t from) {
    if (bytes.empty()) return;
    offsets_.add(text_.size(), from);
    text_ += bytes;
  }
  View take(const OffsetMap& before) && { return {std::move(text_), offsets_.then(before), {}}; }

 private:
  std::string text_;
  OffsetMap offsets_;
};

/// Drops "*" around the bold words a line starts with: "*Dates*", "*Dec 30 - Jan 2*, 3 nights".
void keep_without_stars(Copier& copier, std::string_view line, std::size_t at) {
  const auto first = line.find_first_not_of(' ');
  if (first != std::string_view::npos && line[first] == '*') {
    const auto second = line.find('*', first + 1);
    if (second != std::string_view::npos && second > first + 1) {
      copier.keep(line.substr(0, first), at);
      copier.keep(line.substr(first + 1, second - first - 1), at + first + 1);
      copier.keep(line.substr(second + 1), at + second + 1);
      return;
    }
  }
  copier.keep(line, at);
}

}  // namespace

PlainText read_plain_text(std::string_view input, std::size_t link_limit) {
  const StageScope stage(ReadingStage::kNormalise);
  TextWithoutLinks linkless = take_links(input, link_limit);
  NormalisedText normal = normalise(linkless.text);
  const OffsetMap to_input = normal.offsets.then(linkless.offsets);
  const bool unquote = is_wholly_quoted(normal.text);

  Copier copier;
  for_each_line(normal.text, [&](std::string_view line, std::size_t at) {
    if (at > 0) copier.keep("\n", at - 1);
    if (unquote && line.starts_with('>')) {
      const std::size_t mark = line.starts_with("> ") ? 2 : 1;
      line.remove_prefix(mark);
      at += mark;
    }
    keep_without_stars(copier, line, at);
  });
  return {std::move(copier).take(to_input), std::move(linkless.links)};
}

}  // namespace connections::mail
