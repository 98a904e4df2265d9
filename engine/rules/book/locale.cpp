#include "rules/book/locale.h"

#include <algorithm>

#include "model/value.h"

namespace connections::rules {
namespace {

constexpr std::array<std::string_view, kPartyWordCount> kPartyWords{"adults", "children", "infants",
                                                                    "pets",   "guests",   "nights"};

constexpr std::array<std::string_view, kNumberSuffixCount> kSuffixes{"year", "month",   "day",
                                                                     "hour", "ordinal", "people"};

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
  for (const auto& word : locale.languages) phrases[word].language = true;
  for (const auto& word : locale.currency_names) phrases[word].currency = true;
  for (const auto& word : locale.numbers) phrases[word].number = true;
}

using Suffixes = std::unordered_map<std::string, SuffixMeaning>;

void add_suffixes(Suffixes& suffixes, const Locale& locale) {
  const auto words = [&](NumberSuffix suffix) { return locale.suffixes[static_cast<std::size_t>(suffix)]; };
  for (const std::string& word : words(NumberSuffix::kYear)) suffixes[word].mark = 'y';
  for (const std::string& word : words(NumberSuffix::kMonth)) suffixes[word].mark = 'm';
  for (const std::string& word : words(NumberSuffix::kDay)) suffixes[word].mark = 'd';
  for (const std::string& word : words(NumberSuffix::kHour)) suffixes[word].hour = true;
  for (const std::string& word : words(NumberSuffix::kOrdinal)) suffixes[word].ordinal = true;
  for (const std::string& word : words(NumberSuffix::kPeople)) suffixes[word].people = true;
}

using Currencies = std::vector<std::pair<std::string, std::string>>;

Currencies currencies_of(const std::vector<const Locale*>& all) {
  std::map<std::string, std::string> codes;  // an empty code: two currencies have the sign
  for (const Locale* locale : all)
    for (const auto& [sign, code] : locale->currencies)
      if (const auto [known, is_new] = codes.try_emplace(sign, code); !is_new && known->second != code)
        known->second.clear();
  Currencies found(codes.begin(), codes.end());
  std::erase_if(found, [](const auto& one) { return one.second.empty(); });
  std::ranges::stable_sort(found, [](const auto& a, const auto& b) { return a.first.size() > b.first.size(); });
  return found;
}

std::string lower_tag(std::string_view tag) {
  std::string lower(tag);
  for (char& c : lower) c = c == '_' ? '-' : c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
  return lower;
}

/// A language alone also speaks for its regions, unless the locale lists some.
DateOrder order_in(const Locale& locale, const std::string& tag) {
  if (const auto exact = locale.date_orders.find(tag); exact != locale.date_orders.end()) return exact->second;
  const auto whole = locale.date_orders.find(locale.id);
  const bool has_regions =
      std::ranges::any_of(locale.date_orders, [](const auto& one) { return one.first.contains('-'); });
  return whole != locale.date_orders.end() && !has_regions ? whole->second : DateOrder::kDayFirst;
}

template <class Map>
const typename Map::mapped_type* find_in(const std::shared_ptr<const Map>& map, std::string_view folded) {
  if (!map) return nullptr;
  const auto found = map->find(std::string(folded));
  return found == map->end() ? nullptr : &found->second;
}

/// The first two bytes of a text, as fold() leaves them if they are ASCII.
std::size_t start_of(std::string_view text) noexcept {
  const auto folded = [](char c) -> std::size_t {
    if (c >= 'A' && c <= 'Z') return static_cast<unsigned char>(c) + std::size_t{'a' - 'A'};
    return c >= '\t' && c <= '\r' ? ' ' : static_cast<unsigned char>(c);
  };
  return folded(text[0]) * 256 + (text.size() > 1 ? folded(text[1]) : 0);
}

}  // namespace

std::string_view name(NumberSuffix suffix) noexcept { return kSuffixes[static_cast<std::size_t>(suffix)]; }

std::string_view name(PartyWord word) noexcept { return kPartyWords[static_cast<std::size_t>(word)]; }

Locales::Locales(std::vector<const Locale*> all) : all_(std::move(all)) {
  auto words = std::make_shared<Words>();
  auto phrases = std::make_shared<Phrases>();
  auto suffixes = std::make_shared<Suffixes>();
  for (const Locale* locale : all_) {
    add_locale(*words, *locale);
    add_phrases(*phrases, *locale);
    add_suffixes(*suffixes, *locale);
  }
  suffixes_ = std::move(suffixes);
  currencies_ = std::make_shared<const Currencies>(currencies_of(all_));
  words_ = std::move(words);
  auto starts = std::make_shared<LabelStarts>();
  for (const auto& [words_of_label, meaning] : *phrases)
    if (!meaning.labels.empty()) starts->set(start_of(words_of_label));
  label_starts_ = std::move(starts);
  phrases_ = std::move(phrases);
}

bool Locales::may_begin_label(std::string_view text) const noexcept {
  const bool is_ascii =
      text.size() > 1 && static_cast<signed char>(text[0]) >= 0 && static_cast<signed char>(text[1]) >= 0;
  return !is_ascii || (label_starts_ != nullptr && label_starts_->test(start_of(text)));
}

const WordMeaning* Locales::meaning(std::string_view folded) const { return find_in(words_, folded); }

const SuffixMeaning* Locales::suffix(std::string_view folded) const { return find_in(suffixes_, folded); }

const std::vector<std::pair<std::string, std::string>>& Locales::currencies() const noexcept {
  static const Currencies none;
  return currencies_ ? *currencies_ : none;
}

DateOrder Locales::numeric_order(std::string_view tag) const {
  const std::string lower = lower_tag(tag);
  const std::string_view language = std::string_view(lower).substr(0, lower.find('-'));
  for (const Locale* locale : all_)
    if (locale->id == language) return order_in(*locale, lower);
  return DateOrder::kUnset;
}

const PhraseMeaning* Locales::phrase(std::string_view folded) const { return find_in(phrases_, folded); }

}  // namespace connections::rules
