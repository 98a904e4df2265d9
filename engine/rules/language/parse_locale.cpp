#include "rules/language/parse_locale.h"

#include <algorithm>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "model/value.h"
#include "rules/language/parse_context.h"

namespace connections::rules {
namespace {

/// Words as they are compared: folded, without a trailing dot.
std::string comparable(std::string_view word) {
  std::string folded = fold(word);
  while (!folded.empty() && folded.back() == '.') folded.pop_back();
  return folded;
}

std::vector<std::string> words_of(const YamlNode* node) {
  std::vector<std::string> words;
  if (node != nullptr)
    for (const YamlNode& item : node->items) words.push_back(comparable(item.value));
  return words;
}

template <std::size_t N>
void read_rows(const YamlNode& rows, std::array<std::vector<std::string>, N>& out) {
  for (std::size_t i = 0; i < N; ++i) out[i] = words_of(&rows.items[i]);
}

/// Lists by name, where the names are those of an enum.
template <std::size_t N, class NameOf>
void read_named(const RuleSource& source, const YamlNode& node, std::string_view what,
                std::array<std::vector<std::string>, N>& out, NameOf name_of, Report& report) {
  std::vector<std::string_view> names;
  names.reserve(N);
  for (std::size_t i = 0; i < N; ++i) names.push_back(name_of(i));
  for (const YamlEntry& entry : node.entries) {
    const auto known = std::ranges::find(names, entry.key);
    if (known != names.end())
      out[static_cast<std::size_t>(known - names.begin())] = words_of(&entry.value);
    else
      report.add_at_key(source, entry, Code::kInvalidValue, fmt::format("unknown {} '{}'", what, entry.key),
                        {.suggestion = fmt::format("one of {}", fmt::join(names, ", "))});
  }
}

std::vector<std::string> texts_in(const YamlNode& map, std::string_view key) {
  std::vector<std::string> texts;
  if (const YamlNode* list = map.find(key))
    for (const YamlNode& item : list->items) texts.push_back(item.value);
  return texts;
}

ForwardedWords read_forwarded(const YamlNode& node) {
  ForwardedWords words{.from = texts_in(node, "from"),
                       .date = texts_in(node, "date"),
                       .subject = texts_in(node, "subject"),
                       .to = texts_in(node, "to"),
                       .markers = {},
                       .prefixes = texts_in(node, "prefixes"),
                       .answers = texts_in(node, "answers")};
  if (const YamlNode* markers = node.find("markers"))
    for (const YamlEntry& style : markers->entries) words.markers[style.key] = texts_in(*markers, style.key);
  return words;
}

}  // namespace

Locale read_locale(const RuleSource& source, Report& report) {
  const YamlNode& root = source.root;
  Locale locale;
  locale.id = source.id;
  if (const YamlNode* orders = root.find("date_orders"))
    for (const YamlEntry& entry : orders->entries) locale.date_orders[fold(entry.key)] = read_order(entry.value.value);
  read_rows(*root.find("months"), locale.months);
  read_rows(*root.find("weekdays"), locale.weekdays);
  locale.fillers = words_of(root.find("fillers"));
  locale.range_words = words_of(root.find("range_words"));
  locale.today = words_of(root.find("today"));
  locale.am = words_of(root.find("am"));
  locale.pm = words_of(root.find("pm"));
  locale.honorifics = words_of(root.find("honorifics"));
  locale.not_names = words_of(root.find("not_names"));
  locale.placeholders = words_of(root.find("placeholders"));
  locale.countries = words_of(root.find("countries"));
  locale.languages = words_of(root.find("languages"));
  locale.currency_names = words_of(root.find("currency_names"));
  locale.numbers = words_of(root.find("numbers"));
  if (const YamlNode* party = root.find("party"))
    read_named(
        source, *party, "party word", locale.party, [](std::size_t i) { return name(static_cast<PartyWord>(i)); },
        report);
  if (const YamlNode* suffixes = root.find("number_suffixes"))
    read_named(
        source, *suffixes, "number suffix", locale.suffixes,
        [](std::size_t i) { return name(static_cast<NumberSuffix>(i)); }, report);
  if (const YamlNode* currencies = root.find("currencies"))
    for (const YamlEntry& entry : currencies->entries) locale.currencies[entry.key] = entry.value.value;
  if (const YamlNode* forwarded = root.find("forwarded")) locale.forwarded = read_forwarded(*forwarded);
  if (const YamlNode* labels = root.find("labels"))
    for (const YamlEntry& entry : labels->entries)
      for (const YamlNode& item : entry.value.items) locale.labels[entry.key].push_back(item.value);
  return locale;
}

}  // namespace connections::rules
