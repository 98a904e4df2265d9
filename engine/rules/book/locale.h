#pragma once

#include <array>
#include <bitset>
#include <map>
#include <memory>
#include <string>
#include <string_view>
#include <unordered_map>
#include <utility>
#include <vector>

namespace connections::rules {

/// Kinds of people, and nights, as a locale names them. Order is that of kPartyWords in locale.cpp.
enum class PartyWord : std::uint8_t { kAdults, kChildren, kInfants, kPets, kGuests, kNights };
[[nodiscard]] std::string_view name(PartyWord word) noexcept;  ///< "adults", …
inline constexpr std::size_t kPartyWordCount = 6;

/// The order of an all-numeric date.
enum class DateOrder : std::uint8_t { kUnset, kDayFirst, kMonthFirst, kYearFirst };

/// What may stand directly behind a number. Order is that of kSuffixes in locale.cpp.
enum class NumberSuffix : std::uint8_t { kYear, kMonth, kDay, kHour, kOrdinal, kPeople };
[[nodiscard]] std::string_view name(NumberSuffix suffix) noexcept;  ///< "year", "month", "day", "hour", …
inline constexpr std::size_t kNumberSuffixCount = 6;

/// What mail programs print around a mail that is forwarded by hand, as written.
struct ForwardedWords {
  std::vector<std::string> from, date, subject, to;         ///< labels of the quoted headers
  std::map<std::string, std::vector<std::string>> markers;  ///< style ("gmail") → beginnings of announcing lines
  std::vector<std::string> prefixes;                        ///< of a subject: "WG:"
  std::vector<std::string> answers;                         ///< before the colon in the subject of an answer: "AW"
};

/// The words of one language, from rules/common/locales/<id>.yaml. Data, so that a language is added by
/// adding words. All words but labels and those of forwarding are folded (model/value.h: fold), without a trailing dot.
struct Locale {
  std::string id;                                    ///< "de", "pt"
  std::array<std::vector<std::string>, 12> months;   ///< every form, each case and abbreviation
  std::array<std::vector<std::string>, 7> weekdays;  ///< Monday first
  std::vector<std::string> fillers;                  ///< words inside a date that mean nothing: "de", "del", "of"
  std::vector<std::string> range_words;              ///< between two dates: "to", "bis", "al"
  std::vector<std::string> today;                    ///< "today", "heute"
  std::vector<std::string> am, pm;
  std::array<std::vector<std::string>, kPartyWordCount> party;
  std::map<std::string, std::vector<std::string>> labels;  ///< {{label.check_in}} → words, as written
  std::vector<std::string> honorifics;                     ///< beside a name: "Frau", "さん"
  std::vector<std::string> not_names;                      ///< words that are never part of a person's name
  std::vector<std::string> placeholders;                   ///< what stands where no name is known: "unknown", "yes"
  std::vector<std::string> countries;                      ///< behind a comma they make a place of a text
  std::vector<std::string> languages, currency_names;      ///< nobody's whole name: "english", "euro"
  std::vector<std::string> numbers;                        ///< number words in front of what is counted: "two"
  std::array<std::vector<std::string>, kNumberSuffixCount> suffixes;  ///< "uhr" and "st" behind a number
  std::map<std::string, std::string> currencies;                      ///< sign, as written → ISO 4217
  std::map<std::string, DateOrder> date_orders;  ///< lower-case language tag → order of all-numeric dates
  ForwardedWords forwarded;
};

/// What a folded word may mean in the languages of a pack. Several at once: "mar" is March and martedì.
struct WordMeaning {
  int month = 0;    ///< 1–12; 0 none; kConflict: the languages disagree
  int weekday = 0;  ///< 1 Monday – 7 Sunday; 0 none; kConflict
  bool filler = false, range = false, today = false, am = false, pm = false;
  int party = -1;  ///< PartyWord; -1 none
  static constexpr int kConflict = 99;
};

/// What a folded text directly behind a number says of it.
struct SuffixMeaning {
  char mark = 0;  ///< 'y', 'm' or 'd' of a date: 年 月 日
  bool hour = false, ordinal = false, people = false;
};

/// What a folded word or phrase may be besides a part of a date: checks of names and the search for labels ask.
struct PhraseMeaning {
  std::vector<std::string> labels;  ///< names of the labels it is a word of: "check_in"
  bool honorific = false, not_name = false, placeholder = false, country = false, language = false, currency = false,
       number = false;
};

/// Several languages at once: a pack reads all the languages it names. Immutable, shared.
class Locales {
 public:
  Locales() = default;
  explicit Locales(std::vector<const Locale*> all);
  [[nodiscard]] const std::vector<const Locale*>& all() const noexcept { return all_; }
  /// The meaning of a folded word; nullptr: none of the languages knows it.
  [[nodiscard]] const WordMeaning* meaning(std::string_view folded) const;
  /// The meaning of a folded text behind a number; nullptr: none.
  [[nodiscard]] const SuffixMeaning* suffix(std::string_view folded) const;
  /// Signs of currencies → ISO 4217, longer signs first ("R$" contains "$"); a sign of two currencies is left out.
  [[nodiscard]] const std::vector<std::pair<std::string, std::string>>& currencies() const noexcept;
  /// The order of all-numeric dates that a language tag tells ("en-US" months first, "es-AR" days first, "ja" years
  /// first); kUnset if none of the languages is the tag's.
  [[nodiscard]] DateOrder numeric_order(std::string_view tag) const;
  /// The meaning of a folded word or phrase as a label or beside a name; nullptr: it has none.
  [[nodiscard]] const PhraseMeaning* phrase(std::string_view folded) const;
  /// False: no label begins as this text does, in whatever case; it need not be folded and looked up.
  [[nodiscard]] bool may_begin_label(std::string_view text) const noexcept;

 private:
  std::vector<const Locale*> all_;
  std::shared_ptr<const std::unordered_map<std::string, WordMeaning>> words_;
  std::shared_ptr<const std::unordered_map<std::string, PhraseMeaning>> phrases_;
  std::shared_ptr<const std::unordered_map<std::string, SuffixMeaning>> suffixes_;
  using LabelStarts = std::bitset<256 * 256>;
  std::shared_ptr<const LabelStarts> label_starts_;  ///< the first two bytes of each label, folded
  std::shared_ptr<const std::vector<std::pair<std::string, std::string>>> currencies_;
};

}  // namespace connections::rules
