#include "matching/play.h"

#include <algorithm>
#include <map>
#include <set>

#include <fmt/format.h>

namespace connections::match_bench {
namespace {

using namespace std::chrono_literals;

constexpr std::chrono::hours kTick{24};
constexpr int kRenumberEvery = 8;  ///< refreshes
constexpr std::size_t kKeptWrong = 20;

class Player {
 public:
  Player(const World& world, const Decider& decider, const match::Policy& policy)
      : world_(world), decider_(decider), policy_(policy), next_refresh_(world.places.size()) {
    for (const Place& place : world.places)
      feeds_.push_back({.id = {place.property},
                        .platform = place.platform,
                        .property = place.property,
                        .listing_ids = {},
                        .refreshed = {},
                        .shows_codes = false});
    row_of_.resize(world.truths.size());
    named_.resize(world.truths.size());
  }

  Score run() {
    for (Instant now = world_.begin; now <= world_.end; now += kTick) {
      for (std::size_t i = 0; i < world_.places.size(); ++i) refresh_until(i, now);
      while (next_mail_ < world_.mails.size() && world_.mails[next_mail_].received <= now) receive();
      decide(now);
    }
    for (std::size_t i = 0; i < world_.truths.size(); ++i)
      if (world_.truths[i].mail && row_of_[i]) ++score_.reservations;
    score_.mails = mails_.size();
    score_.reviews = in_review_.size();
    return score_;
  }

 private:
  void refresh_until(std::size_t place, Instant now) {
    const auto& refreshes = world_.places[place].refreshes;
    for (; next_refresh_[place] < refreshes.size() && refreshes[next_refresh_[place]] <= now; ++next_refresh_[place])
      refresh(place, refreshes[next_refresh_[place]], static_cast<int>(next_refresh_[place]));
  }

  void refresh(std::size_t place, Instant at, int number) {
    const bool renumbers = world_.renumbered && number % kRenumberEvery == kRenumberEvery - 1;
    match::FeedView& feed = feeds_[place];
    feed.refreshed = at;
    feed.shows_codes = false;
    for (std::size_t i = 0; i < world_.truths.size(); ++i) {
      const Truth& truth = world_.truths[i];
      if (truth.listing != place) continue;
      const bool is_shown = truth.booked <= at && (!truth.cancelled || *truth.cancelled > at);
      const bool was_shown =
          row_of_[i] && truth_of_row_[*row_of_[i]] == i && bookings_[*row_of_[i]].state != BookingState::kCancelled;
      if (was_shown && (!is_shown || renumbers) && !handed_on(i, at)) withdraw(bookings_[*row_of_[i]]);
      if (is_shown && (!was_shown || renumbers)) show(i, at);
      if (is_shown && bookings_[*row_of_[i]].code) feed.shows_codes = true;
    }
  }

  /// Whether the event of a cancelled reservation lives on as that of the next one.
  bool handed_on(std::size_t index, Instant at) const {
    const Place& place = world_.places[world_.truths[index].listing];
    if (place.shows_codes || place.shows_first || place.shows_full) return false;  // the calendar sees the difference
    return std::any_of(world_.truths.begin(), world_.truths.end(), [&](const Truth& next) {
      return next.instead_of == index && next.booked <= at && (!next.cancelled || *next.cancelled > at);
    });
  }

  void withdraw(Booking& booking) {
    booking.state = BookingState::kCancelled;
    if (!booking.guest_name) return;
    booking.withdrawn = Withdrawn{.guest_name = booking.guest_name,
                                  .guest_name_source = booking.guest_name_source,
                                  .guest_count = {},
                                  .enriched_code = {},
                                  .reason = "left the feed"};
    booking.guest_name.reset();
    booking.guest_name_source = ValueSource::kNone;
  }

  void show(std::size_t index, Instant at) {
    const Truth& truth = world_.truths[index];
    const Place& place = world_.places[truth.listing];
    if (truth.instead_of && row_of_[*truth.instead_of] && handed_on(*truth.instead_of, at) &&
        bookings_[*row_of_[*truth.instead_of]].state != BookingState::kCancelled) {
      row_of_[index] = row_of_[*truth.instead_of];
      truth_of_row_[*row_of_[index]] = index;
      return;
    }
    Booking row;
    row.id = {fmt::format("b{:05}", bookings_.size())};
    row.source_feed_id = feeds_[truth.listing].id;
    row.platform = place.platform;
    row.property = place.property;
    row.check_in = truth.check_in + std::chrono::days(place.slip);
    row.check_out = truth.check_out + std::chrono::days(place.slip);
    row.block = truth.block;
    row.first_seen = at;
    if (!truth.block && place.shows_codes) row.code = truth.code;
    if (!truth.block && place.shows_full) row.feed_name = truth.guest;
    if (!truth.block && place.shows_first) row.feed_name = truth.guest.substr(0, truth.guest.find(' '));
    row_of_[index] = bookings_.size();
    truth_of_row_.push_back(index);
    position_of_[row.id] = bookings_.size();
    bookings_.push_back(std::move(row));
  }

