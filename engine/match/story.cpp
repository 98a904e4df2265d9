#include "match/story.h"

#include <array>
#include <map>
#include <set>
#include <tuple>

#include "match/names.h"
#include "model/value.h"

namespace connections::match {
namespace {

std::optional<std::string> code_of(const StoryMail& mail) {
  return mail.facts.accepted<std::string>(Field::kConfirmationCode);
}
std::string guest_of(const StoryMail& mail) { return mail.facts.accepted<std::string>(Field::kGuestName).value_or(""); }

bool earlier(const StoryMail* a, const StoryMail* b) {
  return std::tuple(a->since(), a->received, a->id) < std::tuple(b->since(), b->received, b->id);
}

bool is_confirmation(const StoryMail& mail) {
  return mail.facts.kind == MailKind::kConfirmed && mail.facts.may == Permission::kEnrich;
}

using Group = std::vector<const StoryMail*>;

/// A channel manager's mail that does not say its channel may be of any.
bool same_issuer(const std::string& a, const std::string& b) { return a == b || a.empty() || b.empty(); }

/// Whether a mail without a shared code is about the group's reservation: same issuer and days, a name that agrees
/// (or none), no other listing. A channel manager's code and the channel's own do not speak against it.
bool belongs(const StoryMail& mail, const Group& group, const Platforms& platforms) {
  const auto check_in = mail.facts.accepted<Date>(Field::kCheckIn);
  const auto check_out = mail.facts.accepted<Date>(Field::kCheckOut);
  if (!check_in || !check_out || guest_of(mail).empty()) return false;
  for (const StoryMail* other : group) {
    if (!same_issuer(platforms.issuer_of(mail.facts), platforms.issuer_of(other->facts))) return false;
    if (code_of(mail) && code_of(*other) && mail.facts.platform == other->facts.platform) return false;
  }
  return std::any_of(group.begin(), group.end(), [&](const StoryMail* other) {
    if (other->facts.accepted<Date>(Field::kCheckIn) != check_in ||
        other->facts.accepted<Date>(Field::kCheckOut) != check_out)
      return false;
    if (compare_names(guest_of(mail), guest_of(*other)) == NameAgreement::kNone) return false;
    const bool same_words = mail.facts.platform == other->facts.platform;
    const std::string a = listing_of(mail.facts), b = listing_of(other->facts);
    return !same_words || a.empty() || b.empty() || fold(a) == fold(b);
  });
}

std::vector<Group> group(std::span<const StoryMail* const> mails, const Platforms& platforms) {
  std::vector<const StoryMail*> sorted(mails.begin(), mails.end());
  std::sort(sorted.begin(), sorted.end(), earlier);
  std::vector<Group> groups;
  std::map<std::pair<std::string, std::string>, std::size_t> by_code;
  std::vector<const StoryMail*> loose;
  for (const StoryMail* mail : sorted) {
    const auto code = code_of(*mail);
    if (!code) {
      loose.push_back(mail);
      continue;
    }
    const auto [at, added] = by_code.try_emplace({mail->facts.platform, *code}, groups.size());
    if (added) groups.emplace_back();
    groups[at->second].push_back(mail);
  }
  std::multimap<Date, std::size_t> by_arrival;  // groups with a mail that gives this check-in
  const auto note_arrival = [&](const StoryMail* mail, std::size_t group) {
    if (const auto check_in = mail->facts.accepted<Date>(Field::kCheckIn)) by_arrival.emplace(*check_in, group);
  };
  for (std::size_t i = 0; i < groups.size(); ++i)
    for (const StoryMail* mail : groups[i]) note_arrival(mail, i);
  const auto join = [&](const StoryMail* mail, std::size_t not_this) -> std::optional<std::size_t> {
    const auto check_in = mail->facts.accepted<Date>(Field::kCheckIn);
    if (!check_in) return std::nullopt;
    std::set<std::size_t> found;
    const auto [begin, end] = by_arrival.equal_range(*check_in);
    for (auto at = begin; at != end; ++at)
      if (at->second != not_this && !groups[at->second].empty() && belongs(*mail, groups[at->second], platforms))
        found.insert(at->second);
    if (found.size() != 1) return std::nullopt;
    groups[*found.begin()].push_back(mail);
    return *found.begin();
  };
  for (const StoryMail* mail : loose) {
    if (join(mail, groups.size())) continue;
    note_arrival(mail, groups.size());
    groups.push_back({mail});
  }
  // A channel manager's mails with its own code join the channel's reservation.
  for (std::size_t i = 0; i < groups.size(); ++i) {
    if (groups[i].empty() || !platforms.is_manager(groups[i].front()->facts.platform)) continue;
    const Group own = groups[i];
    const auto speaks =
        std::find_if(own.begin(), own.end(), [](const StoryMail* one) { return !guest_of(*one).empty(); });
    if (speaks == own.end()) continue;
    const auto joined = join(*speaks, i);
    if (!joined) continue;
    for (const StoryMail* one : own)
      if (one != *speaks) groups[*joined].push_back(one);
    groups[i].clear();
  }
  std::erase_if(groups, [](const Group& one) { return one.empty(); });
  return groups;
}

template <class T>
void add_once(std::vector<T>& all, T value) {
  if (std::find(all.begin(), all.end(), value) == all.end()) all.push_back(std::move(value));
}

void take_facts(const StoryMail& mail, Reservation& out) {
  if (const auto code = code_of(mail)) add_once(out.codes, {mail.facts.platform, *code});
  for (const Field field : {Field::kListingId, Field::kListing})
    if (auto text = mail.facts.accepted<std::string>(field)) add_once(out.listing_texts, *std::move(text));
  if (const auto phone = mail.facts.accepted<std::string>(Field::kPhone); phone && phone->size() >= 4) {
    std::string digits;
    for (const char c : *phone)
      if (c >= '0' && c <= '9') digits += c;
    if (digits.size() >= 4) add_once(out.phones_last4, digits.substr(digits.size() - 4));
  }
  if (mail.named) out.named = mail.named;
  if (!mail.wrote.empty()) add_once(out.wrote, mail.wrote);
  for (const BookingId& one : mail.rejected) add_once(out.rejected, one);
}

/// A confirmation that may speak, before one that may not; then the latest.
void take_speaker(const StoryMail& mail, Reservation& out) {
  if (!is_confirmation(mail)) return;
  if (out.speaker == nullptr || mail.authenticated || !out.speaker->authenticated) out.speaker = &mail;
}

void take_name(const StoryMail& mail, Reservation& out) {
  const std::string name = guest_of(mail);
  if (name.empty() || !is_confirmation(mail) || !mail.authenticated) return;
  if (out.guest.empty() || is_fuller(name, out.guest))
    out.guest = name;
  else if (compare_names(name, out.guest) == NameAgreement::kNone)
    out.names_disagree = true;
}

void take_state(const StoryMail& mail, Reservation& out) {
  using enum ReservationState;
  switch (mail.facts.kind) {
    case MailKind::kConfirmed:
      if (mail.facts.may != Permission::kEnrich) return;
      if (mail.authenticated || out.state == kRequested) out.state = kConfirmed;
      return;
    case MailKind::kAlteration:
      if (mail.facts.subkind != "declined" && out.state == kConfirmed) out.state = kAltered;
      return;
    case MailKind::kCancellation:
      out.state = mail.authenticated ? kCancelled : out.state == kCancelled ? kCancelled : kDoubtful;
      return;
    default:
      return;
  }
}

bool gives_days(const StoryMail& mail, const Reservation& story) {
  return is_confirmation(mail) && mail.authenticated && mail.facts.accepted<Date>(Field::kCheckIn) == story.check_in &&
         mail.facts.accepted<Date>(Field::kCheckOut) == story.check_out;
}

/// Since when the days that hold now are confirmed: a cancellation in between ends what was confirmed before it.
Instant confirmed_at(const Reservation& story) {
  std::optional<Instant> first;
  for (const StoryMail* mail : story.mails) {
    if (mail->facts.kind == MailKind::kCancellation && mail->authenticated) first.reset();
    if (!first && gives_days(*mail, story)) first = mail->since();
  }
  return first.value_or(story.speaker->since());
}

/// What nobody vouches for does not make a reservation older.
Instant announced_at(const std::vector<const StoryMail*>& mails) {
  const auto first = std::find_if(mails.begin(), mails.end(), [](const StoryMail* one) { return one->authenticated; });
  return (first == mails.end() ? mails.front() : *first)->since();
}

Reservation tell(Group group, const Platforms& platforms) {
  std::sort(group.begin(), group.end(), earlier);
  Reservation out;
  out.mails = std::move(group);
  out.issuer = platforms.issuer_of(out.mails.front()->facts);
  out.since = out.confirmed = announced_at(out.mails);
  for (const StoryMail* mail : out.mails) {
    if (out.issuer.empty()) out.issuer = platforms.issuer_of(mail->facts);
    take_facts(*mail, out);
    take_speaker(*mail, out);
    take_name(*mail, out);
    take_state(*mail, out);
  }
  if (out.speaker != nullptr) {
    const Extraction& facts = out.speaker->facts;
    out.check_in = facts.accepted<Date>(Field::kCheckIn);
    out.check_out = facts.accepted<Date>(Field::kCheckOut);
    out.nights = facts.accepted<int>(Field::kNights);
    out.guest_count = facts.accepted<int>(Field::kGuestCount);
    out.listing = listing_of(facts);
    if (out.guest.empty()) out.guest = guest_of(*out.speaker);
    out.confirmed = confirmed_at(out);
  }
  return out;
}

}  // namespace

std::string listing_of(const Extraction& facts) {
  for (const Field field : {Field::kListingId, Field::kListing})
    if (auto text = facts.accepted<std::string>(field); text && !text->empty()) return *std::move(text);
  return {};
}

std::string_view name(ReservationState state) noexcept {
  static constexpr std::array<std::string_view, 5> kNames{"requested", "confirmed", "altered", "doubtful", "cancelled"};
  return kNames[static_cast<std::size_t>(state)];
}

std::vector<Reservation> reservations_of(std::span<const StoryMail* const> mails, const Platforms& platforms) {
  std::vector<Reservation> all;
  for (Group& one : group(mails, platforms)) all.push_back(tell(std::move(one), platforms));
  std::sort(all.begin(), all.end(),
            [](const Reservation& a, const Reservation& b) { return earlier(a.mails.front(), b.mails.front()); });
  return all;
}

}  // namespace connections::match
