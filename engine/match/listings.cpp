#include "match/listings.h"

#include <algorithm>
#include <set>

#include "match/names.h"
#include "model/value.h"

namespace connections::match {
namespace {

constexpr double kSimilar = 0.85;  ///< share of words that a property's and a listing's name have in common

bool is_number(const std::string& text) {
  return !text.empty() && std::all_of(text.begin(), text.end(), [](char c) { return c >= '0' && c <= '9'; });
}

/// Dice coefficient over the sets of words.
double similarity(const std::string& a, const std::string& b) {
  const auto left = words_of(a), right = words_of(b);
  const std::set<std::string> one(left.begin(), left.end()), other(right.begin(), right.end());
  if (one.empty() || other.empty()) return 0;
  const auto shared = std::count_if(one.begin(), one.end(), [&](const auto& word) { return other.contains(word); });
  return 2.0 * static_cast<double>(shared) / static_cast<double>(one.size() + other.size());
}

void add_once(std::vector<std::string>& all, const std::string& property) {
  if (std::find(all.begin(), all.end(), property) == all.end()) all.push_back(property);
}

}  // namespace

bool may_hold(const std::string& feed_platform, const std::string& issuer) {
  return issuer.empty() || feed_platform == issuer || feed_platform == "pms";
}

std::string plain_listing(const std::string& text) {
  std::string plain = fold(text);
  if (plain.starts_with('#')) plain.erase(0, 1);
  return plain;
}

const FeedView* Listings::feed(const FeedId& id) const {
  const auto found = std::find_if(feeds_.begin(), feeds_.end(), [&](const FeedView& one) { return one.id == id; });
  return found == feeds_.end() ? nullptr : &*found;
}

std::vector<std::string> Listings::known(const Reservation& reservation) const {
  std::vector<std::string> by_person, learned;
  for (const std::string& text : reservation.listing_texts) {
    const std::string plain = plain_listing(text);
    for (const ListingLink& link : links_)
      if (plain_listing(link.listing) == plain && (link.platform == reservation.issuer || reservation.issuer.empty()))
        add_once(link.from_person ? by_person : learned, link.property);
    for (const FeedView& one : feeds_)
      for (const std::string& id : one.listing_ids)
        if (plain_listing(id) == plain && may_hold(one.platform, reservation.issuer)) add_once(learned, one.property);
  }
  return by_person.empty() ? learned : by_person;
}

std::vector<std::string> Listings::similar(const Reservation& reservation) const {
  std::vector<std::string> found;
  for (const std::string& text : reservation.listing_texts) {
    if (is_number(plain_listing(text))) continue;
    for (const FeedView& one : feeds_)
      if (similarity(text, one.property) >= kSimilar) add_once(found, one.property);
  }
  return found;
}

bool Listings::several(const Reservation& reservation) const {
  std::set<std::string> properties, ids, names;
  for (const FeedView& one : feeds_)
    if (may_hold(one.platform, reservation.issuer)) properties.insert(fold(one.property));
  for (const SeenListing& one : seen_)
    if (one.platform == reservation.issuer || reservation.issuer.empty())
      (is_number(plain_listing(one.listing)) ? ids : names).insert(plain_listing(one.listing));
  return properties.size() > 1 || ids.size() > 1 || names.size() > 1;
}

ListingFit Listings::fit(const Reservation& reservation, const std::string& property) const {
  const auto among = [&](const std::vector<std::string>& all) {
    return std::find(all.begin(), all.end(), property) != all.end();
  };
  if (const auto sure = known(reservation); !sure.empty())
    return !among(sure) ? ListingFit::kOther : sure.size() == 1 ? ListingFit::kKnown : ListingFit::kUnknown;
  if (const auto alike = similar(reservation); alike.size() == 1)
    return among(alike) ? ListingFit::kSimilar : ListingFit::kOther;
  const bool names_property = !reservation.listing_texts.empty() && reservation.speaker != nullptr &&
                              reservation.speaker->facts.platform == "pms";
  return several(reservation) || names_property ? ListingFit::kUnknown : ListingFit::kOnly;
}

}  // namespace connections::match
