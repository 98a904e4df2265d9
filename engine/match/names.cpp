#include "match/names.h"

#include <algorithm>
#include <array>
#include <utility>

#include "model/unicode.h"

namespace connections::match {
namespace {

/// Letters that Unicode does not take apart, and how they are written without them or in capitals.
constexpr std::array<std::pair<char32_t, std::string_view>, 10> kPlain{{{U'æ', "ae"},
                                                                        {U'œ', "oe"},
                                                                        {U'ß', "ss"},
                                                                        {U'þ', "th"},
                                                                        {U'ø', "o"},
                                                                        {U'ł', "l"},
                                                                        {U'đ', "d"},
                                                                        {U'ð', "d"},
                                                                        {U'ı', "i"},
                                                                        {U'ς', "σ"}}};

void append_plain(std::string& out, char32_t c) {
  const auto plain = std::ranges::find(kPlain, c, &std::pair<char32_t, std::string_view>::first);
  if (plain != kPlain.end())
    out += plain->second;
  else
    unicode::append(out, unicode::without_marks(c));
}

bool is_mark(char32_t c) { return c >= 0x300 && c < 0x370; }

bool separates(char32_t c) {
  if (c == U'*' || c == U'.' || c == U'\'' || c == 0x2019) return false;
  return unicode::is_space(c) || (c < 0x80 && !((c >= '0' && c <= '9') || (c >= 'a' && c <= 'z'))) ||
         (c >= 0x2010 && c <= 0x2027) || c == 0xB7;
}

struct Word {
  std::string text;
  bool part = false;  ///< an initial or masked: "e.", "a***"
};

Word word_of(std::string text) {
  Word word;
  const auto mask = text.find_first_of("*.");
  word.part = mask != std::string::npos;
  if (word.part) text.erase(mask);
  std::erase(text, '\'');
  word.text = std::move(text);
  std::size_t at = 0;
  if (!word.text.empty()) static_cast<void>(unicode::take(word.text, at));
  word.part = word.part || at == word.text.size();  // one letter is an initial
  return word;
}

bool joins_people(std::string_view word) {
  static constexpr std::array<std::string_view, 8> kAnd{"and", "und", "et", "y", "e", "en", "i", "og"};
  return std::find(kAnd.begin(), kAnd.end(), word) != kAnd.end();
}

using Person = std::vector<Word>;

/// The people that a writing names: "ada & bo example" are two.
std::vector<Person> people_of(std::string_view text) {
  std::vector<Person> people(1);
  std::string word;
  const auto end_word = [&] {
    if (word.empty()) return;
    if (joins_people(word) && !people.back().empty())
      people.emplace_back();
    else if (Word one = word_of(std::exchange(word, {})); !one.text.empty())
      people.back().push_back(std::move(one));
    word.clear();
  };
  for (std::size_t at = 0; at < text.size();) {
    const char32_t c = unicode::to_lower(unicode::take(text, at));
    if (is_mark(c)) continue;
    if (!separates(c)) {
      append_plain(word, c);
      continue;
    }
    end_word();
    if ((c == U'&' || c == U'+' || c == U'/') && !people.back().empty()) people.emplace_back();
  }
  end_word();
  if (people.size() > 1 && people.back().empty()) people.pop_back();
  return people;
}

bool agree(const Word& a, const Word& b) {
  if (a.part && b.part) return a.text.starts_with(b.text) || b.text.starts_with(a.text);
  if (a.part) return b.text.starts_with(a.text);
  if (b.part) return a.text.starts_with(b.text);
  return a.text == b.text;
}

/// Every word of the shorter writing must be in the longer one.
NameAgreement compare_people(const Person& a, const Person& b) {
  const Person& shorter = a.size() <= b.size() ? a : b;
  const Person& longer = a.size() <= b.size() ? b : a;
  if (shorter.empty()) return NameAgreement::kNone;
  std::vector<bool> used(longer.size());
  std::size_t whole = 0;
  for (const bool parts : {false, true})  // whole words first, so that an initial does not take one away
    for (const Word& word : shorter) {
      if (word.part != parts) continue;
      std::size_t found = longer.size();
      for (std::size_t i = 0; i < longer.size(); ++i)
        if (!used[i] && agree(word, longer[i]) && (found == longer.size() || longer[found].part)) found = i;
      if (found == longer.size()) return NameAgreement::kNone;
      used[found] = true;
      if (!word.part && !longer[found].part) ++whole;
    }
  return whole >= 2 ? NameAgreement::kFull : whole == 1 ? NameAgreement::kFirst : NameAgreement::kInitials;
}

std::size_t letters_of(std::string_view text) {
  std::size_t letters = 0;
  for (const Person& person : people_of(text))
    for (const Word& word : person)
      if (!word.part) letters += word.text.size();
  return letters;
}

}  // namespace

NameAgreement compare_names(std::string_view a, std::string_view b) {
  NameAgreement best = NameAgreement::kNone;
  for (const Person& one : people_of(a))
    for (const Person& other : people_of(b)) best = std::max(best, compare_people(one, other));
  return best;
}

bool is_fuller(std::string_view a, std::string_view b) {
  return compare_names(a, b) != NameAgreement::kNone && letters_of(a) > letters_of(b);
}

std::vector<std::string> words_of(std::string_view text) {
  std::vector<std::string> words;
  for (const Person& person : people_of(text))
    for (const Word& word : person) words.push_back(word.text);
  return words;
}

}  // namespace connections::match
