#pragma once

#include <optional>
#include <span>
#include <string>
#include <vector>

#include "match/listings.h"
#include "match/policy.h"
#include "match/story.h"
#include "model/booking.h"
#include "model/decision.h"

namespace connections::match {

/// A stay that a feed showed on these days, and no longer does.
struct FormerStay {
  FeedId feed;
  std::optional<BookingId> booking;  ///< nothing: its row may hold another guest's stay now
  Date check_in, check_out;
  Instant left;  ///< the refresh that no longer showed it there
};

/// Everything that decisions lean on: of one workspace only. Pure values: the same input gives the same decisions, in
/// whatever order it stands.
struct SolveInput {
  std::span<const StoryMail> mails;  ///< the open ones, and those that say something of the same reservations or stays
  std::span<const Booking> bookings;
  std::span<const FeedView> feeds;
  std::span<const ListingLink> links;
  std::span<const SeenListing> seen;        ///< every listing that mails of the workspace have named
  std::span<const FormerStay> former = {};  ///< on the days of these mails
  Instant now;
  /// False: a calendar was just added, and others may follow. Days alone then decide only for a listing that is known.
  bool calendars_complete = true;
};

/// A name to be taken off a booking, and why.
struct TakeBack {
  BookingId booking;
  Reason reason;  ///< "cancelled", "contradicted", "contested"
};

/// What to do about one mail.
struct Outcome {
  MessageId mail;
  Decision decision;
  std::optional<TakeBack> take_back;
};

/// Decides all open mails at once, by reservation: one stay for each reservation, one reservation for each stay.
///
/// UPDATE only where nothing speaks against it, the pair is far likelier than every other arrangement, and the right
/// stay cannot be missing: with more than one listing that could be meant, days alone do not suffice. A value that a
/// person typed is never replaced; a name that stands on a booking is taken off when its reservation is cancelled or
/// contradicted, and never moved. WAIT where the feed may lag the mail. Everything else that is about a stay is for a
/// person, with its reasons.
///
/// Outcomes are those of open mails, and of others whose booking loses their name; those with `take_back` come first.
[[nodiscard]] std::vector<Outcome> solve(const SolveInput& input, const Policy& policy = {});

}  // namespace connections::match
