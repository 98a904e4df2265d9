#include "rules/book/locale.h"

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

}  // namespace

std::string_view name(PartyWord word) noexcept { return kPartyWords[static_cast<std::size_t>(word)]; }

Locales::Locales(std::vector<const Locale*> all) : all_(std::move(all)) {
  auto words = std::make_shared<Words>();
  for (const Locale* locale : all_) add_locale(*words, *locale);
  words_ = std::move(words);
}

const WordMeaning* Locales::meaning(std::string_view folded) const {
  if (!words_) return nullptr;
  const auto found = words_->find(std::string(folded));
  return found == words_->end() ? nullptr : &found->second;
}

}  // namespace connections::rules
