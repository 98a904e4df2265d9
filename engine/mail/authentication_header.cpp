#include "mail/authentication_header.h"

#include "mail/address.h"

namespace connections::mail {
namespace {

/// Splits the header into words and the marks ';' and '=', with comments gone and quotes resolved.
struct Word {
  std::string text;
  char mark = 0;  ///< ';' or '=', else a word
};

std::optional<std::vector<Word>> words_of(std::string_view value) {
  std::vector<Word> words;
  bool glued = false;  // the next characters belong to the last word
  int comment = 0;
  for (std::size_t i = 0; i < value.size(); ++i) {
    const char c = value[i];
    if (comment > 0) {
      if (c == '\\') ++i;
      comment += c == '(' ? 1 : c == ')' ? -1 : 0;
      continue;
    }
    if (c == '(') {
      comment = 1;
      glued = false;
    } else if (c == ' ' || c == '\t' || c == '\r' || c == '\n') {
      glued = false;
    } else if (c == ';' || c == '=') {
      words.push_back({{}, c});
      glued = false;
    } else if (c == '"') {
      std::string text;
      for (++i; i < value.size() && value[i] != '"'; ++i) {
        if (value[i] == '\\' && i + 1 < value.size()) ++i;
        text += value[i];
      }
      if (i >= value.size()) return std::nullopt;  // unclosed: nothing behind it can be trusted
      if (glued)
        words.back().text += text;
      else
        words.push_back({std::move(text), 0});
      glued = true;
    } else {
      if (!glued) words.push_back({});
      words.back().text += c;
      glued = true;
    }
  }
  if (comment > 0) return std::nullopt;
  return words;
}

}  // namespace

std::string_view AuthResult::property(std::string_view name) const noexcept {
  for (const auto& [key, value] : properties)
    if (key == name) return value;
  return {};
}

std::optional<AuthHeader> read_authentication_results(std::string_view value) {
  const auto words = words_of(value);
  if (!words || words->empty() || words->front().mark != 0) return std::nullopt;
  AuthHeader header;
  header.authserv_id = lower_ascii(words->front().text);
  std::size_t i = 1;
  while (i < words->size() && (*words)[i].mark == 0) ++i;  // the optional version
  while (i < words->size() && (*words)[i].mark == ';') {
    ++i;
    bool first = true;
    while (i + 2 < words->size() + 0 && (*words)[i].mark == 0 && (*words)[i + 1].mark == '=' &&
           (*words)[i + 2].mark == 0) {
      std::string key = lower_ascii((*words)[i].text);
      const std::string& text = (*words)[i + 2].text;
      if (first)
        header.results.push_back({key.substr(0, key.find('/')), lower_ascii(text), {}});
      else
        header.results.back().properties.emplace_back(std::move(key), text);
      first = false;
      i += 3;
    }
    if (first && i < words->size() && (*words)[i].mark == 0) ++i;  // "none"
    while (i < words->size() && (*words)[i].mark != ';') ++i;      // what does not fit ends this result
  }
  return header;
}

}  // namespace connections::mail
