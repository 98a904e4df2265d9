#include "rules/book/text_words.h"

#include <algorithm>

namespace connections::rules {
namespace {

/// A text with more families of one list is taken for one with all of them, so that no sender can make up ever other
/// choices.
constexpr std::size_t kMostFamilies = 24;

}  // namespace

void TextWords::look() {
  has_looked_ = true;
  vocabulary_.prepare();
  found_.resize(vocabulary_.atoms());
  choice_of_.resize(vocabulary_.lists());
  for (const std::size_t atom : vocabulary_.find(text_, found_))
    for (const Vocabulary::Use& use : vocabulary_.uses(atom)) {
      std::uint16_t& number = choice_of_[use.list];
      if (number == 0) {
        number = static_cast<std::uint16_t>(choices_.size());
        choices_.push_back({.families = {}, .is_there = true});
      }
      Choice& choice = choices_[number];
      if (!use.is_common && !choice.has(use.family)) choice.families += use.family;
      if (choice.families.size() > kMostFamilies) choice.families = Choice::kAll;
    }
  for (Choice& choice : choices_) std::ranges::sort(choice.families);
}

bool TextWords::has(std::size_t atom) {
  if (!has_looked_) look();
  return found_[atom];
}

const TextWords::Choice& TextWords::of(const WordList& list) {
  if (!has_looked_) look();
  return choices_[choice_of_[list.id]];
}

}  // namespace connections::rules
