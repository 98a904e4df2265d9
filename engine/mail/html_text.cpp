#include "mail/html_text.h"

#include <algorithm>
#include <array>
#include <map>
#include <utility>

#include "mail/address.h"
#include "mail/html_entities.h"
#include "mail/html_tag.h"
#include "model/stage_clock.h"
#include "model/unicode.h"

namespace connections::mail {
namespace {

constexpr std::size_t kMaxOpen = 512;  // open elements remembered; deeper nesting is a bomb, not a layout

constexpr std::array<std::string_view, 36> kBlocks{
    "address", "article", "aside",    "blockquote", "br",     "caption", "center", "dd",  "div",
    "dl",      "dt",      "fieldset", "figure",     "footer", "form",    "h1",     "h2",  "h3",
    "h4",      "h5",      "h6",       "header",     "hr",     "li",      "main",   "nav", "ol",
    "p",       "pre",     "section",  "table",      "tbody",  "tfoot",   "thead",  "tr",  "ul"};
/// Inline elements that layouts use for columns: where one begins right behind another, they are two cells.
constexpr std::array<std::string_view, 4> kColumns{"b", "label", "span", "strong"};
constexpr std::array<std::string_view, 5> kUnseen{"head", "noembed", "svg", "template", "title"};
constexpr std::array<std::string_view, 2> kRaw{"script", "style"};  // their content is not markup
constexpr std::array<std::string_view, 10> kVoid{"area", "base",  "br",   "col",  "hr",
                                                 "img",  "input", "link", "meta", "wbr"};

bool contains(auto& names, std::string_view name) { return std::find(names.begin(), names.end(), name) != names.end(); }

/// Builds the text; knows nothing of tags' syntax.
class Writer {
 public:
  explicit Writer(std::size_t limit) : limit_(limit) {}

  void character(char32_t c, Span raw) {
    if (out_.text.size() >= limit_) return;
    if (c < 0x80 && unicode::is_space(c)) {
      gap_ = std::max(gap_, Gap::kSpace);
      return;
    }
    part_columns(c);
    flush(raw.begin);
    out_.offsets.append(out_.text, c, raw);
  }
  /// Bytes that are neither white space nor markup, one by one the same as `character`.
  void word(std::string_view bytes, std::size_t from) {
    if (out_.text.size() >= limit_) return;
    part_columns(static_cast<unsigned char>(bytes.front()));
    flush(from);
    bytes = bytes.substr(0, std::max<std::size_t>(limit_ - std::min(limit_, out_.text.size()), 1));
    out_.offsets.add(out_.text.size(), from);
    out_.text += bytes;
  }
  void new_line() { gap_ = Gap::kLine; }
  void new_cell() { gap_ = std::max(gap_, Gap::kCell); }
  /// A column ends here, if another begins before the next character.
  void close_column() { seam_ = Seam::kClosed; }
  void open_column() {
    if (seam_ == Seam::kClosed) seam_ = Seam::kBetween;
  }

  void open_link(std::string href) {
    close_link();
    out_.links.push_back({{}, std::move(href)});
    link_begin_ = out_.text.size();
    in_link_ = true;
  }
  void close_link() {
    if (!in_link_) return;
    out_.links.back().text = fold_spaces(std::string_view(out_.text).substr(link_begin_));
    in_link_ = false;
  }
  HtmlText take() {
    close_link();
    return std::move(out_);
  }

 private:
  enum class Gap : std::uint8_t { kNone, kSpace, kCell, kLine };
  enum class Seam : std::uint8_t { kNone, kClosed, kBetween };

