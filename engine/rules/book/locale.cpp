#include "rules/book/locale.h"

#include <algorithm>

#include "model/value.h"

namespace connections::rules {
namespace {

constexpr std::array<std::string_view, kPartyWordCount> kPartyWords{"adults", "children", "infants",
                                                                    "pets",   "guests",   "nights"};

using Words = std::unordered_map<std::string, WordMeaning>;

void mean(int& meaning, int value) { meaning = meaning == 0 || meaning == value ? value : WordMeaning::kConflict; }

void add_locale(Words& words, const Locale& locale) {
  for (std::size_t i = 0; i < locale.months.size(); ++i)
    for (const auto& word : locale.months[i]) mean(words[word].month, static_cast<int>(i) + 1);
  for (std::size_t i = 0; i < locale.weekdays.size(); ++i)
    for (const auto& word : locale.weekdays[i]) mean(words[word].weekday, static_cast<int>(i) + 1);
  for (std::size_t i = 0; i < locale.party.size(); ++i)
    for (const auto& word : locale.party[i]) words[word].party = static_cast<int>(i);
  for (const auto& word : locale.fillers) words[word].filler = true;
  for (const auto& word : locale.range_words) words[word].range = true;
  for (const auto& word : locale.today) words[word].today = true;
  for (const auto& word : locale.am) words[word].am = true;
  for (const auto& word : locale.pm) words[word].pm = true;
}

using Phrases = std::unordered_map<std::string, PhraseMeaning>;

void add_phrases(Phrases& phrases, const Locale& locale) {
  for (const auto& [label, words] : locale.labels)
    for (const auto& word : words) {
      auto& labels = phrases[fold(word)].labels;
      if (std::find(labels.begin(), labels.end(), label) == labels.end()) labels.push_back(label);
    }
  for (const auto& word : locale.honorifics) phrases[word].honorific = true;
  for (const auto& word : locale.not_names) phrases[word].not_name = true;
  for (const auto& word : locale.placeholders) phrases[word].placeholder = true;
  for (const auto& word : locale.countries) phrases[word].country = true;
}

template <class Map>
const typename Map::mapped_type* find_in(const std::shared_ptr<const Map>& map, std::string_view folded) {
  if (!map) return nullptr;
  const auto found = map->find(std::string(folded));
  return found == map->end() ? nullptr : &found->second;
}

}  // namespace

std::string_view name(PartyWord word) noexcept { return kPartyWords[static_cast<std::size_t>(word)]; }

Locales::Locales(std::vector<const Locale*> all) : all_(std::move(all)) {
  auto words = std::make_shared<Words>();
  auto phrases = std::make_shared<Phrases>();
  for (const Locale* locale : all_) {
    add_locale(*words, *locale);
    add_phrases(*phrases, *locale);
  }
  words_ = std::move(words);
  phrases_ = std::move(phrases);
}

const WordMeaning* Locales::meaning(std::string_view folded) const { return find_in(words_, folded); }

const PhraseMeaning* Locales::phrase(std::string_view folded) const { return find_in(phrases_, folded); }

}  // namespace connections::rules
