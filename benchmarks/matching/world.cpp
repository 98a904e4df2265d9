#include "matching/world.h"

#include <algorithm>
#include <array>
#include <chrono>
#include <cstdint>
#include <random>

#include <fmt/format.h>

namespace connections::match_bench {
namespace {

using namespace std::chrono_literals;
using match::StoryMail;

constexpr int kDays = 60;  ///< in which reservations are made
constexpr double kStaysPerListing = 7;
constexpr double kConfidence = 0.95;  ///< of every field read from a mail

constexpr std::array<const char*, 24> kFirst{"Ada",   "Bo",   "Cleo", "Dan",  "Eva", "Finn", "Gus",  "Hana",
                                             "Ida",   "Jon",  "Kim",  "Lea",  "Max", "Nora", "Otto", "Pia",
                                             "Quinn", "Rosa", "Sam",  "Tess", "Uma", "Vera", "Will", "Yara"};
constexpr std::array<const char*, 20> kLast{
    "Example", "Sample",  "Muster",   "Test",      "Probe",    "Demo",   "Fictive", "Invent", "Specimen", "Exemple",
    "Ejemplo", "Esempio", "Przyklad", "Voorbeeld", "Eksempel", "Primer", "Pelda",   "Ornek",  "Mostra",   "Paragon"};
constexpr std::array<const char*, 4> kBlockWords{"Block", "Owner", "Reserved", "Closed"};
constexpr std::array<const char*, 10> kTitles{"Mill Cottage", "Garden Flat",  "Harbour Loft", "Old Barn",
                                              "Gull Perch",   "Forest Cabin", "Tower Room",   "Moss Lodge",
                                              "Vine Terrace", "Roof Studio"};

/// Not std's distributions: those differ between libraries.
class Dice {
 public:
  explicit Dice(std::uint64_t seed) : random_(seed * 0x9E3779B97F4A7C15ULL + 1) {}
  double share() { return static_cast<double>(random_() >> 11) * 0x1.0p-53; }
  bool with(const Share& chance) { return share() < chance.least; }
  int between(int least, int most) {
    return least + static_cast<int>(random_() % static_cast<std::uint64_t>(most - least + 1));
  }
  template <class List>
  const auto& of(const List& list) {
    return list[static_cast<std::size_t>(between(0, static_cast<int>(list.size()) - 1))];
  }

 private:
  std::mt19937_64 random_;
};

class Maker {
 public:
  Maker(const Mix& mix, std::uint64_t seed) : mix_(mix), dice_(seed) {
    world_.begin = std::chrono::sys_days(std::chrono::year{2027} / 1 / 4);
    world_.end = world_.begin + std::chrono::days(kDays + 10);
    world_.renumbered = mix.renumbered;
    for (Share* one : {&mix_.coded_feeds, &mix_.saturdays, &mix_.slipped, &mix_.moved, &mix_.cancelled, &mix_.elsewhere,
                       &mix_.named_listing, &mix_.linked})
      *one = one->least + dice_.share() * (one->most - one->least);
    managed_ = dice_.with(mix.through_manager);
    platform_ = dice_.with(0.6) ? "airbnb" : "vrbo";
  }

  World make() {
    // Small workspaces are many, large ones few.
    const double size = dice_.share() * dice_.share();
    const int listings = mix_.least_listings + static_cast<int>(size * (mix_.most_listings - mix_.least_listings));
    for (int i = 0; i < listings; ++i) add_place(i);
    for (std::size_t i = 0; i < world_.places.size(); ++i) fill(i);
    std::vector<std::size_t> order(world_.mails.size());
    for (std::size_t i = 0; i < order.size(); ++i) order[i] = i;
    std::sort(order.begin(), order.end(), [&](std::size_t a, std::size_t b) {
      return std::tie(world_.mails[a].received, world_.mails[a].id) <
             std::tie(world_.mails[b].received, world_.mails[b].id);
    });
    World sorted = world_;
    std::vector<std::size_t> place_of(order.size());
    for (std::size_t i = 0; i < order.size(); ++i) {
      sorted.mails[i] = world_.mails[order[i]];
      sorted.truth_of_mail[i] = world_.truth_of_mail[order[i]];
      place_of[order[i]] = i;
    }
    for (Truth& truth : sorted.truths)
      if (truth.mail) truth.mail = place_of[*truth.mail];
    return sorted;
  }

 private:
  void add_place(int number) {
    Place place;
    const std::string title =
        fmt::format("{} {}", kTitles[static_cast<std::size_t>(number) % kTitles.size()], number + 1);
    place.property = title;
    place.listing_id = fmt::format("{}", 7700100 + number);
    place.listing_name = mix_.equal_titles                ? std::string("Sunny flat near the sea")
                         : dice_.with(mix_.similar_title) ? title
                                                          : fmt::format("Cosy {} for families", dice_.of(kTitles));
    place.platform = managed_ ? "pms" : platform_;
    const int every = dice_.between(mix_.least_refresh, mix_.most_refresh);
    for (Instant at = world_.begin + std::chrono::hours(dice_.between(0, every)); at < world_.end;
         at += std::chrono::hours(every))
      if (!dice_.with(mix_.failing)) place.refreshes.push_back(at);
    place.shows_codes = dice_.with(mix_.coded_feeds);
    place.shows_full = dice_.with(mix_.full_names);
    place.shows_first = !place.shows_full && dice_.with(mix_.first_names);
    place.linked = dice_.with(mix_.linked);
    if (dice_.with(mix_.slipped)) place.slip = dice_.with(0.5) ? 1 : -1;
    if (place.linked)
      world_.links.push_back({.platform = managed_ ? "pms" : platform_,
                              .listing = place.listing_id,
                              .property = place.property,
                              .uses = 2});
    world_.places.push_back(std::move(place));
  }

