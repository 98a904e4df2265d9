#pragma once

#include <map>
#include <vector>

#include "match/solve.h"
#include "store/sql/transaction.h"
#include "store/tables/story_store.h"

namespace connections::sync {

/// A mail as the matcher is shown it.
[[nodiscard]] match::StoryMail mail_of(const store::StoryRow& row);

/// What the matcher is shown: everything of the workspace that open mails could be about. Read in one transaction.
struct StoryInput {
  std::vector<store::StoryRow> rows;  ///< the mails, with what became of them
  std::vector<match::StoryMail> mails;
  std::vector<Booking> bookings;
  std::vector<match::FeedView> feeds;
  std::vector<match::ListingLink> links;
  std::vector<match::SeenListing> seen;
  std::vector<match::FormerStay> former;

  [[nodiscard]] match::SolveInput view(Instant now) const {
    return {.mails = mails,
            .bookings = bookings,
            .feeds = feeds,
            .links = links,
            .seen = seen,
            .former = former,
            .now = now};
  }
  /// Those of an outcome, which are always there.
  [[nodiscard]] const store::StoryRow& row(const MessageId& message) const { return rows[row_of.at(message)]; }
  [[nodiscard]] const Booking& booking(const BookingId& id) const { return bookings[booking_of.at(id)]; }

  std::map<MessageId, std::size_t> row_of;
  std::map<BookingId, std::size_t> booking_of;
};

[[nodiscard]] Result<StoryInput> load_story_input(store::Transaction& app, Instant now);

}  // namespace connections::sync
