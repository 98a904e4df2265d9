#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "match/solve.h"

/// Invented workspaces with known truth: reservations, the mails that announce them and the feeds that show them,
/// each in its own time.
namespace connections::match_bench {

/// A share that each world draws for itself, evenly between two ends.
struct Share {
  double least = 0, most = 0;
  constexpr Share(double one) : least(one), most(one) {}  // NOLINT(google-explicit-constructor): a plain number is one
  constexpr Share(double from, double to) : least(from), most(to) {}
};

/// What one kind of world is like. Shares are of 1; hours and counts are drawn between their two ends.
struct Mix {
  std::string name;
  int least_listings = 1, most_listings = 40;
  Share coded_feeds{0, 1};                   ///< feeds that show confirmation codes
  Share named_listing{0.5, 1};               ///< mails that say which listing
  Share linked{0, 0.8};                      ///< listings that are known: learned, or in the feed's address
  double similar_title = 0.4;                ///< listings whose property is called like them
  double first_names = 0.2;                  ///< feeds that show first names
  double full_names = 0.1;                   ///< feeds that show whole names
  Share saturdays{0, 0.8};                   ///< reservations from Saturday to Saturday: many arrive on one day
  int least_refresh = 3, most_refresh = 48;  ///< hours between two refreshes of a feed
  double failing = 0.05;                     ///< refreshes that fail
  Share slipped{0, 0.1};                     ///< feeds whose days are one off
  double wrong_year = 0.005;                 ///< mails whose days are read a year off
  Share cancelled{0, 0.2};                   ///< reservations that are cancelled
  double silent = 0.15;                      ///< cancellations that no mail tells
  double resold = 0.4;                       ///< cancelled days that another guest books
  double same_row = 0.2;                     ///< … whose event takes the place of the old one in the feed
  Share moved{0, 0.05};                      ///< guests who are moved to another listing under their code
  double blocks = 0.10;                      ///< days that the owner takes, for each stay
  Share elsewhere{0, 0.3};                   ///< stays whose mail never comes: other mailbox, other label
  double unvouched = 0.02;                   ///< mails that nobody vouches for
  double twice = 0.05;                       ///< mails that come twice
  double through_manager = 0.15;             ///< workspaces whose mails and feeds are a channel manager's
  bool equal_titles = false;                 ///< all listings are called alike
  bool renumbered = false;                   ///< feeds give every stay a new row, again and again
  bool block_words = false;                  ///< guests with words of blocks in their names
};
[[nodiscard]] Mix default_mix();
/// Each makes one thing worse than any workspace should be.
[[nodiscard]] std::vector<Mix> adversarial_mixes();

/// A reservation as it really is.
struct Truth {
  std::string guest, code;
  std::size_t listing = 0;
  Date check_in, check_out;
  Instant booked;
  std::optional<Instant> cancelled;
  std::optional<std::size_t> instead_of;  ///< takes the place of that cancelled reservation's event
  std::optional<std::size_t> mail;        ///< index of its confirmation; none: it never comes
  bool block = false;
};

/// A listing and its one feed.
struct Place {
  std::string property, listing_id, listing_name, platform;
  std::vector<Instant> refreshes;
  bool shows_codes = false, shows_first = false, shows_full = false, linked = false;
  int slip = 0;  ///< days that the feed is off
};

struct World {
  std::vector<Place> places;
  std::vector<Truth> truths;
  std::vector<match::StoryMail> mails;  ///< by time
  std::vector<std::optional<std::size_t>> truth_of_mail;
  std::vector<match::ListingLink> links;
  Instant begin, end;
  bool renumbered = false;
};

/// The same seed and mix make the same world, on every machine.
[[nodiscard]] World make_world(const Mix& mix, std::uint64_t seed);

}  // namespace connections::match_bench
