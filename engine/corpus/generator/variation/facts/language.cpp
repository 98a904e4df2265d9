#include "corpus/generator/variation/facts/language.h"

#include <stdexcept>

#include <nlohmann/json.hpp>

#include "model/embedded_file.h"

namespace connections {
std::span<const EmbeddedFile> variation_words();  // made by connections_embed
}

namespace connections::corpus {
namespace {

using Words = std::map<std::string, std::vector<std::string>, std::less<>>;

void flatten(const nlohmann::json& object, const std::string& prefix, Words& words) {
  for (const auto& [key, value] : object.items()) {
    if (value.is_object())
      flatten(value, prefix + key + ".", words);
    else
      words.emplace(prefix + key, value.get<std::vector<std::string>>());
  }
}

struct Loaded {
  std::vector<Language> languages;
  Language people{"", {}}, houses{"", {}};
};

const Loaded& loaded() {
  static const Loaded all = [] {
    Loaded read;
    for (const EmbeddedFile& file : variation_words()) {
      Words words;
      flatten(nlohmann::json::parse(file.text), "", words);
      if (file.name == "people.json")
        read.people = Language("", std::move(words));
      else if (file.name == "houses.json")
        read.houses = Language("", std::move(words));
      else
        read.languages.emplace_back(words.at("tag").front(), std::move(words));
    }
    return read;
  }();
  return all;
}

}  // namespace

const std::vector<std::string>& Language::all(std::string_view key) const {
  const auto found = words_.find(key);
  if (found == words_.end()) throw std::out_of_range(tag_ + " has no words for " + std::string(key));
  return found->second;
}

std::span<const Language> languages() { return loaded().languages; }
const Language& people() { return loaded().people; }
const Language& houses() { return loaded().houses; }

}  // namespace connections::corpus