  void receive() {
    match::StoryMail mail = world_.mails[next_mail_++];
    if (const std::string listing = match::listing_of(mail.facts); !listing.empty())
      seen_.push_back({policy_.platforms.issuer_of(mail.facts), listing});
    mail_at_[mail.id] = mails_.size();
    mails_.push_back(std::move(mail));
  }

  void decide(Instant now) {
    const match::SolveInput input{
        .mails = mails_, .bookings = bookings_, .feeds = feeds_, .links = world_.links, .seen = seen_, .now = now};
    for (const Action& action : decider_.decide({input, policy_})) {
      const std::size_t at = mail_at_.at(action.mail);
      match::StoryMail& mail = mails_[at];
      if (action.what != Action::What::kTakeBack) in_review_.erase(at);
      switch (action.what) {
        case Action::What::kTakeBack:
          take_back(action.booking);
          break;
        case Action::What::kWrite:
          write(at, position_of_.at(action.booking), now);
          break;
        case Action::What::kReview:
          mail.open = true;
          in_review_.insert(at);
          break;
        case Action::What::kWait:
          mail.open = true;
          break;
        case Action::What::kClose:
          mail.open = false;
          break;
      }
    }
  }

  void take_back(const BookingId& id) {
    Booking& booking = bookings_[position_of_.at(id)];
    booking.guest_name.reset();
    booking.guest_name_source = ValueSource::kNone;
    booking.withdrawn.reset();
    for (match::StoryMail& mail : mails_)
      if (mail.named == id) mail.named.reset();
  }

  void write(std::size_t at, std::size_t row, Instant now) {
    match::StoryMail& mail = mails_[at];
    Booking& booking = bookings_[row];
    const std::size_t truth = *world_.truth_of_mail[at];
    ++score_.writes;
    if (truth_of_row_[row] != truth) {
      ++score_.wrong;
      if (score_.wrong_ones.size() < kKeptWrong)
        score_.wrong_ones.push_back(fmt::format(
            "{} wrote {} {}–{} on {}'s {} {}–{} (first seen {}, booked {})", mail.id.value, world_.truths[truth].guest,
            to_iso(world_.truths[truth].check_in), to_iso(world_.truths[truth].check_out),
            world_.truths[truth_of_row_[row]].guest, booking.property, to_iso(booking.check_in),
            to_iso(booking.check_out), to_rfc3339(booking.first_seen), to_rfc3339(world_.truths[truth].booked)));
    } else if (!named_[truth]) {
      named_[truth] = true;
      ++score_.named;
      score_.hours_to_name += static_cast<double>((now - mail.received).count()) / 3600;
    }
    booking.guest_name = mail.facts.accepted<std::string>(Field::kGuestName);
    booking.guest_name_source = ValueSource::kMail;
    mail.named = booking.id;
    mail.open = false;
  }

  const World& world_;
  const Decider& decider_;
  const match::Policy& policy_;
  std::vector<std::size_t> next_refresh_;
  std::size_t next_mail_ = 0;
  std::vector<match::StoryMail> mails_;
  std::vector<Booking> bookings_;
  std::vector<match::FeedView> feeds_;
  std::vector<match::SeenListing> seen_;
  std::vector<std::optional<std::size_t>> row_of_;  ///< by truth: the row that shows it, or did last
  std::vector<std::size_t> truth_of_row_;
  std::vector<bool> named_;  ///< by truth
  std::map<BookingId, std::size_t> position_of_;
  std::map<MessageId, std::size_t> mail_at_;
  std::set<std::size_t> in_review_;
  Score score_;
};

}  // namespace

void Score::add(const Score& other) {
  reservations += other.reservations, named += other.named, writes += other.writes, wrong += other.wrong;
  mails += other.mails, reviews += other.reviews, hours_to_name += other.hours_to_name;
  for (const std::string& one : other.wrong_ones)
    if (wrong_ones.size() < kKeptWrong) wrong_ones.push_back(one);
}

double Score::coverage() const {
  return reservations == 0 ? 0 : static_cast<double>(named) / static_cast<double>(reservations);
}
double Score::risk() const { return writes == 0 ? 0 : static_cast<double>(wrong) / static_cast<double>(writes); }

Score play(const World& world, const Decider& decider, const match::Policy& policy) {
  return Player(world, decider, policy).run();
}

}  // namespace connections::match_bench
