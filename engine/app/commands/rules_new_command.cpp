#include <fstream>

#include <fmt/format.h>
#include <CLI/CLI.hpp>
#include <nlohmann/json.hpp>

#include "app/command.h"
#include "app/commands/rules_commands.h"
#include "rules/language/new_platform.h"

namespace connections::app {
namespace {

namespace fs = std::filesystem;

struct NewOptions {
  std::string platform;
  fs::path into;
  bool json = false;
};

/// The rules folder to write to, and what is needed beside the new folder: the words of languages, the look of dates.
Result<fs::path> rules_folder(Context& context, const NewOptions& options) {
  const auto load = TRY(context.load_options());
  const fs::path folder = options.into.empty() ? load.rules : options.into;
  std::error_code ignored;
  if (!fs::is_directory(folder / "common", ignored))
    return fail(Errc::kNotFound, "there is no folder common/ here, which every platform includes", folder.string(),
                fmt::format("mkdir -p {1} && cp -r {0}/common {1}/, then the same again; "
                            "without --into the platform stands beside the others",
                            load.rules.string(), folder.string()));
  return folder;
}

Result<void> write_files(const fs::path& folder, const std::vector<rules::NewPlatformFile>& files) {
  std::error_code error;
  if (fs::exists(folder, error))
    return fail(Errc::kConflict, "the folder is there already; nothing was written", folder.string());
  if (!fs::create_directory(folder, error))
    return fail(Errc::kIo, fmt::format("the folder cannot be made: {}", error.message()), folder.string(),
                "--into writes to a rules folder of yours");
  for (const auto& file : files) {
    std::ofstream out(folder / file.name, std::ios::binary);
    out << file.text;
    if (!out.flush()) return fail(Errc::kIo, "cannot be written", (folder / file.name).string());
  }
  return {};
}

void print(const NewOptions& options, const fs::path& folder, const std::vector<rules::NewPlatformFile>& files) {
  if (options.json) {
    nlohmann::ordered_json names = nlohmann::ordered_json::array();
    for (const auto& file : files) names.push_back(file.name);
    fmt::print(
        "{}\n",
        nlohmann::ordered_json{{"platform", options.platform}, {"folder", folder.string()}, {"files", names}}.dump(2));
    return;
  }
  for (const auto& file : files) fmt::print("{}\n", (folder / file.name).string());
  fmt::print("Next:  read {}, change the domains, then:  connections {}rules test {} --coverage\n",
             (folder / "README.md").string(),
             options.into.empty() ? "" : fmt::format("--rules {} ", options.into.string()), folder.string());
}

int run_new(Context& context, const NewOptions& options) {
  const auto files = rules::new_platform(options.platform);
  if (!files) return report(files.error());
  const auto rules = rules_folder(context, options);
  if (!rules) return report(rules.error());
  const fs::path folder = *rules / options.platform;
  if (const auto written = write_files(folder, *files); !written) return report(written.error());
  print(options, folder, *files);
  return kDone;
}

}  // namespace

void add_rules_new(CLI::App& rules, Context& context, Action& chosen) {
  auto options = std::make_shared<NewOptions>();
  auto* command = rules.add_subcommand("new", "A starting folder for a platform: rules, tests and a README, no code");
  command->footer(
      "Examples:  connections rules new roomly\n           connections rules new roomly --into my-rules\n\n"
      "The folder loads and passes its tests as it is; its README says what to change. A rules folder of your own\n"
      "needs a copy of common/ beside the platforms, and is used with connections --rules my-rules.");
  command->add_option("PLATFORM", options->platform, "its id: a small letter, then small letters, digits or _")
      ->required();
  command->add_option("--into", options->into, "rules folder to put it in (default: the one in force)");
  command->add_flag("--json", options->json, "print one JSON object");
  command->callback(
      [&context, &chosen, options] { chosen = [&context, options] { return run_new(context, *options); }; });
}

}  // namespace connections::app
