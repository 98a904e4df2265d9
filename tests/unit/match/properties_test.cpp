// What holds of every workspace: random ones, each mail and stay of which could be about any other.
#include <algorithm>
#include <map>
#include <random>

#include <fmt/format.h>
#include <gtest/gtest.h>

#include "match/workspace.h"
#include "stories.h"

namespace connections::match {
namespace {

constexpr const char* kGuests[]{"Ada Example", "Bo Example", "Cleo Example", "Dan Example", "A. Example"};
constexpr const char* kPlatforms[]{"airbnb", "vrbo", "booking", "pms"};
constexpr const char* kChannels[]{"", "Airbnb", "Booking.com", "Vrbo", "Direct"};
constexpr const char* kDays[]{"2027-06-10", "2027-06-11", "2027-06-12", "2027-06-13", "2027-06-15", "2027-06-16"};
constexpr const char* kProperties[]{"Mill Cottage", "Garden Flat", "Old Barn"};

class RandomWorld {
 public:
  explicit RandomWorld(unsigned seed) : random_(seed) {}

  World make() {
    World world;
    const std::size_t mails = 1 + random_() % 8, stays = 1 + random_() % 7;
    for (std::size_t i = 0; i < mails; ++i) add_mail(world, i, stays);
    for (std::size_t i = 0; i < stays; ++i) add_stay(world, i);
    if (with(3))
      world.links.push_back({.platform = of(kPlatforms),
                             .listing = "7700101",
                             .property = of(kProperties),
                             .uses = 1,
                             .from_person = with(2)});
    if (with(3)) world.feeds.front().refreshed = at("2027-05-05T09:00:00Z");
    return world;
  }
  template <class T>
  void shuffle(std::vector<T>& all) {
    std::shuffle(all.begin(), all.end(), random_);
  }

 private:
  bool with(unsigned one_in) { return random_() % one_in == 0; }
  template <class T, std::size_t N>
  const T& of(const T (&all)[N]) {
    return all[random_() % N];
  }
  std::string code() { return fmt::format("{}{}", with(2) ? "HM" : "RS", 10000000 + random_() % 4); }
  std::string moment() { return fmt::format("2027-05-{:02}T09:00:00Z", 1 + random_() % 19); }
  void days(std::string& from, std::string& to) {
    const std::size_t first = random_() % 3;
    from = kDays[first], to = kDays[first + 1 + random_() % 3];
  }

  void add_mail(World& world, std::size_t number, std::size_t stays) {
    Said said{.id = fmt::format("m{}", number), .guest = of(kGuests), .received = moment(), .platform = of(kPlatforms)};
    if (said.platform == "pms") said.channel = of(kChannels);
    if (with(2)) said.code = code();
    days(said.check_in, said.check_out);
    if (with(3)) said.listing = with(2) ? "7700101" : of(kProperties);
    if (with(4)) said.phone = fmt::format("+1 555 010 014{}", random_() % 3);
    said.kind = with(7) ? MailKind::kCancellation : with(8) ? MailKind::kAlteration : MailKind::kConfirmed;
    said.authenticated = !with(9);
    said.open = !with(3);
    if (!said.open && with(2)) said.named = fmt::format("s{}", random_() % stays);
    world.add(said);
    world.mails.back().closed_by_person = with(12);
  }

  void add_stay(World& world, std::size_t number) {
    Stay stay{.id = fmt::format("s{}", number),
              .property = of(kProperties),
              .platform = of(kPlatforms),
              .first_seen = moment()};
    if (with(3)) stay.code = code();
    if (with(4)) stay.feed_name = std::string(of(kGuests)).substr(0, 3);
    days(stay.check_in, stay.check_out);
    if (with(5)) stay.phone = fmt::format("014{}", random_() % 3);
    world.add(stay);
    Booking& booking = world.bookings.back();
    booking.block = with(9);
    if (with(9)) booking.state = BookingState::kCancelled;
    if (with(9)) booking.twin_of = BookingId{"s0"};
    if (!with(3)) return;
    booking.guest_name = of(kGuests);
    booking.guest_name_source = with(3) ? ValueSource::kPerson : ValueSource::kMail;
  }

