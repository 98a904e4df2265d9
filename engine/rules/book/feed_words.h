#pragma once

#include <array>
#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace connections::rules {

/// Why a calendar event blocks days although no guest stays, in the order in which they are looked for: "Blocked for
/// maintenance" is maintenance.
inline constexpr std::array<std::string_view, 5> kBlockReasons{"maintenance", "preparation", "turnover", "owner",
                                                               "not_available"};

/// What the words of calendar feeds mean, in every language: rules/common/feeds.yaml. All folded (model/value.h); each
/// list is sorted.
struct FeedWords {
  std::array<std::vector<std::string>, kBlockReasons.size()> blocks;  ///< phrases, by kBlockReasons
  std::vector<std::string> block_fillers;  ///< words around such a phrase that are not part of a name: "by", "calendar"
  std::vector<std::string> stays;          ///< "reserved": alone, or before a guest's name
  std::vector<std::string> tentative;      ///< "provisional", "hold"
  std::vector<std::string> cancelled;      ///< "cancelled": the stay no longer takes place
  std::vector<std::string> announces;      ///< what else may precede a name: "tripadvisor rentals"
  std::vector<std::string> channels;       ///< platforms and property managers
  std::vector<std::string> not_names;      ///< words and phrases that no guest's name has: "confirmed", "not provided"
  std::vector<std::string> connectives;    ///< "by", "via", "für": what follows is not simply a name
  std::vector<std::string> not_names_alone;  ///< "mr", "family", "holiday": in names, but no name by themselves
  std::vector<std::string> houses;  ///< "villa", "cottage": a text with one may be the place, or rarely a person
  std::vector<std::string> leads_to_guest;  ///< "of", "von": between a word of a stay and the guest
  std::vector<std::string> counts;          ///< "nights", "pers": behind a number
  std::vector<std::string> guest_labels;    ///< of description lines
  std::vector<std::string> code_labels;
  std::vector<std::string> phone_labels;
  std::vector<std::string> last_words;  ///< with a 4 in the label they announce the last four digits of the phone
};

}  // namespace connections::rules
