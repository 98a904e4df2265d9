#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "model/error.h"
#include "model/time.h"
#include "store/sql/transaction.h"
#include "store/tables/listing_store.h"

/// What a person says of listings, in the caller's transaction. Decide everything again afterwards (act_and_solve in
/// solve_workspace.h).
namespace connections::sync {

/// A listing that mails name, that nobody has linked, and that would free them.
struct ListingQuestion {
  std::string platform;   ///< issuer
  std::string listing;    ///< id or name, as mails give it
  std::size_t mails = 0;  ///< waiting or open for review because nothing says which property it is
};
/// By platform and listing. Errors: those of the store.
[[nodiscard]] Result<std::vector<ListingQuestion>> listing_questions(store::Transaction& app);
/// "Tell me which property is listing 7700101: 14 mails wait for it", with the command that does.
[[nodiscard]] std::string text_of(const ListingQuestion& question);

/// Links a listing to a property of the feeds. `platform` empty: the one whose mails name it.
/// Errors: kNotFound (no feed has the property), kInvalidArgument (none or several platforms name the listing).
[[nodiscard]] Result<store::ListingLink> link_listing(store::Transaction& app, const std::string& listing,
                                                      const std::string& property, const std::string& platform,
                                                      Instant now);
/// Forgets what is known of a listing; `property` empty: all of it. Gives how many links went. kNotFound if none.
[[nodiscard]] Result<std::size_t> unlink_listing(store::Transaction& app, const std::string& listing,
                                                 const std::string& property);

}  // namespace connections::sync