  std::string guest() {
    const char* last = mix_.block_words && dice_.with(0.3) ? dice_.of(kBlockWords) : dice_.of(kLast);
    return fmt::format("{} {}", dice_.of(kFirst), last);
  }
  std::string code() {
    if (managed_) return fmt::format("R-{}", 10000 + ++codes_);
    return platform_ == "airbnb" ? fmt::format("HM{:08}", 31415926 + 7919 * ++codes_)
                                 : fmt::format("HA-{:06}", 100000 + ++codes_);
  }

  /// Stays one after the other, with gaps.
  void fill(std::size_t listing) {
    Date day = day_of(world_.begin) + std::chrono::days(dice_.between(3, 14));
    for (int i = 0; i < static_cast<int>(kStaysPerListing * 1.5); ++i) {
      int nights = dice_.between(2, 7);
      if (dice_.with(mix_.saturdays)) {
        while (std::chrono::weekday(day) != std::chrono::Saturday) day += std::chrono::days(1);
        nights = 7;
      }
      Truth truth;
      truth.listing = listing;
      truth.check_in = day, truth.check_out = day + std::chrono::days(nights);
      const int latest = std::min<int>(kDays, static_cast<int>((day - day_of(world_.begin)).count()));
      truth.booked = world_.begin + std::chrono::minutes(dice_.between(0, latest * 24 * 60));
      day = truth.check_out + std::chrono::days(dice_.with(0.5) ? 0 : dice_.between(1, 5));
      if (dice_.with(mix_.blocks)) {
        truth.block = true;
        world_.truths.push_back(truth);
      } else {
        sell(std::move(truth), false);
      }
    }
  }

  void sell(Truth truth, bool again) {
    truth.guest = guest();
    truth.code = code();
    const bool told = !dice_.with(mix_.elsewhere);
    if (dice_.with(mix_.cancelled))
      truth.cancelled = truth.booked + std::chrono::minutes(dice_.between(30, 6 * 24 * 60));
    if (truth.cancelled && *truth.cancelled >= Instant(truth.check_in)) truth.cancelled.reset();
    const std::size_t index = world_.truths.size();
    std::size_t says = truth.listing;
    if (dice_.with(mix_.moved))
      says = static_cast<std::size_t>(dice_.between(0, static_cast<int>(world_.places.size()) - 1));
    world_.truths.push_back(truth);
    if (told) {
      world_.truths[index].mail = world_.mails.size();
      announce(index, says, MailKind::kConfirmed, truth.booked + std::chrono::minutes(dice_.between(0, 20)));
      if (dice_.with(mix_.twice))
        announce(index, says, MailKind::kConfirmed, truth.booked + std::chrono::minutes(dice_.between(30, 300)));
      if (truth.cancelled && !dice_.with(mix_.silent))
        announce(index, says, MailKind::kCancellation, *truth.cancelled + std::chrono::minutes(dice_.between(0, 20)));
    }
    if (!truth.cancelled || again || !dice_.with(mix_.resold)) return;
    Truth next = truth;
    next.booked = *truth.cancelled + std::chrono::minutes(dice_.between(10, 48 * 60));
    next.cancelled.reset();
    next.mail.reset();
    if (next.booked >= Instant(next.check_in)) return;
    if (dice_.with(mix_.same_row)) next.instead_of = index;
    sell(std::move(next), true);
  }

  void announce(std::size_t index, std::size_t says, MailKind kind, Instant when) {
    const Truth& truth = world_.truths[index];
    const Place& place = world_.places[says];
    StoryMail mail;
    mail.id = {fmt::format("m{:05}", world_.mails.size())};
    mail.received = mail.archived = when;
    mail.authenticated = !dice_.with(mix_.unvouched);
    mail.authentication = mail.authenticated ? "passed" : "no verdict";
    mail.facts.platform = managed_ ? "pms" : platform_;
    mail.facts.kind = kind;
    mail.facts.may = kind == MailKind::kConfirmed ? Permission::kEnrich : Permission::kReview;
    const int years = kind == MailKind::kConfirmed && dice_.with(mix_.wrong_year) ? 1 : 0;
    const auto day = [&](Date date) { return date + std::chrono::days(365 * years); };
    const auto add = [&](Field field, Value value) {
      mail.facts.facts.push_back({.field = field,
                                  .value = std::move(value),
                                  .confidence = Confidence(kConfidence),
                                  .state = FactState::kAccepted,
                                  .reason = {},
                                  .candidates = {}});
    };
    add(Field::kGuestName, truth.guest);
    add(Field::kCheckIn, day(truth.check_in));
    add(Field::kCheckOut, day(truth.check_out));
    add(Field::kConfirmationCode, truth.code);
    if (managed_) add(Field::kChannel, std::string("Direct"));
    if (dice_.with(mix_.named_listing)) {
      add(Field::kListing, managed_ ? place.property : place.listing_name);
      if (!managed_ && dice_.with(0.7)) add(Field::kListingId, place.listing_id);
    }
    world_.mails.push_back(std::move(mail));
    world_.truth_of_mail.push_back(index);
  }

  Mix mix_;
  Dice dice_;
  World world_;
  bool managed_ = false;
  std::string platform_;
  int codes_ = 0;
};

}  // namespace

World make_world(const Mix& mix, std::uint64_t seed) { return Maker(mix, seed).make(); }

}  // namespace connections::match_bench
