#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "model/error.h"
#include "model/time.h"
#include "store/sql/transaction.h"

/// `listing_links`: which property a listing is. Written and read by Role::kApp.
namespace connections::store {

/// Who says so; a person's word decides alone.
enum class LinkOrigin : std::uint8_t { kCode, kReview, kPerson };
[[nodiscard]] std::string_view name(LinkOrigin origin) noexcept;  ///< "code", "review", "person"

struct ListingLink {
  std::string platform;  ///< issuer of the listing: "airbnb"
  std::string listing;   ///< id or name, as mails give it
  std::string property;
  int uses = 0;  ///< how often it was learned
  LinkOrigin origin = LinkOrigin::kCode;
  Instant last_used_at;
};

/// A listing that mails have named.
struct SeenListing {
  std::string platform;
  std::string listing;
  std::size_t mails = 0;    ///< confirmations that name it
  std::size_t waiting = 0;  ///< of them waiting, or open for review, because nothing says which property it is
};

[[nodiscard]] Result<std::vector<ListingLink>> list_links(Transaction& app);  ///< by platform, listing, property
/// Counts one more use; a person's link stays a person's.
[[nodiscard]] Result<void> learn_link(Transaction& app, const ListingLink& link, Instant now);
/// Removes it; false if there was none.
[[nodiscard]] Result<bool> remove_link(Transaction& app, const std::string& platform, const std::string& listing,
                                       const std::string& property);
[[nodiscard]] Result<std::vector<SeenListing>> seen_listings(Transaction& app);  ///< by platform, listing

}  // namespace connections::store
