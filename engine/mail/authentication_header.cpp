#include "mail/authentication_header.h"

#include <algorithm>

#include "mail/address.h"
#include "mail/structured_header.h"
#include "model/unicode.h"

namespace connections::mail {
namespace {

/// Characters that a property's value can only hold when somebody's quoted local part put them there.
bool is_suspicious(std::string_view value) { return value.find_first_of(" \t;()") != std::string_view::npos; }

struct Pair {
  std::string key, value;
  bool quoted = false;  ///< the value is in quotes
};

/// "key=value" from words[at, …), with white space around the sign or not. Values may hold further signs, as the bounce
/// addresses of mailing services do. Nothing if there is none.
std::optional<Pair> take_pair(const std::vector<StructuredWord>& words, std::size_t& at) {
  constexpr auto kNone = std::string::npos;
  const auto word = [&](std::size_t i) { return i < words.size() && words[i].mark == 0 ? &words[i] : nullptr; };
  const StructuredWord* first = word(at);
  if (first == nullptr) return std::nullopt;
  const StructuredWord* holder = first;  // of the sign and perhaps of the value
  std::size_t sign = std::min(first->text.find('='), first->quoted_from);
  if (sign == kNone) {
    holder = word(++at);
    if (holder == nullptr || !holder->text.starts_with('=') || holder->quoted_from == 0) return std::nullopt;
    sign = 0;
  } else if (sign == 0 || sign == first->quoted_from) {
    return std::nullopt;
  }
  Pair pair{lower_ascii(holder == first ? first->text.substr(0, sign) : first->text), {}, holder->quoted()};
  ++at;
  if (sign + 1 < holder->text.size() || holder->quoted()) {
    pair.value = holder->text.substr(sign + 1);
    return pair;
  }
  const StructuredWord* value = word(at);
  if (value == nullptr) return std::nullopt;
  ++at;
  pair.value = value->text;
  pair.quoted = value->quoted();
  return pair;
}

/// Reads one result up to the next ';' or the end. False: it does not follow the grammar.
bool take_result(const std::vector<StructuredWord>& words, std::size_t& at, std::vector<AuthResult>& results) {
  const auto ended = [&] { return at >= words.size() || words[at].mark == ';'; };
  if (ended()) return true;  // a semicolon too many
  if (words[at].mark == 0 && lower_ascii(words[at].text) == "none" &&
      (at + 1 == words.size() || words[at + 1].mark != 0))
    return ++at, true;
  const auto result = take_pair(words, at);
  if (!result || result->quoted) return false;
  AuthResult out{result->key.substr(0, result->key.find('/')), lower_ascii(result->value), {}};
  while (!ended()) {
    auto property = take_pair(words, at);
    if (!property || !out.property(property->key).empty()) return false;
    if (property->key != "reason" && is_suspicious(property->value)) return false;
    out.properties.emplace_back(std::move(property->key), std::move(property->value));
  }
  results.push_back(std::move(out));
  return true;
}

}  // namespace

std::string_view AuthResult::property(std::string_view name) const noexcept {
  for (const auto& [key, value] : properties)
    if (key == name) return value;
  return {};
}

std::optional<AuthHeader> read_authentication_results(std::string_view value) {
  if (!unicode::is_valid_utf8(value)) return std::nullopt;
  const auto words = structured_words(value, ";");
  if (!words || words->empty() || words->front().mark != 0) return std::nullopt;
  AuthHeader header;
  header.authserv_id = lower_ascii(words->front().text);
  std::size_t at = 1;
  if (at < words->size() && (*words)[at].mark == 0 && (*words)[at++].text != "1") return std::nullopt;  // the version
  while (at < words->size()) {
    if ((*words)[at].mark != ';') return std::nullopt;
    ++at;
    if (!take_result(*words, at, header.results)) return std::nullopt;
  }
  return header;
}

}  // namespace connections::mail
