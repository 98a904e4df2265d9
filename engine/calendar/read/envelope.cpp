#include "calendar/read/envelope.h"

#include <algorithm>
#include <string>
#include <vector>

#include <fmt/format.h>

#include "calendar/limits.h"

namespace connections::calendar {
namespace {

/// VCALENDAR > VEVENT > VALARM is three deep; libical frees components recursively, so depth costs stack.
constexpr std::size_t kMaxDepth = 8;
/// Alarms and time zones come on top of events.
constexpr std::size_t kMaxComponents = 4 * kMaxEvents;
constexpr const char* kHint = "nothing was changed; open the feed's address in a browser and compare";

std::unexpected<Error> broken(std::string message) { return fail(Errc::kFeedInvalid, std::move(message), "", kHint); }

/// What a message repeats of a component's name, which may be the whole feed.
std::string_view shown(std::string_view name) { return name.substr(0, 40); }

std::string upper(std::string_view text) {
  while (!text.empty() && (text.back() == ' ' || text.back() == '\t')) text.remove_suffix(1);
  std::string out(text);
  std::ranges::transform(out, out.begin(), [](char c) { return c >= 'a' && c <= 'z' ? static_cast<char>(c - 32) : c; });
  return out;
}

class Scanner {
 public:
  Result<void> line(std::string_view text) {
    const std::size_t end = std::min(text.find_first_of(":;"), text.size());
    const std::string property = end == 5 || end == 3 ? upper(text.substr(0, end)) : std::string();
    const bool begins = property == "BEGIN";
    if (!begins && property != "END") return outside_check(text);
    if (end == text.size() || text[end] != ':') return broken(fmt::format("The feed has a damaged {} line", property));
    const std::string component = upper(text.substr(end + 1));
    return begins ? open(component) : close(component);
  }

  Result<Envelope> finish() const {
    if (!open_.empty()) return broken(fmt::format("The feed is cut off: {} is not ended", shown(open_.back())));
    return envelope_;
  }

 private:
  Result<void> outside_check(std::string_view text) const {
    if (open_.empty() && !ended_ && text.find_first_not_of(" \t") != std::string_view::npos)
      return broken("The feed does not start with BEGIN:VCALENDAR");
    return {};
  }

  Result<void> open(const std::string& component) {
    if (open_.empty() != (component == "VCALENDAR"))
      return broken(open_.empty() ? "The feed does not start with BEGIN:VCALENDAR"
                                  : "The feed is cut off: a new VCALENDAR starts inside another");
    if (open_.size() >= kMaxDepth) return broken(fmt::format("The feed nests deeper than {} components", kMaxDepth));
    if (++components_ > kMaxComponents)
      return fail(Errc::kLimitExceeded, fmt::format("The feed has more than {} components", kMaxComponents), "", kHint);
    if (component == "VEVENT" && open_.size() != 1)
      return broken(fmt::format("The feed is cut off: an event starts inside {}", shown(open_.back())));
    if (open_.size() == 1) count(component);
    open_.push_back(component);
    if (envelope_.events > kMaxEvents)
      return fail(Errc::kLimitExceeded, fmt::format("The feed has more than {} events", kMaxEvents), "", kHint);
    return {};
  }

  Result<void> close(const std::string& component) {
    if (open_.empty() || open_.back() != component)
      return broken(fmt::format("The feed ends {} where it is not open", shown(component)));
    open_.pop_back();
    ended_ = open_.empty();
    return {};
  }

  void count(const std::string& component) {
    if (component == "VEVENT") ++envelope_.events;
    if (component == "VTODO" || component == "VJOURNAL" || component == "VFREEBUSY") ++envelope_.others;
  }

  std::vector<std::string> open_;
  std::size_t components_ = 0;
  bool ended_ = false;
  Envelope envelope_;
};

}  // namespace

Result<Envelope> check_envelope(std::string_view unfolded) {
  const std::size_t first = unfolded.find_first_not_of(" \t\n");
  if (first == std::string_view::npos) return broken("The feed is empty");
  if (unfolded[first] == '<') return broken("The feed is an HTML page, not a calendar");
  if (unfolded.find('\0') != std::string_view::npos) return broken("The feed has a zero byte");
  Scanner scanner;
  while (!unfolded.empty()) {
    const std::size_t end = std::min(unfolded.find('\n'), unfolded.size() - 1);
    const std::string_view line = unfolded.substr(0, unfolded[end] == '\n' ? end : end + 1);
    TRY(scanner.line(line));
    unfolded.remove_prefix(end + 1);
  }
  return scanner.finish();
}

}  // namespace connections::calendar
