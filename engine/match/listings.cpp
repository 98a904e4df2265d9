#include "match/listings.h"

#include <algorithm>
#include <array>
#include <set>

#include "match/names.h"
#include "model/value.h"

namespace connections::match {
namespace {

constexpr double kSimilar = 0.85;  ///< share of words that a property's and a listing's name have in common

bool is_number(const std::string& text) {
  return !text.empty() && std::all_of(text.begin(), text.end(), [](char c) { return c >= '0' && c <= '9'; });
}

/// "ii" to "x".
bool is_roman_number(const std::string& word) {
  static constexpr std::array<std::string_view, 9> kNumbers{"ii", "iii", "iv", "v", "vi", "vii", "viii", "ix", "x"};
  return std::ranges::find(kNumbers, word) != kNumbers.end();
}

ListingWords listing_words(const std::string& text) {
  ListingWords out;
  const auto words = words_of(text);
  out.all = {words.begin(), words.end()};
  for (std::size_t i = 0; i < words.size(); ++i) {
    const std::string& word = words[i];
    const bool letter = word.size() == 1 && i > 0 && i + 1 == words.size();
    const bool number = std::ranges::any_of(word, [](char c) { return c >= '0' && c <= '9'; });
    (letter || number || (i > 0 && is_roman_number(word)) ? out.units : out.house).insert(word);
  }
  return out;
}

/// Whether two names are of units of one house that are not the same: "Mill 1" and "Mill 2", "Mill" and "Mill II".
bool are_other_units(const ListingWords& one, const ListingWords& other) {
  if (one.units == other.units || one.house.empty() || other.house.empty()) return false;
  if (one.house == other.house) return true;
  const bool nested = std::ranges::includes(one.house, other.house) || std::ranges::includes(other.house, one.house);
  return nested && !one.units.empty() && !other.units.empty();
}

/// Whether one name has all the words of the other: a word that only one of them has may tell two places apart, if the
/// other has one too ("… North", "… South").
bool is_nested(const std::set<std::string>& one, const std::set<std::string>& other) {
  return std::ranges::includes(one, other) || std::ranges::includes(other, one);
}

/// Dice coefficient.
double similarity(const std::set<std::string>& one, const std::set<std::string>& other) {
  if (one.empty() || other.empty()) return 0;
  const auto shared = std::count_if(one.begin(), one.end(), [&](const auto& word) { return other.contains(word); });
  return 2.0 * static_cast<double>(shared) / static_cast<double>(one.size() + other.size());
}

}  // namespace

std::string plain_listing(const std::string& text) {
  std::string plain = fold(text);
  if (plain.starts_with('#')) plain.erase(0, 1);
  return plain;
}

Listings::Listings(std::span<const FeedView> feeds, std::span<const ListingLink> links,
                   std::span<const SeenListing> seen, const Platforms& platforms)
    : feeds_(feeds), platforms_(platforms) {
  for (const FeedView& one : feeds) {
    feed_of_[one.id] = &one;
    properties_[one.platform].insert(fold(one.property));
    words_.try_emplace(one.property, listing_words(one.property));
    for (const std::string& id : one.listing_ids) known_.emplace(plain_listing(id), Known{one.platform, one.property});
  }
  for (const ListingLink& one : links)
    known_.emplace(plain_listing(one.listing), Known{one.platform, one.property, one.from_person});
  for (const SeenListing& one : seen) {
    const std::string plain = plain_listing(one.listing);
    (is_number(plain) ? ids_ : names_)[one.platform].insert(plain);
  }
}

const FeedView* Listings::feed(const FeedId& id) const {
  const auto found = feed_of_.find(id);
  return found == feed_of_.end() ? nullptr : found->second;
}

Listings::Properties Listings::known(const Reservation& reservation) const {
  Properties by_person, learned;
  for (const std::string& text : reservation.listing_texts) {
    const auto [begin, end] = known_.equal_range(plain_listing(text));
    for (auto at = begin; at != end; ++at)
      if (platforms_.may_hold(at->second.platform, reservation.issuer))
        (at->second.from_person ? by_person : learned).insert(at->second.property);
  }
  return by_person.empty() ? learned : by_person;
}

const Listings::Called& Listings::called(const std::string& text) const {
  const auto [at, added] = called_.try_emplace(text);
  if (!added || is_number(plain_listing(text))) return at->second;
  const ListingWords words = listing_words(text);
  for (const auto& [property, of_property] : words_) {
    if (are_other_units(words, of_property))
      at->second.other_units.insert(property);
    else if (similarity(words.all, of_property.all) >= kSimilar && is_nested(words.all, of_property.all))
      at->second.similar.insert(property);
  }
  return at->second;
}

bool Listings::several(const std::string& issuer) const {
  const auto [at, added] = several_.try_emplace(issuer);
  if (added) at->second = count_several(issuer);
  return at->second;
}

bool Listings::count_several(const std::string& issuer) const {
  const auto count = [&](const auto& by_platform, bool through_manager) {
    std::set<std::string> all;
    for (const auto& [platform, values] : by_platform)
      if (issuer.empty() || platform == issuer || (through_manager && platforms_.is_manager(platform)))
        all.insert(values.begin(), values.end());
    return all.size();
  };
  return count(properties_, true) > 1 || count(ids_, false) > 1 || count(names_, false) > 1;
}

ListingFits Listings::fits(const Reservation& reservation) const {
  ListingFits out;
  if (const auto sure = known(reservation); !sure.empty()) {
    out.otherwise = ListingFit::kOther;
    for (const std::string& property : sure)
      out.of_property.emplace_back(property, sure.size() == 1 ? ListingFit::kKnown : ListingFit::kUnknown);
    return out;
  }
  Properties alike;
  for (const std::string& text : reservation.listing_texts) alike.merge(Properties(called(text).similar));
  if (alike.size() == 1) {
    out.otherwise = ListingFit::kOther;
    out.of_property.emplace_back(*alike.begin(), ListingFit::kSimilar);
    return out;
  }
  const bool names_property = !reservation.listing_texts.empty() && reservation.speaker != nullptr &&
                              platforms_.is_manager(reservation.speaker->facts.platform);
  out.otherwise = several(reservation.issuer) || names_property ? ListingFit::kUnknown : ListingFit::kOnly;
  for (const std::string& text : reservation.listing_texts)
    for (const std::string& property : called(text).other_units)
      out.of_property.emplace_back(property, ListingFit::kUnknown);
  return out;
}

}  // namespace connections::match
