#pragma once

#include <string>

#include "app/store_session.h"
#include "app/terminal/answer.h"

/// What the listings commands do: which property a listing is, and what follows from it.
namespace connections::app {

/// Links a listing to a property of the feeds, as a person. `platform` empty: the one whose mails name it.
/// {"link", "decided_again"}.
[[nodiscard]] Result<Answer> link_listing(StoreSession& session, const std::string& listing,
                                          const std::string& property, const std::string& platform, Instant now);
/// `property` empty: all of its properties. {"removed": how many, "decided_again"}.
[[nodiscard]] Result<Answer> unlink_listing(StoreSession& session, const std::string& listing,
                                            const std::string& property, Instant now);

}  // namespace connections::app
