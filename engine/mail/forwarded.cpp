#include "mail/forwarded.h"

#include <string>
#include <vector>

#include "mail/forward/quoted_date.h"
#include "mail/mime_reader.h"

namespace connections::mail {
namespace {

constexpr std::size_t kTopLines = 12;        // lines with text that a forwarder's note or signature may have
constexpr std::size_t kBlockLines = 14;      // lines of one quoted header block, folded ones included
constexpr std::size_t kSearchedLines = 400;  // a forwarded mail starts near the top
constexpr int kMaxDepth = 5;                 // forwards of forwards

struct Line {
  std::string_view text;
  std::size_t end;  ///< offset behind its '\n'
};

std::vector<Line> lines_of(std::string_view body, std::size_t from) {
  std::vector<Line> lines;
  for (std::size_t at = from; at < body.size() && lines.size() < kSearchedLines;) {
    const std::size_t end = std::min(body.find('\n', at), body.size());
    std::string_view text = body.substr(at, end - at);
    while (text.starts_with('>') || text.starts_with(' ')) text.remove_prefix(1);
    lines.push_back({text, std::min(end + 1, body.size())});
    at = end + 1;
  }
  return lines;
}

/// Reads a block that starts with a From or another labelled line; nothing if it is not a header block.
std::optional<ForwardedBlock> read_block(const std::vector<Line>& lines, std::size_t first, const ForwardWords& words) {
  ForwardedBlock block;
  std::string* folding = nullptr;
  int labels = 0;
  std::size_t last = first;
  for (std::size_t i = first; i < std::min(lines.size(), first + kBlockLines); ++i) {
    const std::string_view text = lines[i].text;
    const auto labelled = read_labelled_line(text, words);
    if (labelled) {
      ++labels;
      last = i;
      folding = nullptr;
      if (labelled->label == QuotedLabel::kFrom && block.envelope.from.address.empty())
        block.envelope.from = read_address(std::string(labelled->value));
      if (labelled->label == QuotedLabel::kDate && !block.envelope.date)
        block.envelope.date = read_quoted_date(labelled->value, words);
      if (labelled->label == QuotedLabel::kSubject && block.envelope.subject.empty()) {
        block.envelope.subject = std::string(labelled->value);
        folding = &block.envelope.subject;
      }
    } else if (text.empty()) {
      if (labels >= 2) break;
      folding = nullptr;
    } else if (folding != nullptr && !folding->empty()) {  // a long subject goes on in the next line
      *folding += ' ';
      *folding += text;
      last = i;
      folding = nullptr;
    } else if (labels == 0 || i > last + 1) {
      break;
    }
  }
  const bool sender = block.envelope.from.address.find('@') != std::string::npos;
  if (!sender || labels < 2 || (block.envelope.subject.empty() && !block.envelope.date)) return std::nullopt;
  block.body = lines[last].end;
  return block;
}

std::optional<ForwardedBlock> next_block(std::string_view body, std::size_t from, bool announced,
                                         const ForwardWords& words) {
  const auto lines = lines_of(body, from);
  std::string_view style;
  std::size_t texts = 0;
  for (std::size_t i = 0; i < lines.size(); ++i) {
    if (lines[i].text.empty()) continue;
    if (const auto marker = forward_marker(lines[i].text, words); !marker.empty()) {
      style = marker;
      texts = 0;
      continue;
    }
    if (++texts > kTopLines && style.empty() && !announced) return std::nullopt;
    const auto labelled = read_labelled_line(lines[i].text, words);
    if (!labelled) continue;
    if (auto block = read_block(lines, i, words)) {
      block->envelope.style = style.empty() ? "generic" : std::string(style);
      return block;
    }
  }
  return std::nullopt;
}

}  // namespace

std::optional<ForwardedBlock> find_forwarded(std::string_view body, std::string_view outer_subject,
                                             const ForwardWords& words) {
  const bool announced = strip_forward_prefix(outer_subject, words).size() != outer_subject.size();
  auto found = next_block(body, 0, announced, words);
  for (int depth = 1; found && depth < kMaxDepth; ++depth) {
    auto inner = next_block(body, found->body, /*announced=*/false, words);
    if (!inner) break;
    found = std::move(inner);
  }
  // Programs quote what is answered as they quote what is forwarded; only some announce the latter in other words.
  const bool may_be_quoted = found && (found->envelope.style == "generic" || found->envelope.style == "outlook");
  if (may_be_quoted && !announced && is_answer(outer_subject, words)) return std::nullopt;
  return found;
}

}  // namespace connections::mail
