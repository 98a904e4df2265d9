#include "mail/normalise.h"

#include "model/stage_clock.h"
#include "model/unicode.h"

namespace connections::mail {
namespace {

/// Characters that only hide: preview padding (U+034F, U+00AD, U+FEFF), zero-width marks, bidi controls.
constexpr bool is_invisible(char32_t c) noexcept {
  return c == 0x00AD || c == 0x034F || c == 0x061C || c == 0x115F || c == 0x1160 || c == 0x17B4 || c == 0x17B5 ||
         (c >= 0x180B && c <= 0x180E) || (c >= 0x200B && c <= 0x200F) || (c >= 0x202A && c <= 0x202E) ||
         (c >= 0x2060 && c <= 0x206F) || c == 0xFEFF || (c >= 0xFE00 && c <= 0xFE0F) ||
         (c < 0x20 && c != '\n' && c != '\t' && c != '\r') || (c >= 0x7F && c < 0xA0 && c != 0x85);
}

/// Printable ASCII, which stays as it is: most of a mail.
constexpr bool is_plain(char c) noexcept { return c > ' ' && c < 0x7F; }

std::size_t end_of_plain(std::string_view text, std::size_t at) noexcept {
  while (at < text.size() && is_plain(text[at])) ++at;
  return at;
}

/// Full-width digits and Latin letters, which Japanese and Chinese forms type, as plain ones. Marks stay: "：" is a
/// mark of its own to rules.
constexpr char32_t narrow(char32_t c) noexcept {
  const bool wide = (c >= 0xFF10 && c <= 0xFF19) || (c >= 0xFF21 && c <= 0xFF3A) || (c >= 0xFF41 && c <= 0xFF5A);
  return wide ? c - 0xFEE0 : c;
}

constexpr bool ends_line(char32_t c) noexcept {
  return c == '\n' || c == '\r' || c == 0x85 || c == 0x2028 || c == 0x2029;
}

}  // namespace

NormalisedText normalise(std::string_view input) {
  const StageScope stage(ReadingStage::kNormalise);
  NormalisedText out;
  out.text.reserve(input.size());
  std::size_t line_end = 0;  // just after the last byte of this line that is not a space
  for (std::size_t at = 0; at < input.size();) {
    const std::size_t from = at;
    if (at = end_of_plain(input, at); at > from) {
      out.offsets.add(out.text.size(), from);
      out.text += input.substr(from, at - from);
      line_end = out.text.size();
      continue;
    }
    const char32_t c = unicode::take(input, at);
    if (ends_line(c)) {
      if (c == '\r' && at < input.size() && input[at] == '\n') ++at;
      out.text.resize(line_end);
      out.offsets.append(out.text, '\n', {from, at});
      line_end = out.text.size();
    } else if (c == '\t') {
      out.offsets.append(out.text, '\t', {from, at});
    } else if (unicode::is_space(c)) {
      out.offsets.append(out.text, ' ', {from, at});
    } else if (!is_invisible(c)) {
      out.offsets.append(out.text, narrow(c), {from, at});
      line_end = out.text.size();
    }
  }
  out.text.resize(line_end);
  return out;
}

}  // namespace connections::mail
