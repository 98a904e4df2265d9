#include "rules/rule_book_loader.h"

#include <algorithm>

#include <fmt/format.h>

#include "rules/rule_book_builder.h"
#include "rules/shape_check.h"

namespace connections::rules {
namespace {

namespace fs = std::filesystem;

constexpr std::size_t kMostFiles = 2000;  ///< rule files; more is a wrong folder

std::vector<fs::path> yaml_files(const fs::path& folder) {
  std::vector<fs::path> files;
  std::error_code error;
  for (fs::recursive_directory_iterator entry(folder, fs::directory_options::follow_directory_symlink, error), end;
       !error && entry != end && files.size() < kMostFiles; entry.increment(error))
    if (entry->path().extension() == ".yaml") files.push_back(entry->path());
  std::sort(files.begin(), files.end());
  return files;
}

/// "rules/airbnb/confirmed.yaml": the folder's own name and the way below it.
std::string shown_path(const fs::path& file, const fs::path& folder) {
  return (folder.filename() / fs::relative(file, folder)).generic_string();
}

void read_folder(const fs::path& folder, bool site, std::vector<RuleSource>& sources, Report& report) {
  for (const fs::path& file : yaml_files(folder)) {
    RuleSource source = read_rule_source(file, shown_path(file, folder), report);
    if (!check_shape(source, report)) continue;
    if (site != (source.kind == "overrides")) {
      report.error(source, source.root, 7,
                   site ? "config/rules.d holds overrides only" : "overrides belong into config/rules.d");
      continue;
    }
    sources.push_back(std::move(source));
  }
}

void sort_by_place(std::vector<Diagnostic>& diagnostics) {
  std::stable_sort(diagnostics.begin(), diagnostics.end(), [](const Diagnostic& a, const Diagnostic& b) {
    return std::tie(a.where.file, a.where.line, a.where.column, a.code) <
           std::tie(b.where.file, b.where.line, b.where.column, b.code);
  });
}

}  // namespace

LoadOutcome load_rule_book(const LoadOptions& options) {
  LoadOutcome outcome;
  Report report(outcome.diagnostics);
  std::vector<RuleSource> sources;
  std::error_code ignored;
  if (!fs::is_directory(options.rules, ignored)) {
    outcome.diagnostics.push_back({.code = 13,
                                   .message = "there is no rules folder here",
                                   .where = {options.rules.string(), 0, 0},
                                   .source_line = {},
                                   .suggestion = {}});
    return outcome;
  }
  read_folder(options.rules, false, sources, report);
  if (!options.overrides.empty()) read_folder(options.overrides, true, sources, report);
  auto book = RuleBookBuilder(options, std::move(sources), report).build();
  if (!has_errors(outcome.diagnostics)) outcome.book = std::move(book);
  sort_by_place(outcome.diagnostics);
  return outcome;
}

}  // namespace connections::rules
