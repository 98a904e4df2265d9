// config/README.md: its table of settings is made from the table that the program reads.
#include <fmt/format.h>
#include <gmock/gmock.h>
#include <nlohmann/json.hpp>

#include "settings/setting_table.h"
#include "settings/show_settings.h"
#include "support/files.h"
#include "support/golden.h"

namespace connections::settings {
namespace {

constexpr std::string_view kBegin = "<!-- settings -->\n";
constexpr std::string_view kEnd = "<!-- /settings -->";

std::string default_of(const Setting& setting) {
  static const nlohmann::ordered_json defaults = show_settings({});
  std::string pointer = "/" + std::string(setting.key);
  std::ranges::replace(pointer, '.', '/');
  const auto& value = defaults.at(nlohmann::ordered_json::json_pointer(pointer));
  const std::string text = value.is_string() ? value.get<std::string>() : value.dump();
  return text.empty() ? "" : fmt::format("`{}`", text);
}

std::string settings_table() {
  std::string out = "| key | value | default | meaning |\n|---|---|---|---|\n";
  for (const Setting& setting : all_settings())
    out +=
        fmt::format("| `{}` | {} | {} | {} |\n", setting.key, describe(setting.type), default_of(setting), setting.doc);
  for (const rules::KeySpec& key : std::ranges::find(schema(), "plugin", &rules::ObjectSpec::name)->keys)
    out += fmt::format("| `plugins: [{{ {} }}]` | {} | | {} |\n", key.name,
                       key.type == rules::ValueType::kFlag ? "true or false" : "text", key.doc);
  return out;
}

TEST(ConfigReadme, TableIsThatOfTheSettings) {
  const std::filesystem::path readme = CONNECTIONS_SOURCE_DIR "/config/README.md";
  std::string text = test::read_file(readme);
  const auto begin = text.find(kBegin);
  const auto end = text.find(kEnd);
  ASSERT_TRUE(begin != std::string::npos && end != std::string::npos);
  text.replace(begin + kBegin.size(), end - begin - kBegin.size(), settings_table());
  EXPECT_TRUE(test::matches_golden(readme, text));
}

}  // namespace
}  // namespace connections::settings
