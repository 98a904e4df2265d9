#include <algorithm>
#include <iostream>
#include <iterator>

#include <fmt/format.h>

#include "app/command.h"
#include "app/mail_file.h"
#include "app/replace_file.h"
#include "rules/format/rule_format.h"

namespace connections::app {
namespace {

namespace fs = std::filesystem;

constexpr std::size_t kMostFiles = 2000;  ///< rule files; more is a wrong folder

constexpr Option kPaths{"PATH", "files or folders (default: the rules in force and your overrides)",
                        Option::Type::kTexts};
constexpr Option kCheck{"--check", "write nothing; print the files that would change", Option::Type::kFlag};
constexpr Option kStdin{"--stdin", "read one file from standard input, print it laid out", Option::Type::kFlag};

void add_yaml_files(const fs::path& path, std::vector<fs::path>& files) {
  std::error_code error;
  if (!fs::is_directory(path, error)) return files.push_back(path);
  const std::size_t before = files.size();
  for (fs::recursive_directory_iterator entry(path, fs::directory_options::follow_directory_symlink, error), end;
       !error && entry != end && files.size() < kMostFiles; entry.increment(error))
    if (entry->path().extension() == ".yaml") files.push_back(entry->path());
  std::sort(files.begin() + static_cast<std::ptrdiff_t>(before), files.end());
}

/// What was typed; else the rules in force and the site's overrides.
Result<std::vector<fs::path>> files_of(Context& context, const std::vector<std::string>& typed) {
  std::vector<fs::path> paths(typed.begin(), typed.end());
  if (paths.empty()) {
    const auto load = TRY(context.load_options());
    paths = load.folders();
    if (!load.overrides.empty()) paths.push_back(load.overrides);
  }
  std::vector<fs::path> files;
  for (const fs::path& path : paths) add_yaml_files(path, files);
  return files;
}

/// The new layout, or nothing after its errors were printed.
std::optional<std::string> formatted(std::string_view text, const std::string& shown) {
  std::vector<rules::Diagnostic> diagnostics;
  auto result = rules::format_rule_file(text, shown, diagnostics);
  if (result) return std::move(*result);
  fmt::print(stderr, "{}", rules::render(diagnostics, rules::DiagnosticFormat::kText));
  (void)report(result.error());
  return std::nullopt;
}

int format_standard_input(bool check) {
  const std::string text{std::istreambuf_iterator<char>(std::cin), std::istreambuf_iterator<char>()};
  const auto result = formatted(text, "standard input");
  if (!result) return kFailed;
  if (check) return *result == text ? kDone : kFailed;
  fmt::print("{}", *result);
  return kDone;
}

enum class Outcome : std::uint8_t { kSame, kChanged, kFailed };

Outcome format_file(const fs::path& file, bool check) {
  const auto text = read_bytes(file);
  if (!text) return (void)report(text.error()), Outcome::kFailed;
  const auto result = formatted(*text, file.string());
  if (!result) return Outcome::kFailed;
  if (*result == *text) return Outcome::kSame;
  if (!check)
    if (const auto written = replace_file(file, *result); !written)
      return (void)report(written.error()), Outcome::kFailed;
  fmt::print("{}\n", file.string());
  return Outcome::kChanged;
}

int run_fmt(Context& context, const Arguments& arguments) {
  const bool check = arguments.has(kCheck);
  if (arguments.has(kStdin)) return format_standard_input(check);
  const auto files = files_of(context, arguments.texts(kPaths));
  if (!files) return report(files.error());
  std::size_t changed = 0;
  bool failed = false;
  for (const fs::path& file : *files) {
    const Outcome outcome = format_file(file, check);
    changed += outcome == Outcome::kChanged;
    failed = failed || outcome == Outcome::kFailed;
  }
  fmt::print(stderr, "connections: {} of {} rule files {}\n", changed, files->size(),
             check ? "would change" : "changed");
  return failed || (check && changed > 0) ? kFailed : kDone;
}

constexpr Command kCommands[]{
    {.path = "rules fmt",
     .summary = "Give rule files the canonical layout; comments are kept",
     .options = {&kPaths, &kCheck, &kStdin},
     .examples = "Examples:  connections rules fmt\n           connections rules fmt my-rules --check\n"
                 "           connections rules fmt --stdin < confirmed.yaml\n\n"
                 "Prints the files that changed. A file with errors, or whose content or comments a new layout\n"
                 "would change, is left as it is. Exit code 1: there was such a file, or with --check: a file would\n"
                 "change.",
     .run = run_fmt},
};

}  // namespace

std::span<const Command> rules_fmt_commands() { return kCommands; }

}  // namespace connections::app