  static bool is_word(char32_t c) noexcept {
    return c >= 0x80 || (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z');
  }
  /// "<span>Guest</span><span>Ada</span>": only between words, so that an amount keeps its sign.
  void part_columns(char32_t next) {
    const bool between = std::exchange(seam_, Seam::kNone) == Seam::kBetween;
    if (!between || gap_ != Gap::kNone || out_.text.empty() || !is_word(next)) return;
    const auto last = static_cast<unsigned char>(out_.text.back());
    if (is_word(last) && (last < '0' || last > '9')) gap_ = Gap::kCell;
  }

  static std::string fold_spaces(std::string_view text) {
    std::string out;
    for (const char c : text)
      if (c != ' ' && c != '\n' && c != '\t')
        out += c;
      else if (!out.empty() && out.back() != ' ')
        out += ' ';
    if (!out.empty() && out.back() == ' ') out.pop_back();
    return out;
  }
  void flush(std::size_t from) {
    if (gap_ != Gap::kNone && !out_.text.empty()) {
      out_.offsets.add(out_.text.size(), from);
      out_.text += gap_ == Gap::kSpace ? ' ' : gap_ == Gap::kCell ? '\t' : '\n';
    }
    gap_ = Gap::kNone;
  }

  HtmlText out_;
  std::size_t limit_;
  std::size_t link_begin_ = 0;
  bool in_link_ = false;
  Gap gap_ = Gap::kNone;
  Seam seam_ = Seam::kNone;
};

/// What is open around the reading place, as far as it decides whether text is seen.
class OpenElements {
 public:
  void open(const HtmlTag& tag) {
    if (contains(kVoid, tag.name) || tag.self_closing || open_.size() >= kMaxOpen) return;
    const HtmlTag::Look look = tag.look();
    const bool hides = contains(kUnseen, tag.name) || look.is_hidden;
    open_.push_back({tag.name, hides, has_size_});
    ++count_[tag.name];
    hidden_ += hides ? 1 : 0;
    has_size_ = look.has_size.value_or(has_size_);
  }
  void close(std::string_view name) {
    const auto opened = count_.find(name);
    if (opened == count_.end() || opened->second == 0) return;
    while (!open_.empty()) {
      const bool last = open_.back().name == name;
      hidden_ -= open_.back().hides ? 1 : 0;
      has_size_ = open_.back().had_size;
      --count_.find(open_.back().name)->second;
      open_.pop_back();
      if (last) return;
    }
  }
  [[nodiscard]] bool seen() const noexcept { return hidden_ == 0 && has_size_; }

 private:
  struct Open {
    std::string name;
    bool hides;
    bool had_size;  ///< what is around it
  };
  std::vector<Open> open_;
  std::map<std::string, int, std::less<>> count_;  ///< of each name in `open_`: a stray end tag costs no search
  int hidden_ = 0;
  bool has_size_ = true;  ///< letters, here: layouts set none around their blocks, and each block its own
};

/// Printable ASCII that begins no markup and no character reference: most of a text.
constexpr bool is_plain(char c) noexcept { return c > ' ' && c < 0x7F && c != '<' && c != '&'; }

/// Just past the end tag of a raw element, or the end.
std::size_t skip_raw(std::string_view html, std::size_t at, std::string_view name) {
  while (true) {
    at = html.find("</", at);
    if (at == std::string_view::npos) return html.size();
    if (lower_ascii(html.substr(at + 2, name.size())) == name) {
      const auto close = html.find('>', at);
      return close == std::string_view::npos ? html.size() : close + 1;
    }
    at += 2;
  }
}

class Reader {
 public:
  Reader(std::string_view html, std::size_t limit) : html_(html), tags_(html), writer_(limit) {}

  HtmlText read() {
    while (at_ < html_.size()) {
      if (html_[at_] == '<' && markup()) continue;
      character();
    }
    return writer_.take();
  }

 private:
  bool markup() {
    const auto end = skip_declaration(html_, at_);  // comments, doctype, processing instructions
    if (end > at_) {
      at_ = end;
      return true;
    }
    const auto tag = tags_.read(at_);
    if (!tag) return false;
    at_ += tag->length;
    if (contains(kRaw, tag->name) && !tag->closing) {
      at_ = skip_raw(html_, at_, tag->name);
      return true;
    }
    layout(*tag);
    tag->closing ? open_.close(tag->name) : open_.open(*tag);
    return true;
  }
  void layout(const HtmlTag& tag) {
    if (contains(kBlocks, tag.name)) writer_.new_line();
    if (tag.name == "td" || tag.name == "th") writer_.new_cell();
    if (contains(kColumns, tag.name)) tag.closing ? writer_.close_column() : writer_.open_column();
    if (tag.name != "a") return;
    if (tag.closing)
      writer_.close_link();
    else if (auto href = tag.attribute("href"); !href.empty())
      writer_.open_link(std::move(href));
  }
  void character() {
    const std::size_t from = at_;
    while (at_ < html_.size() && is_plain(html_[at_])) ++at_;
    if (at_ > from) {
      if (open_.seen()) writer_.word(html_.substr(from, at_ - from), from);
      return;
    }
    char32_t c = 0, second = 0;
    if (const auto entity = read_entity(html_.substr(at_, kMaxEntity)); entity) {
      c = entity->character;
      second = entity->second;
      at_ += entity->length;
    } else {
      c = unicode::take(html_, at_);
    }
    if (!open_.seen()) return;
    writer_.character(c, {from, at_});
    if (second != 0) writer_.character(second, {from, at_});
  }

  std::string_view html_;
  TagReader tags_;
  std::size_t at_ = 0;
  Writer writer_;
  OpenElements open_;
};

}  // namespace

HtmlText html_to_text(std::string_view html, std::size_t limit) {
  const StageScope stage(ReadingStage::kHtml);
  return Reader(html, limit).read();
}

}  // namespace connections::mail