  std::mt19937 random_;
};

std::string text_of(const Outcome& one) {
  const Decision& decision = one.decision;
  std::string text =
      fmt::format("{} {} {} {} {:.6f}", name(decision.verdict), decision.booking.value, decision.enrichment_reason,
                  decision.guest_name.value_or("-"), decision.confidence.value());
  for (const Reason& reason : decision.reasons) text += fmt::format(" | {}: {}", reason.code, reason.message);
  for (const CandidateMatch& stay : decision.candidates)
    text += fmt::format(" # {} {:.6f} {}", stay.booking.value, stay.score, stay.veto);
  if (one.take_back) text += fmt::format(" < {} {}", one.take_back->booking.value, one.take_back->reason.code);
  return text;
}

using Texts = std::map<std::string, std::string>;

Texts texts_of(const std::vector<Outcome>& outcomes) {
  Texts all;
  for (const Outcome& one : outcomes) all[one.mail.value] = text_of(one);
  return all;
}

SolveInput input_of(const World& world) {
  return {.mails = world.mails,
          .bookings = world.bookings,
          .feeds = world.feeds,
          .links = world.links,
          .seen = world.seen,
          .now = world.now};
}

constexpr unsigned kWorlds = 1500;

TEST(EveryWorkspace, IsDecidedAlikeInWhateverOrderItStands) {
  for (unsigned seed = 0; seed < kWorlds; ++seed) {
    RandomWorld random(seed);
    World world = random.make();
    const Texts expected = texts_of(world.solved());
    random.shuffle(world.mails), random.shuffle(world.bookings), random.shuffle(world.feeds);
    random.shuffle(world.links), random.shuffle(world.seen);
    ASSERT_EQ(texts_of(world.solved()), expected) << seed;
  }
}

TEST(EveryWorkspace, IsDecidedAlikeBesideStaysBlocksAndFeedsThatHaveNothingToDoWithIt) {
  for (unsigned seed = 0; seed < kWorlds; ++seed) {
    World world = RandomWorld(seed).make();
    const Texts expected = texts_of(world.solved());
    Booking far = booking({.id = "far",
                           .property = world.bookings.front().property,
                           .check_in = "2028-01-01",
                           .check_out = "2028-01-05"});
    far.source_feed_id = world.bookings.front().source_feed_id;
    far.platform = world.bookings.front().platform;
    world.bookings.push_back(far);
    far.id = {"block"}, far.block = true, far.check_in = day("2028-02-01"), far.check_out = day("2028-02-05");
    world.bookings.push_back(far);
    const bool any_channel = std::ranges::any_of(world.mails, [](const StoryMail& one) {
      return default_platforms().issuer_of(one.facts).empty();  // such a mail may be of any feed
    });
    if (!any_channel) world.add_feed("Somewhere else", "inn", "2027-05-20T08:00:00Z");
    ASSERT_EQ(texts_of(world.solved()), expected) << seed;
  }
}

/// Does what the outcomes say, as a sync does.
void act(World& world, const std::vector<Outcome>& outcomes) {
  for (const Outcome& one : outcomes) {
    const auto mail = std::ranges::find(world.mails, one.mail, &StoryMail::id);
    if (one.take_back) {
      const auto lost = std::ranges::find(world.bookings, one.take_back->booking, &Booking::id);
      lost->guest_name.reset(), lost->guest_name_source = ValueSource::kNone, lost->withdrawn.reset();
      for (StoryMail& other : world.mails)
        if (other.named == lost->id) other.named.reset();
    }
    mail->open = one.decision.verdict == Verdict::kReview || one.decision.verdict == Verdict::kWait;
    if (one.decision.verdict != Verdict::kUpdate) continue;
    const auto stay = std::ranges::find(world.bookings, one.decision.booking, &Booking::id);
    if (one.decision.guest_name) {
      stay->guest_name = one.decision.guest_name;
      stay->guest_name_source = ValueSource::kMail;
    }
    if (one.decision.guest_count) stay->guest_count = one.decision.guest_count;
    mail->named = stay->id;
  }
}

TEST(EveryWorkspace, ComesToRest) {
  for (unsigned seed = 0; seed < kWorlds; ++seed) {
    World world = RandomWorld(seed).make();
    for (int i = 0; i < 3; ++i) act(world, world.solved());
    std::size_t changes = 0;
    for (const Outcome& one : world.solved())
      changes += one.take_back || one.decision.verdict == Verdict::kUpdate ? 1 : 0;
    EXPECT_EQ(changes, 0u) << seed;
  }
}

/// Verdict, booking and reasons, without the candidates.
std::string decision_in(const std::string& text) {
  const std::string decision = text.substr(0, text.find('#'));
  return decision.substr(0, decision.find_last_not_of(' ') + 1);
}

TEST(EveryWorkspace, IsDecidedAlikeMailByMailAndAtOnce) {
  for (unsigned seed = 0; seed < kWorlds; ++seed) {
    World world = RandomWorld(seed).make();
    const Texts expected = texts_of(world.solved());
    World begun = world;
    const std::size_t first = seed % (world.mails.size() + 1);
    begun.mails.resize(first);
    begun.seen.clear();
    for (const StoryMail& one : begun.mails)
      if (const std::string listing = listing_of(one.facts); !listing.empty())
        begun.seen.push_back({default_platforms().issuer_of(one.facts), listing});
    Workspace workspace(input_of(begun), {});
    Texts found = texts_of(workspace.solve());
    for (std::size_t i = first; i < world.mails.size(); ++i)
      for (auto& [mail, text] : texts_of(workspace.add(world.mails[i]))) found[mail] = text;
    // What is shown beside a decision may be older: see Workspace::add.
    for (const auto& [mail, text] : expected)
      ASSERT_EQ(decision_in(found[mail]), decision_in(text)) << seed << " " << mail;
  }
}

/// What one workspace has, another does not see: there is nothing that two of them share.
TEST(EveryWorkspace, IsDecidedAlikeAfterAnotherWithTheSameMails) {
  for (unsigned seed = 0; seed < 200; ++seed) {
    const World world = RandomWorld(seed).make(), other = RandomWorld(seed + 1).make();
    Workspace one(input_of(world), {}), two(input_of(other), {});
    const Texts expected = texts_of(one.solve());
    (void)two.solve();
    for (const StoryMail& mail : world.mails) (void)two.add(mail);
    EXPECT_EQ(texts_of(one.solve()), expected) << seed;
  }
}

}  // namespace
}  // namespace connections::match
