#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <set>
#include <span>
#include <string>
#include <utility>
#include <vector>

#include "match/platforms.h"
#include "match/story.h"
#include "model/booking.h"

namespace connections::match {

/// What the matcher knows of a calendar feed.
struct FeedView {
  FeedId id;
  std::string platform;
  std::string property;
  std::vector<std::string> listing_ids;  ///< ids or names of the listing, from the feed's address or a person
  std::optional<Instant> refreshed;      ///< last success
  bool shows_codes = false;              ///< some of its live stays have a code
  std::optional<Date> today = {};        ///< the day at the property; absent: the UTC day
};

/// A listing that is known to be a property.
struct ListingLink {
  std::string platform;  ///< issuer of the listing
  std::string listing;   ///< id or name, as mails give it
  std::string property;
  int uses = 0;              ///< code matches and accepted reviews that say so
  bool from_person = false;  ///< a person linked it: decides alone
};

/// A listing that mails of the workspace have named.
struct SeenListing {
  std::string platform;  ///< issuer
  std::string listing;
};

/// How the listing of a reservation fits a property.
enum class ListingFit : std::uint8_t {
  kUnknown,  ///< several could be meant and nothing says which
  kOnly,     ///< no other could be meant
  kSimilar,  ///< the property is called like the listing, and no other is
  kKnown,    ///< learned, given by a person, or in the feed's address
  kOther,    ///< it is another property
};

/// Words of a listing's name, those apart that tell units of one house from each other: "2", "3b", "II", a last letter.
struct ListingWords {
  std::set<std::string> all, house, units;
};

/// How the listing of one reservation fits every property.
struct ListingFits {
  ListingFit otherwise = ListingFit::kUnknown;
  std::vector<std::pair<std::string, ListingFit>> of_property;  ///< those that fit otherwise than `otherwise`
};

/// Which properties a listing may be. Refers to `feeds` and `platforms`, which must outlive it; for one thread.
class Listings {
 public:
  Listings(std::span<const FeedView> feeds, std::span<const ListingLink> links, std::span<const SeenListing> seen,
           const Platforms& platforms);

  [[nodiscard]] ListingFits fits(const Reservation& reservation) const;
  /// Whether more than one listing could be meant: several properties in the feeds, or several listings in the mails.
  [[nodiscard]] bool several(const std::string& issuer) const;
  [[nodiscard]] const FeedView* feed(const FeedId& id) const;
  [[nodiscard]] const Platforms& platforms() const noexcept { return platforms_; }
  [[nodiscard]] std::span<const FeedView> feeds() const noexcept { return feeds_; }

 private:
  using Properties = std::set<std::string>;
  /// What is known of one listing.
  struct Known {
    std::string platform;  ///< of its issuer, or of the feed that says so
    std::string property;
    bool from_person = false;
  };
  [[nodiscard]] Properties known(const Reservation& reservation) const;
  [[nodiscard]] bool count_several(const std::string& issuer) const;
  /// Properties that a listing's text calls by name, and those that it calls another unit of the same house.
  struct Called {
    Properties similar, other_units;
  };
  [[nodiscard]] const Called& called(const std::string& text) const;

  std::span<const FeedView> feeds_;
  const Platforms& platforms_;
  std::map<FeedId, const FeedView*> feed_of_;
  std::multimap<std::string, Known> known_;                   ///< by plain_listing
  std::map<std::string, ListingWords> words_;                 ///< of each property's name
  std::map<std::string, Properties> properties_;              ///< by platform of the feed
  std::map<std::string, std::set<std::string>> ids_, names_;  ///< that mails named, by issuer
  mutable std::map<std::string, Called> called_;              ///< found so far, by text
  mutable std::map<std::string, bool> several_;               ///< found so far, by issuer
};

/// A listing's text for comparing: folded, without the "#" that some platforms put before an id.
[[nodiscard]] std::string plain_listing(const std::string& text);

}  // namespace connections::match
