#pragma once

#include <map>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "corpus/generator/invented.h"

namespace connections::corpus {

/// The words of one language: words/<tag>.json with its objects flattened, {"labels.guest", {"Guest", "Guest name"}}.
/// Written from what systems and people write in that language, not from the rules, which these mails examine.
class Language {
 public:
  Language(std::string tag, std::map<std::string, std::vector<std::string>, std::less<>> words)
      : tag_(std::move(tag)), words_(std::move(words)) {}

  [[nodiscard]] const std::string& tag() const noexcept { return tag_; }  ///< BCP 47: "pt-BR"
  [[nodiscard]] bool has(std::string_view key) const { return words_.contains(key); }
  /// All words of a key that is there; tests see to it that every language has the keys of English.
  [[nodiscard]] const std::vector<std::string>& all(std::string_view key) const;
  [[nodiscard]] const std::string& one(std::string_view key) const { return all(key).front(); }
  [[nodiscard]] const std::string& pick(std::string_view key, Dice& dice) const { return dice.pick(all(key)); }
  [[nodiscard]] const auto& words() const noexcept { return words_; }

 private:
  std::string tag_;
  std::map<std::string, std::vector<std::string>, std::less<>> words_;
};

/// Every language, sorted by tag. Read once from the files that the program carries in itself.
[[nodiscard]] std::span<const Language> languages();

/// Names of people and of houses: words/people.json and words/houses.json, flattened alike.
[[nodiscard]] const Language& people();
[[nodiscard]] const Language& houses();

}  // namespace connections::corpus
