#include "mail/html_entities.h"

#include <array>
#include <charconv>
#include <utility>

namespace connections::mail {
namespace {

/// ISO 8859-1 names in the order of their code points, from U+00A0.
constexpr std::array<std::string_view, 96> kLatin1{
    "nbsp",   "iexcl",  "cent",   "pound",  "curren", "yen",    "brvbar", "sect",   "uml",    "copy",   "ordf",
    "laquo",  "not",    "shy",    "reg",    "macr",   "deg",    "plusmn", "sup2",   "sup3",   "acute",  "micro",
    "para",   "middot", "cedil",  "sup1",   "ordm",   "raquo",  "frac14", "frac12", "frac34", "iquest", "Agrave",
    "Aacute", "Acirc",  "Atilde", "Auml",   "Aring",  "AElig",  "Ccedil", "Egrave", "Eacute", "Ecirc",  "Euml",
    "Igrave", "Iacute", "Icirc",  "Iuml",   "ETH",    "Ntilde", "Ograve", "Oacute", "Ocirc",  "Otilde", "Ouml",
    "times",  "Oslash", "Ugrave", "Uacute", "Ucirc",  "Uuml",   "Yacute", "THORN",  "szlig",  "agrave", "aacute",
    "acirc",  "atilde", "auml",   "aring",  "aelig",  "ccedil", "egrave", "eacute", "ecirc",  "euml",   "igrave",
    "iacute", "icirc",  "iuml",   "eth",    "ntilde", "ograve", "oacute", "ocirc",  "otilde", "ouml",   "divide",
    "oslash", "ugrave", "uacute", "ucirc",  "uuml",   "yacute", "thorn",  "yuml"};

constexpr std::array<std::pair<std::string_view, char32_t>, 44> kOthers{{
    {"amp", '&'},       {"lt", '<'},        {"gt", '>'},        {"quot", '"'},      {"apos", '\''},
    {"ndash", 0x2013},  {"mdash", 0x2014},  {"lsquo", 0x2018},  {"rsquo", 0x2019},  {"sbquo", 0x201A},
    {"ldquo", 0x201C},  {"rdquo", 0x201D},  {"bdquo", 0x201E},  {"lsaquo", 0x2039}, {"rsaquo", 0x203A},
    {"hellip", 0x2026}, {"bull", 0x2022},   {"euro", 0x20AC},   {"trade", 0x2122},  {"zwnj", 0x200C},
    {"zwj", 0x200D},    {"lrm", 0x200E},    {"rlm", 0x200F},    {"ensp", 0x2002},   {"emsp", 0x2003},
    {"thinsp", 0x2009}, {"minus", 0x2212},  {"rarr", 0x2192},   {"larr", 0x2190},   {"star", 0x2606},
    {"starf", 0x2605},  {"check", 0x2713},  {"OElig", 0x0152},  {"oelig", 0x0153},  {"Scaron", 0x0160},
    {"scaron", 0x0161}, {"Zcaron", 0x017D}, {"zcaron", 0x017E}, {"Ccaron", 0x010C}, {"ccaron", 0x010D},
    {"rcaron", 0x0159}, {"ecaron", 0x011B}, {"lstrok", 0x0142}, {"figsp", 0x2007},
}};

constexpr std::size_t kLongestName = 8;

std::optional<char32_t> named(std::string_view name) noexcept {
  for (std::size_t i = 0; i < kLatin1.size(); ++i)
    if (kLatin1[i] == name) return static_cast<char32_t>(0xA0 + i);
  for (const auto& [other, character] : kOthers)
    if (other == name) return character;
  return std::nullopt;
}

bool is_alphanumeric(char c) noexcept {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
}

std::optional<Entity> numeric(std::string_view text) noexcept {
  const bool hex = text.size() > 2 && (text[2] == 'x' || text[2] == 'X');
  const char* begin = text.data() + (hex ? 3 : 2);
  const char* end = text.data() + text.size();
  std::uint32_t value = 0;
  const auto [stop, error] = std::from_chars(begin, end, value, hex ? 16 : 10);
  if (stop == begin) return std::nullopt;
  const bool character = error == std::errc{} && value > 0 && value <= 0x10FFFF && (value < 0xD800 || value > 0xDFFF);
  std::size_t length = static_cast<std::size_t>(stop - text.data());
  if (stop != end && *stop == ';') ++length;
  return Entity{character ? static_cast<char32_t>(value) : U'\uFFFD', length};
}

}  // namespace

std::optional<Entity> read_entity(std::string_view text) noexcept {
  if (text.size() < 3 || text[0] != '&') return std::nullopt;
  if (text[1] == '#') return numeric(text);
  std::size_t end = 1;
  while (end < text.size() && end <= kLongestName && is_alphanumeric(text[end])) ++end;
  if (end >= text.size() || text[end] != ';') return std::nullopt;
  const auto character = named(text.substr(1, end - 1));
  if (!character) return std::nullopt;
  return Entity{*character, end + 1};
}

}  // namespace connections::mail
