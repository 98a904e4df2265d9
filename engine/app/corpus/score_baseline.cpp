#include "app/corpus/score_baseline.h"

#include <algorithm>
#include <fstream>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "view/table.h"

namespace connections::app {
namespace {

using nlohmann::json;

std::string figure(const json& tally, const char* key) { return fmt::format("{:.4f}", tally.at(key).get<double>()); }

std::string arrow(const json& before, const json& after, const char* key) {
  const std::string was = figure(before, key), is = figure(after, key);
  return was == is ? is : was + " → " + is;
}

std::string line_of(const json& one) {
  return fmt::format("  {}  {}  expected \"{}\", got \"{}\"\n", view::printable(one.at("file").get<std::string>()),
                     one.at("field").get<std::string>(), view::printable(one.at("expected").get<std::string>()),
                     view::printable(one.at("got").get<std::string>()));
}

/// The disagreements of `some` that `others` does not have.
std::string only_in(const json& some, const json& others) {
  std::string lines;
  for (const json& one : some) {
    const bool both = std::any_of(others.begin(), others.end(), [&](const json& other) {
      return other.at("file") == one.at("file") && other.at("field") == one.at("field") &&
             other.at("got") == one.at("got");
    });
    if (!both) lines += line_of(one);
  }
  return lines;
}

std::string compared(const json& before, const json& after) {
  std::string text = fmt::format("mails {} → {}, kind right in {} → {}\n\n", before.at("mails").get<int>(),
                                 after.at("mails").get<int>(), before.at("kind").at("correct").get<int>(),
                                 after.at("kind").at("correct").get<int>());
  view::Table table({"field", "precision", "recall"});
  for (const auto& [field, tally] : after.at("fields").items()) {
    const json& was = before.at("fields").at(field);
    table.add({field, arrow(was, tally, "precision"), arrow(was, tally, "recall")});
  }
  text += table.to_string();
  const std::string came = only_in(after.at("wrong"), before.at("wrong"));
  const std::string went = only_in(before.at("wrong"), after.at("wrong"));
  if (!came.empty()) text += "\nworse\n" + came;
  if (!went.empty()) text += "\nbetter\n" + went;
  return came.empty() && went.empty() ? text + "\nNo mail is read differently where it matters.\n" : text;
}

}  // namespace

Result<std::string> compare_with(const std::filesystem::path& baseline, const Score& score) {
  std::ifstream in(baseline);
  if (!in) return fail(Errc::kIo, "cannot be read", baseline.string());
  const json before = json::parse(in, nullptr, /*allow_exceptions=*/false);
  try {
    return compared(before, score.to_json());
  } catch (const json::exception&) {
    return fail(Errc::kInvalidArgument, "not what corpus eval --json prints", baseline.string());
  }
}

}  // namespace connections::app
