#include "rules/language/load_rule_book.h"

#include <algorithm>

#include <fmt/format.h>

#include "rules/language/check_shape.h"
#include "rules/language/rule_book_builder.h"

namespace connections::rules {
namespace {

namespace fs = std::filesystem;

constexpr std::size_t kMostFiles = 2000;  ///< rule files; more is a wrong folder

constexpr int kDeepestFolder = 8;  ///< below rules/; links that go round end here

void complain(Report& report, const fs::path& path, int code, std::string message) {
  RuleSource place;
  place.shown = path.generic_string();
  report.at(place, Severity::kError, 0, 0, 1, code, std::move(message));
}

std::vector<fs::path> yaml_files(const fs::path& folder, Report& report) {
  std::vector<fs::path> files;
  std::error_code error;
  for (fs::recursive_directory_iterator entry(folder, fs::directory_options::follow_directory_symlink, error), end;
       !error && entry != end; entry.increment(error)) {
    std::error_code ignored;
    if (entry.depth() >= kDeepestFolder) entry.disable_recursion_pending();
    if (entry->path().extension() != ".yaml" || entry->is_directory(ignored)) continue;
    files.push_back(entry->path());
    if (files.size() <= kMostFiles) continue;
    complain(report, folder, 12, fmt::format("more than {} rule files; is this the right folder?", kMostFiles));
    break;
  }
  if (error) complain(report, folder, 13, fmt::format("the folder cannot be read: {}", error.message()));
  std::sort(files.begin(), files.end());
  return files;
}

fs::path tidy(const fs::path& folder) {
  const fs::path normal = folder.lexically_normal();
  return normal.has_filename() ? normal : normal.parent_path();
}

/// "rules/airbnb/confirmed.yaml": the folder's own name and the way below it.
std::string shown_path(const fs::path& file, const fs::path& folder) {
  return (tidy(folder).filename() / file.lexically_relative(folder)).generic_string();
}

void read_folder(const fs::path& folder, bool site, std::vector<RuleSource>& sources, Report& report) {
  for (const fs::path& file : yaml_files(folder, report)) {
    RuleSource source = read_rule_source(file, shown_path(file, folder), report);
    if (check_shape(source, report) && site != (source.kind == "overrides")) {
      source.usable = false;
      report.error(source, source.root, 7,
                   site ? "config/rules.d holds overrides only" : "overrides belong into config/rules.d");
    }
    sources.push_back(std::move(source));
  }
}

/// Drops what is said of other files than the wanted ones.
void keep_only(const LoadOptions& options, const std::vector<std::pair<std::string, fs::path>>& files,
               std::vector<Diagnostic>& diagnostics) {
  const auto is_wanted = [&](const Diagnostic& one) {
    const auto file =
        std::find_if(files.begin(), files.end(), [&](const auto& f) { return f.first == one.where.file; });
    if (file == files.end()) return true;  // of a whole folder
    return std::any_of(options.only.begin(), options.only.end(), [&](const fs::path& wanted) {
      const fs::path way = fs::absolute(file->second).lexically_normal().lexically_relative(tidy(fs::absolute(wanted)));
      return !way.empty() && *way.begin() != "..";
    });
  };
  std::erase_if(diagnostics, [&](const Diagnostic& one) { return !is_wanted(one); });
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
  if (fs::is_directory(options.overrides, ignored)) read_folder(options.overrides, true, sources, report);
  std::vector<std::pair<std::string, fs::path>> files;
  for (const RuleSource& source : sources) files.emplace_back(source.shown, source.path);
  auto book = RuleBookBuilder(options, std::move(sources), report).build();
  if (!has_errors(outcome.diagnostics)) outcome.book = std::move(book);
  if (!options.only.empty()) keep_only(options, files, outcome.diagnostics);
  sort_by_place(outcome.diagnostics);
  return outcome;
}

}  // namespace connections::rules
