#include "view/feed_view.h"

#include <algorithm>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "view/json_text.h"
#include "view/table.h"

namespace connections::view {
namespace {

using nlohmann::ordered_json;

std::string time_or(const std::optional<Instant>& at, const char* otherwise) {
  return at ? to_rfc3339(*at) : otherwise;
}

std::string stay_text(const nlohmann::json& stay) {
  const auto name = stay.find("guest_name");
  const bool named = name != stay.end() && name->is_string();
  return fmt::format("{}{} to {}", named ? name->get<std::string>() + ", " : "", stay.value("check_in", ""),
                     stay.value("check_out", ""));
}

}  // namespace

std::string change_sentence(const nlohmann::json& change) {
  if (!change.is_object()) return {};
  std::string text;
  for (const auto& [key, word] : {std::pair("inserted", "new"), {"updated", "changed"}, {"cancelled", "gone"}}) {
    const auto count = change.value(key, 0);
    if (count == 0) continue;
    text += fmt::format("{}{} {}", text.empty() ? "" : ", ", count, word);
    std::string stays;
    for (const auto& stay : change.value("stays", nlohmann::json::array()))
      if (stay.value("change", "") == word) stays += (stays.empty() ? ": " : "; ") + stay_text(stay);
    text += stays;
  }
  return text;
}

ordered_json to_json(const store::Feed& feed) {
  const store::FeedState& state = feed.state;
  return {{"id", feed.id.value},
          {"platform", feed.platform},
          {"property", feed.property},
          {"address", feed.shown_url},
          {"listings", feed.listing_ids},
          {"time_zone", feed.time_zone},
          {"last_refreshed_at", or_null(state.last_refreshed_at)},
          {"checked_at", or_null(state.checked_at)},
          {"refreshes", state.refreshes},
          {"error", state.error},
          {"error_since", or_null(state.error_since)},
          {"failures", state.failures},
          {"changed_at", or_null(state.changed_at)},
          {"last_change", state.last_change}};
}

ordered_json feeds_json(const std::vector<store::Feed>& feeds) {
  ordered_json rows = ordered_json::array();
  for (const auto& one : feeds) rows.push_back(to_json(one));
  return rows;
}

std::string feeds_table(const std::vector<store::Feed>& feeds) {
  Table table({"id", "platform", "property", "last read", "failures"});
  for (const store::Feed& one : feeds)
    table.add({one.id.value.substr(0, 8), one.platform, one.property, time_or(one.state.checked_at, "never"),
               one.state.failures == 0 ? "" : std::to_string(one.state.failures)});
  return table.to_string();
}

std::string feeds_details(const std::vector<store::Feed>& feeds) {
  std::string out;
  for (const store::Feed& one : feeds) {
    const store::FeedState& state = one.state;
    if (!state.error.empty())
      out += fmt::format("\n{} {}: since {}: {}\n", one.property, one.shown_url, time_or(state.error_since, "–"),
                         state.error);
    if (const std::string text = change_sentence(state.last_change); !text.empty())
      out += fmt::format("\n{}: {} ({})\n", one.property, text, time_or(state.changed_at, "–"));
  }
  return out;
}

ordered_json to_json(const sync::CalendarChange& change) {
  ordered_json skipped = ordered_json::array();
  for (const auto& one : change.skipped)
    skipped.push_back({{"uid", one.uid}, {"reason", calendar::name(one.reason)}, {"message", one.message}});
  return {{"inserted", change.inserted},        {"updated", change.updated},     {"unchanged", change.unchanged},
          {"cancelled", change.cancelled},      {"questions", change.questions}, {"skipped", std::move(skipped)},
          {"not_modified", change.not_modified}};
}

std::string change_text(const sync::CalendarChange& change) {
  constexpr std::size_t kMostLines = sync::CalendarChange::kMostStays;  // a person reads no more
  std::string out = fmt::format("{} new, {} changed, {} as before, {} gone from the feed\n", change.inserted,
                                change.updated, change.unchanged, change.cancelled);
  const auto add = [&](const char* label, std::size_t count, const auto& text_of) {
    for (std::size_t i = 0; i < std::min(count, kMostLines); ++i) out += fmt::format("{}: {}\n", label, text_of(i));
    if (count > kMostLines) out += fmt::format("{}: {} more; --json shows all\n", label, count - kMostLines);
  };
  add("a person decides", change.questions.size(), [&](std::size_t i) { return change.questions[i]; });
  add("left out", change.skipped.size(), [&](std::size_t i) { return change.skipped[i].message; });
  return out;
}

}  // namespace connections::view
