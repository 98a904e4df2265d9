#include "mail/html_tag.h"

#include <algorithm>
#include <array>

#include "mail/address.h"
#include "mail/html_entities.h"
#include "model/unicode.h"

namespace connections::mail {
namespace {

bool is_letter(char c) noexcept { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); }
bool is_blank(char c) noexcept { return c == ' ' || c == '\t' || c == '\n' || c == '\r' || c == '\f'; }
bool is_name(char c) noexcept { return is_letter(c) || (c >= '0' && c <= '9') || c == '-' || c == ':' || c == '_'; }

/// Longest tag whose quotes are honoured: tracking links reach 4 KiB. Keeps unclosed quotes linear in cost.
constexpr std::size_t kMaxTag = 16u << 10;

std::string resolve_entities(std::string_view value) {
  if (value.find('&') == std::string_view::npos) return std::string(value);
  std::string out;
  for (std::size_t at = 0; at < value.size();) {
    if (const auto entity = read_entity(value.substr(at, kMaxEntity), EntityPlace::kAttribute)) {
      unicode::append(out, entity->character);
      if (entity->second != 0) unicode::append(out, entity->second);
      at += entity->length;
    } else {
      out += value[at++];
    }
  }
  return out;
}

/// Takes one `name="value"` off the front.
struct Attribute {
  std::string_view name, value;
};
std::optional<Attribute> take_attribute(std::string_view& rest) {
  while (!rest.empty() && !is_name(rest.front())) rest.remove_prefix(1);
  if (rest.empty()) return std::nullopt;
  Attribute found;
  std::size_t end = 0;
  while (end < rest.size() && is_name(rest[end])) ++end;
  found.name = rest.substr(0, end);
  rest.remove_prefix(end);
  while (!rest.empty() && is_blank(rest.front())) rest.remove_prefix(1);
  if (rest.empty() || rest.front() != '=') return found;
  rest.remove_prefix(1);
  while (!rest.empty() && is_blank(rest.front())) rest.remove_prefix(1);
  if (rest.empty()) return found;
  const char quote = rest.front();
  const bool quoted = quote == '"' || quote == '\'';
  if (quoted) rest.remove_prefix(1);
  end = 0;
  while (end < rest.size() && (quoted ? rest[end] != quote : !is_blank(rest[end]))) ++end;
  found.value = rest.substr(0, end);
  rest.remove_prefix(std::min(rest.size(), end + (quoted ? 1 : 0)));
  return found;
}

/// `style` is in small letters and without white space.
void read_style(std::string_view style, HtmlTag::Look& look) {
  static constexpr std::array<std::string_view, 5> kHiding{"display:none", "visibility:hidden", "mso-hide:all",
                                                           "max-height:0px", "max-height:0"};
  static constexpr std::string_view kImportant = "!important", kSize = "font-size:";
  while (!style.empty()) {
    const std::size_t end = std::min(style.find(';'), style.size());
    std::string_view one = style.substr(0, end);
    style.remove_prefix(std::min(end + 1, style.size()));
    if (one.ends_with(kImportant)) one.remove_suffix(kImportant.size());
    if (std::ranges::find(kHiding, one) != kHiding.end()) look.is_hidden = true;
    if (one.starts_with(kSize)) look.has_size = one.substr(kSize.size()) != "0px";
  }
}

}  // namespace

std::string HtmlTag::attribute(std::string_view wanted) const {
  std::string_view rest = attributes;
  while (const auto found = take_attribute(rest))
    if (same_ascii(found->name, wanted)) return resolve_entities(found->value);
  return {};
}

HtmlTag::Look HtmlTag::look() const {
  std::string_view rest = attributes;
  Look look;
  bool style_seen = false;
  while (const auto found = take_attribute(rest)) {
    if (same_ascii(found->name, "hidden")) look.is_hidden = true;
    if (style_seen || !same_ascii(found->name, "style")) continue;
    style_seen = true;  // a second one does not count
    std::string style = lower_ascii(resolve_entities(found->value));
    std::erase_if(style, is_blank);
    read_style(style, look);
  }
  return look;
}

/// The '>' that ends a tag: quotes may hold others. An unclosed quote ends at the first '>'.
std::size_t TagReader::end_of_tag(std::size_t at) {
  if (next_close_ < at || at == 0) next_close_ = std::min(html_.find('>', at), html_.size());
  if (next_close_ == html_.size()) return next_close_;
  char quote = 0;
  const std::size_t stop = std::min({html_.size(), at + kMaxTag, at + vain_});
  for (std::size_t i = at; i < stop; ++i) {
    const char c = html_[i];
    if (quote != 0) {
      if (c == quote) quote = 0;
    } else if (c == '"' || c == '\'') {
      quote = c;
    } else if (c == '>') {
      return i;
    }
  }
  vain_ -= stop - at;
  return next_close_;
}

std::optional<HtmlTag> TagReader::read(std::size_t at) {
  const std::string_view html = html_;
  std::size_t name = at + 1;
  HtmlTag tag;
  if (name < html.size() && html[name] == '/') {
    tag.closing = true;
    ++name;
  }
  if (name >= html.size() || !is_letter(html[name])) return std::nullopt;
  std::size_t name_end = name;
  while (name_end < html.size() && is_name(html[name_end])) ++name_end;
  const std::size_t end = end_of_tag(name_end);
  if (end == html.size()) return std::nullopt;
  tag.name = lower_ascii(html.substr(name, name_end - name));
  tag.attributes = html.substr(name_end, end - name_end);
  tag.self_closing = tag.attributes.ends_with('/');
  tag.length = end + 1 - at;
  return tag;
}

std::size_t skip_declaration(std::string_view html, std::size_t at) {
  const auto past = [&](std::string_view end_mark, std::size_t from) {
    const auto end = html.find(end_mark, from);
    return end == std::string_view::npos ? html.size() : end + end_mark.size();
  };
  const std::string_view rest = html.substr(at);
  if (rest.starts_with("<!--")) return past("-->", at + 4);
  if (rest.starts_with("<!") || rest.starts_with("<?")) return past(">", at + 2);
  return at;
}

}  // namespace connections::mail
