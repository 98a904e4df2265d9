#include <fstream>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "app/command.h"
#include "app/paths.h"
#include "app/terminal/print_json.h"
#include "rules/language/new_platform.h"

namespace connections::app {
namespace {

namespace fs = std::filesystem;

constexpr Option kPlatform{"PLATFORM", "its id: a small letter, then small letters, digits or _", Option::Type::kText,
                           true};
constexpr Option kInto{"--into", "rules folder to put it in (default: the one in force)"};

/// The rules folder to write to, and what is needed beside the new folder: the words of languages, the look of dates.
Result<fs::path> rules_folder(Context& context, const fs::path& into) {
  const auto load = TRY(context.load_options());
  fs::path folder = into.empty() ? load.rules : into;
  std::error_code ignored;
  if (!is_further(load, folder) && !fs::is_directory(folder / "common", ignored))
    return fail(Errc::kNotFound, "folder common/ not found here, which every platform includes", folder.string(),
                fmt::format("name the folder in rules.paths of connections.yaml, or: mkdir -p {1} && cp -r "
                            "{0}/common {1}/; without --into the platform goes beside the others",
                            load.rules.string(), folder.string()));
  return folder;
}

Result<void> write_files(const fs::path& folder, const std::vector<rules::NewPlatformFile>& files) {
  std::error_code error;
  if (fs::exists(folder, error))
    return fail(Errc::kConflict, "the folder exists already; nothing was written", folder.string());
  if (!fs::create_directory(folder, error))
    return fail(Errc::kIo, fmt::format("the folder cannot be created: {}", error.message()), folder.string(),
                "--into writes to a rules folder of yours");
  for (const auto& file : files) {
    std::ofstream out(folder / file.name, std::ios::binary);
    out << file.text;
    if (!out.flush()) return fail(Errc::kIo, "cannot be written", (folder / file.name).string());
  }
  return {};
}

void print(const Arguments& arguments, const fs::path& folder, const std::vector<rules::NewPlatformFile>& files) {
  if (arguments.has(kJsonObject)) {
    nlohmann::ordered_json names = nlohmann::ordered_json::array();
    for (const auto& file : files) names.push_back(file.name);
    print_json({{"platform", arguments.text(kPlatform)}, {"folder", folder.string()}, {"files", names}});
    return;
  }
  for (const auto& file : files) fmt::print("{}\n", (folder / file.name).string());
  const std::string& into = arguments.text(kInto);
  fmt::print("Next:  read {}, change the domains, then:  connections {}rules test {} --coverage\n",
             (folder / "README.md").string(), into.empty() ? "" : fmt::format("--rules {} ", into), folder.string());
}

int run_new(Context& context, const Arguments& arguments) {
  const auto files = rules::new_platform(arguments.text(kPlatform));
  if (!files) return report(files.error());
  const auto rules = rules_folder(context, arguments.text(kInto));
  if (!rules) return report(rules.error());
  const fs::path folder = *rules / arguments.text(kPlatform);
  if (const auto written = write_files(folder, *files); !written) return report(written.error());
  print(arguments, folder, *files);
  return kDone;
}

constexpr Command kCommands[]{
    {.path = "rules new",
     .summary = "A starting folder for a platform: rules, tests and a README, no code",
     .options = {&kPlatform, &kInto, &kJsonObject},
     .examples = "Examples:  connections rules new roomly\n           connections rules new roomly --into my-rules\n\n"
                 "The folder loads and passes its tests as it is; its README says what to change. A rules folder of\n"
                 "your own is named in rules.paths of connections.yaml and stands beside the shipped one; or it has a\n"
                 "copy of common/ beside its platforms and is used instead, with connections --rules my-rules.",
     .run = run_new},
};

}  // namespace

std::span<const Command> rules_new_commands() { return kCommands; }

}  // namespace connections::app
