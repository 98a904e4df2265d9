#include "view/reread_view.h"

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "view/json_text.h"
#include "view/run_view.h"
#include "view/table.h"

namespace connections::view {
namespace {

using nlohmann::ordered_json;

std::string or_none(const std::string& text) { return text.empty() ? "–" : text; }

ordered_json text_or_null(const std::string& text) { return text.empty() ? ordered_json(nullptr) : ordered_json(text); }

ordered_json flip_json(const sync::Flip& one) {
  return {{"id", one.booking.id.value},
          {"property", one.booking.property},
          {"check_in", to_iso(one.booking.check_in)},
          {"check_out", to_iso(one.booking.check_out)},
          {"before", text_or_null(one.before)},
          {"after", text_or_null(one.after)},
          {"why", one.why}};
}

std::string flip_line(const sync::Flip& one) {
  return printable(fmt::format("  {}  {} {}: {} → {}  ({})", one.booking.id.value.substr(0, 8), one.booking.property,
                               to_iso(one.booking.check_in), or_none(one.before), or_none(one.after), one.why)) +
         "\n";
}

}  // namespace

ordered_json to_json(const sync::ReadingTally& tally) {
  ordered_json fields = ordered_json::object();
  for (const auto& [field, counts] : tally.fields())
    fields[field] = {{"gained", counts[0]}, {"lost", counts[1]}, {"changed", counts[2]}};
  return fields;
}

ordered_json to_json(const std::vector<sync::FieldDiff>& fields) {
  ordered_json rows = ordered_json::array();
  for (const auto& one : fields)
    rows.push_back({{"field", one.field},
                    {"change", name(one.change())},
                    {"before", text_or_null(one.before)},
                    {"after", text_or_null(one.after)}});
  return rows;
}

std::string tally_table(const sync::ReadingTally& tally) {
  Table table({"field", "gained", "lost", "changed"});
  for (const auto& [field, counts] : tally.fields())
    table.add({field, std::to_string(counts[0]), std::to_string(counts[1]), std::to_string(counts[2])});
  return table.empty() ? std::string() : table.to_string();
}

std::string diff_lines(const std::string& mail, const std::vector<sync::FieldDiff>& fields) {
  std::string text = printable(mail) + "\n";
  for (const auto& one : fields)
    text += printable(fmt::format("  {} {}: {} → {}", one.field, name(one.change()), or_none(one.before),
                                  or_none(one.after))) +
            "\n";
  return text;
}

ordered_json to_json(const sync::Reread& done) {
  ordered_json listed = ordered_json::array(), bookings = ordered_json::array();
  for (const auto& mail : done.listed)
    listed.push_back({{"message", mail.message.value}, {"subject", mail.subject}, {"fields", to_json(mail.fields)}});
  for (const auto& one : done.flips) bookings.push_back(flip_json(one));
  return {{"mails", done.mails},
          {"different", done.different},
          {"quarantined", done.quarantined},
          {"fields", to_json(done.tally)},
          {"listed", std::move(listed)},
          {"bookings", std::move(bookings)},
          {"run", done.run ? ordered_json(done.run->value) : ordered_json(nullptr)},
          {"stats", view::to_json(done.stats)}};
}

std::string reread_text(const sync::Reread& done, bool written) {
  std::string text = fmt::format("{} mails read again, {} of them otherwise\n", done.mails, done.different);
  if (done.quarantined > 0)
    text += fmt::format("{} left out: reading them ended this engine before\n", done.quarantined);
  text += tally_table(done.tally);
  for (const auto& mail : done.listed)
    text += diff_lines(fmt::format("{}  {}", mail.message.value.substr(0, 8), mail.subject), mail.fields);
  if (!done.flips.empty()) text += "bookings\n";
  for (const auto& one : done.flips) text += flip_line(one);
  const auto& stats = done.stats;
  text += fmt::format("{} bookings named, {} names taken back, {} items filed or renewed, {} items closed\n",
                      stats.bookings_enriched, stats.names_taken_back, stats.reviews_filed, stats.reviews_closed);
  if (!written) return text + "Nothing was changed; without --dry-run it is done.\n";
  return done.run ? text + fmt::format("connections undo --run {} takes the bookings back\n", done.run->value) : text;
}

}  // namespace connections::view
