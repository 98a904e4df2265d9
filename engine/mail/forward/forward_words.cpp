#include "mail/forward/forward_words.h"

#include <algorithm>

#include "model/value.h"

namespace connections::mail {
namespace {

std::string_view trim(std::string_view text, std::string_view what) {
  const auto first = text.find_first_not_of(what);
  if (first == std::string_view::npos) return {};
  return text.substr(first, text.find_last_not_of(what) - first + 1);
}

}  // namespace

std::optional<LabelledLine> read_labelled_line(std::string_view line, const ForwardWords& words) {
  constexpr std::size_t kMaxLabel = 40;
  std::size_t colon = line.find(':');
  std::size_t colon_size = 1;
  if (const auto wide = line.find("："); wide < colon) {
    colon = wide;
    colon_size = 3;
  }
  if (colon > kMaxLabel) return std::nullopt;  // npos, too
  const std::string word = fold(trim(line.substr(0, colon), " \t*>"));
  const auto label = words.labels.find(word);
  if (label == words.labels.end()) return std::nullopt;
  return LabelledLine{label->second, trim(line.substr(colon + colon_size), " \t*")};
}

std::string_view forward_marker(std::string_view line, const ForwardWords& words) {
  constexpr std::size_t kMaxMarker = 120;
  if (line.size() > kMaxMarker) return {};
  const std::string word = fold(trim(line, " \t->_*"));
  for (const auto& [marker, style] : words.markers)
    if (word.starts_with(marker)) return style;
  return {};
}

namespace {

constexpr std::size_t kMaxPrefix = 40;  ///< bytes, of any language

/// "[2]: …", ". : …", "：…": what stands between the word of an answer and the subject that is answered.
bool ends_prefix(std::string_view rest) {
  if (rest.starts_with('.')) rest.remove_prefix(1);
  if (rest.starts_with('[')) rest.remove_prefix(std::min(rest.find(']'), rest.size() - 1) + 1);
  rest = trim(rest, " ");
  return rest.starts_with(':') || rest.starts_with("：");
}

}  // namespace

std::string_view strip_forward_prefix(std::string_view subject, const ForwardWords& words) {
  for (bool again = true; again;) {
    again = false;
    subject = trim(subject, " \t");
    const std::string folded = fold(subject.substr(0, kMaxPrefix));
    for (const std::string& prefix : words.prefixes) {
      if (!folded.starts_with(prefix)) continue;
      subject.remove_prefix(std::min(prefix.size(), subject.size()));
      again = true;
      break;
    }
  }
  return subject;
}

bool is_answer(std::string_view subject, const ForwardWords& words) {
  const std::string folded = fold(trim(subject, " \t").substr(0, kMaxPrefix));
  return std::ranges::any_of(words.answers, [&](const std::string& word) {
    return folded.starts_with(word) && ends_prefix(std::string_view(folded).substr(word.size()));
  });
}

int month_of(std::string_view word, const ForwardWords& words) {
  const auto month = words.months.find(fold(trim(word, ".")));
  return month == words.months.end() ? 0 : month->second;
}

}  // namespace connections::mail
