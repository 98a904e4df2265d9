#include "rules/language/parse_locale.h"

#include <fmt/format.h>

#include "model/value.h"
#include "rules/language/parse_context.h"

namespace connections::rules {
namespace {

/// How words are kept for comparison: folded, without a trailing dot.
std::string kept(std::string_view word) {
  std::string folded = fold(word);
  while (!folded.empty() && folded.back() == '.') folded.pop_back();
  return folded;
}

std::vector<std::string> words_of(const YamlNode* node) {
  std::vector<std::string> words;
  if (node != nullptr)
    for (const YamlNode& item : node->items) words.push_back(kept(item.value));
  return words;
}

template <std::size_t N>
void read_rows(const YamlNode& rows, std::array<std::vector<std::string>, N>& out) {
  for (std::size_t i = 0; i < N; ++i) out[i] = words_of(&rows.items[i]);
}

void read_party(const RuleSource& source, const YamlNode& party, Locale& locale, Report& report) {
  for (const YamlEntry& entry : party.entries) {
    bool known = false;
    for (std::size_t i = 0; i < kPartyWordCount; ++i)
      if (name(static_cast<PartyWord>(i)) == entry.key) {
        locale.party[i] = words_of(&entry.value);
        known = true;
      }
    if (!known)
      report.at(source, Severity::kError, entry.line, entry.column, entry.key.size(), 7,
                fmt::format("'{}' is none of adults, children, infants, pets, guests, nights", entry.key));
  }
}

}  // namespace

Locale read_locale(const RuleSource& source, Report& report) {
  const YamlNode& root = source.root;
  Locale locale;
  locale.id = source.id;
  locale.month_first = text_or(root, "month_first") == "true";
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
  if (const YamlNode* party = root.find("party")) read_party(source, *party, locale, report);
  if (const YamlNode* labels = root.find("labels"))
    for (const YamlEntry& entry : labels->entries)
      for (const YamlNode& item : entry.value.items) locale.labels[entry.key].push_back(item.value);
  return locale;
}

}  // namespace connections::rules
