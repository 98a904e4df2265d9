// The queue of review_view.h as people read it.
#include <algorithm>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "view/review_view.h"
#include "view/table.h"

namespace connections::view {
namespace {

using sync::QueueEntry;
using Kind = QueueEntry::Kind;

constexpr std::size_t kColumns = 80;
constexpr std::size_t kIndent = 10;       ///< below an item's id
constexpr std::size_t kShownMembers = 6;  ///< of a group; --each shows all

/// Words on lines of at most kColumns, below each other.
std::string wrapped(std::string_view text) {
  std::string out, line;
  const auto end_line = [&] {
    if (!line.empty()) out += std::string(kIndent, ' ') + line + "\n";
    line.clear();
  };
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t end = std::min(text.find(' ', at), text.size());
    const std::string word(text.substr(at, end - at));
    if (!line.empty() && kIndent + display_width(line) + 1 + display_width(word) > kColumns) end_line();
    line += (line.empty() ? "" : " ") + word;
    at = end + 1;
  }
  end_line();
  return out;
}

std::string short_id(const std::string& id) { return id.substr(0, 8); }

std::string head_of(const store::ReviewItem& item) {
  std::string days;
  if (item.check_in) days += "  " + to_iso(*item.check_in);
  if (item.check_out) days += " – " + to_iso(*item.check_out);
  return printable(
      fmt::format("{}{}{}", item.guest_name.value_or("no guest"), days, item.code ? "  " + *item.code : std::string()));
}

std::string why(const store::ReviewItem& item) {
  std::string text;
  for (const auto& reason : item.reasons) text += wrapped(printable(reason.value("message", "")));
  return text;
}

std::string members(const QueueEntry& entry) {
  std::string text;
  for (std::size_t i = 0; i < std::min(entry.items.size(), kShownMembers); ++i)
    text += fmt::format("  {}  {}\n", short_id(entry.items[i].id.value), head_of(entry.items[i]));
  if (entry.items.size() > kShownMembers)
    text += fmt::format("  and {} more:  connections reviews list --each\n", entry.items.size() - kShownMembers);
  return text;
}

std::string listing_text(const QueueEntry& entry) {
  const std::string listing = printable(entry.items.front().listing);
  std::string text =
      fmt::format("Tell me which property is listing {}: {} mails wait for it\n", listing, entry.items.size());
  for (const auto& [property, mails] : entry.fits)
    text += fmt::format("  {} has stays for {} of them\n", printable(property), mails);
  return text + fmt::format("  connections listings link \"{}\" PROPERTY\n", listing);
}

std::string entry_text(const QueueEntry& entry, const std::map<BookingId, Booking>& bookings) {
  const std::size_t count = entry.items.size();
  switch (entry.kind) {
    case Kind::kItem: {
      const auto& item = entry.items.front();
      return fmt::format("{}  {}\n{}", short_id(item.id.value), head_of(item), why(item));
    }
    case Kind::kJoint:
      return fmt::format("{} mails compete for the same stays\n{}{}", count, members(entry),
                         arrangements_text(entry, bookings));
    case Kind::kListing:
      return listing_text(entry) + members(entry);
    case Kind::kPast:
      return fmt::format(
          "{} mails are about stays that are over\n  connections reviews dismiss --reason past_stay --yes\n", count);
    case Kind::kNoCalendar: {
      const std::string& issuer = entry.items.front().issuer;
      return fmt::format(
          "{} mails wait for a calendar{}, which none is imported of\n  connections calendar import "
          "FILE|URL --platform {} --property NAME\n",
          count, issuer.empty() ? "" : " of " + issuer, issuer.empty() ? "PLATFORM" : issuer);
    }
  }
  return {};
}

const char* done_word(sync::ReviewAction action) {
  switch (action) {
    case sync::ReviewAction::kAccept:
      return "accepted";
    case sync::ReviewAction::kReject:
      return "rejected";
    case sync::ReviewAction::kDismiss:
      return "dismissed";
  }
  return "";
}

}  // namespace

std::string arrangements_text(const QueueEntry& entry, const std::map<BookingId, Booking>& bookings) {
  std::string text;
  for (const auto& arrangement : entry.arrangements) {
    text += fmt::format("  {:5.1f} bits\n", arrangement.bits);
    for (const auto& [message, stay] : arrangement.pairs) {
      const auto item = std::ranges::find(entry.items, message, &store::ReviewItem::message);
      const auto booking = bookings.find(stay);
      if (item == entry.items.end() || booking == bookings.end()) continue;
      const Booking& one = booking->second;
      text +=
          printable(fmt::format("    {} → {} {} {} – {}", item->guest_name.value_or("no guest"), short_id(one.id.value),
                                one.property, to_iso(one.check_in), to_iso(one.check_out))) +
          "\n";
    }
  }
  return text;
}

std::string queue_text(const sync::ReviewQueue& queue) {
  std::string text;
  for (const QueueEntry& entry : queue.entries) text += (text.empty() ? "" : "\n") + entry_text(entry, queue.bookings);
  return text;
}

std::string acted_text(const sync::ReviewsActed& acted, sync::ReviewAction action, bool written) {
  std::string text;
  for (const auto& item : acted.done)
    text += fmt::format("{} {}  {}\n", written ? done_word(action) : fmt::format("would be {}", done_word(action)),
                        short_id(item.id.value), head_of(item));
  for (const auto& [item, reason] : acted.left)
    text += fmt::format("left alone {}  {}: {}\n", short_id(item.id.value), head_of(item), printable(reason));
  if (text.empty()) return "No open item fits.\n";
  return written ? text : text + "Nothing was changed; --yes does it.\n";
}

}  // namespace connections::view
