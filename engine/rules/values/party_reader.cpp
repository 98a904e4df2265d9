#include "rules/values/party_reader.h"

#include <algorithm>

#include "model/unicode.h"
#include "rules/values/known_words.h"
#include "rules/values/text_cursor.h"

namespace connections::rules {
namespace {

constexpr int kMaxParty = 99;  ///< more is a mistaken reading

struct Item {
  int number = -1;     ///< -1: a word
  int party = -1;      ///< PartyWord of a known word
  bool label = false;  ///< a word with a colon behind it: it counts what follows
};

bool is_known(const Item& item) noexcept { return item.number >= 0 || item.party >= 0; }

/// 人, 名 behind a number.
bool is_counter(char32_t c, const Locales& locales) {
  std::string one;
  unicode::append(one, c);
  const SuffixMeaning* suffix = locales.suffix(one);
  return suffix != nullptr && suffix->people;
}

/// "(ages 4, 7)" counts no one.
void skip_brackets(TextCursor& in) {
  while (!in.done() && in.next() != ')') {
  }
}

/// Without spaces the longest known word at the cursor is the word: "子ども" out of "子どもと".
int take_cjk_party(TextCursor& in, const Locales& locales) {
  std::string word;
  int found = -1;
  std::size_t end = in.at();
  while (is_letter(in.peek()) && is_cjk(in.peek())) {
    unicode::append(word, in.next());
    const WordMeaning* meaning = locales.meaning(word);
    if (meaning == nullptr || meaning->party < 0) continue;
    found = meaning->party;
    end = in.at();
  }
  if (found >= 0) in.rewind(end);
  return found;
}

/// The party that a word names, also behind an elided article: "d'adultes".
int party_of(const std::string& word, const Locales& locales) {
  const WordMeaning* meaning = locales.meaning(word);
  if (meaning != nullptr) return meaning->party;
  for (const std::string_view apostrophe : {"'", "’"})
    if (const auto at = word.rfind(apostrophe); at != std::string::npos)
      meaning = locales.meaning(word.substr(at + apostrophe.size()));
  return meaning != nullptr ? meaning->party : -1;
}

std::vector<Item> items_of(std::string_view text, const Locales& locales) {
  std::vector<Item> items;
  TextCursor in(text);
  while (!in.done()) {
    const char32_t c = in.peek();
    std::size_t digits = 0;
    if (is_digit(c)) {
      items.push_back({.number = in.take_number(digits), .party = -1});
      if (!in.done() && is_counter(in.peek(), locales)) in.next();
    } else if (is_letter(c) && is_cjk(c)) {
      items.push_back({.number = -1, .party = take_cjk_party(in, locales)});
    } else if (is_letter(c)) {
      const auto word = take_known_words(in, locales, [](const WordMeaning& known) { return known.party >= 0; });
      items.push_back({.number = -1, .party = party_of(word, locales), .label = in.peek() == ':'});
    } else if (c == '(') {
      skip_brackets(in);
    } else {
      in.next();
    }
  }
  return items;
}

}  // namespace

std::optional<Party> read_party(std::string_view text, const Locales& locales) {
  std::vector<Item> items = items_of(text, locales);
  // "大人4人, 子ども2人" and "Adults: 2, children: 1" put the word first; then the last thing known is a number.
  const auto last = std::find_if(items.rbegin(), items.rend(), is_known);
  const bool word_first = last != items.rend() && items.front().party >= 0 && last->number >= 0;
  Party party;
  bool any = false;
  const auto take = [&](Item& word, const Item& number) {
    auto& slot = party[static_cast<std::size_t>(word.party)];
    if (number.number > kMaxParty) return;
    slot = slot.value_or(0) + number.number;
    word.party = -1;  // a word serves one number
    any = true;
  };
  for (std::size_t i = 0; i < items.size(); ++i) {
    if (items[i].number < 0) continue;
    Item* before = i > 0 && items[i - 1].party >= 0 ? &items[i - 1] : nullptr;
    Item* after = i + 1 < items.size() && items[i + 1].party >= 0 && !items[i + 1].label ? &items[i + 1] : nullptr;
    if (Item* word = word_first || after == nullptr ? before : after) take(*word, items[i]);
  }
  return any ? std::optional(party) : std::nullopt;
}

std::optional<int> guest_count(const Party& party) noexcept {
  const auto of = [&](PartyWord word) { return party[static_cast<std::size_t>(word)]; };
  if (of(PartyWord::kAdults)) return *of(PartyWord::kAdults) + of(PartyWord::kChildren).value_or(0);
  return of(PartyWord::kGuests);
}

}  // namespace connections::rules
