#pragma once

#include <array>
#include <map>
#include <string>
#include <vector>

namespace connections::rules {

/// The words of one language, from rules/common/locales/<id>.yaml. Data, so that a language is added by
/// adding words. All words are compared folded (model/value.h: fold) and without a trailing dot.
struct Locale {
  std::string id;                                        ///< "de", "pt"
  std::array<std::vector<std::string>, 12> months;       ///< every form, each case and abbreviation
  std::array<std::vector<std::string>, 7> weekdays;      ///< Monday first
  std::vector<std::string> fillers;                      ///< words inside a date that mean nothing: "de", "del", "of", "the"
  std::vector<std::string> range_words;                  ///< between two dates: "to", "bis", "al"
  std::vector<std::string> am, pm;
  std::map<std::string, std::vector<std::string>> party; ///< adults, children, infants, pets, guests, nights → words
  std::map<std::string, std::vector<std::string>> labels;///< {{label.check_in}} → words
  char decimal = '.';                                    ///< '.' or ','
  bool month_first = false;                              ///< all-numeric dates are M/D where nothing else tells
};

/// Several languages at once: a pack reads all the languages it names. Order is that of the pack.
using Locales = std::vector<const Locale*>;

}  // namespace connections::rules
