#include "rules/language/load_rule_book.h"

#include <algorithm>

#include <fmt/format.h>

#include "rules/language/checked_expressions.h"
#include "rules/language/rule_book_builder.h"
#include "rules/syntax/check_shape.h"

namespace connections::rules {
namespace {

namespace fs = std::filesystem;

constexpr std::size_t kMaxFiles = 2000;  ///< rule files; more is a wrong folder
constexpr int kMaxFolderDepth = 8;       ///< below rules/; cyclic links end here

void report_file(Report& report, std::string shown, Code code, std::string message, std::string suggestion = {}) {
  RuleSource place;
  place.shown = std::move(shown);
  report.add(place, {.code = code, .message = std::move(message), .suggestion = std::move(suggestion)});
}

fs::path tidy(const fs::path& folder) {
  const fs::path normal = folder.lexically_normal();
  return normal.has_filename() ? normal : normal.parent_path();
}

/// "rules/airbnb/confirmed.yaml": the folder's own name and the way below it.
std::string shown_path(const fs::path& file, const fs::path& folder) {
  return (tidy(folder).filename() / file.lexically_relative(folder)).generic_string();
}

std::vector<fs::path> yaml_files(const fs::path& folder, bool tests, Report& report) {
  std::vector<fs::path> files;
  std::error_code error;
  for (fs::recursive_directory_iterator entry(folder, fs::directory_options::follow_directory_symlink, error), end;
       !error && entry != end; entry.increment(error)) {
    std::error_code ignored;
    if (entry.depth() >= kMaxFolderDepth) entry.disable_recursion_pending();
    if (entry->is_directory(ignored)) continue;
    if (entry->path().extension() == ".yml")
      report_file(report, shown_path(entry->path(), folder), Code::kIgnoredFile, "this file is ignored",
                  fmt::format("rename it to {}", entry->path().filename().replace_extension(".yaml").string()));
    if (entry->path().extension() != ".yaml" || (!tests && is_test_file(entry->path()))) continue;
    files.push_back(entry->path());
    if (files.size() <= kMaxFiles) continue;
    report_file(report, folder.generic_string(), Code::kLimitExceeded,
                fmt::format("more than {} rule files", kMaxFiles), "is this the right folder?");
    break;
  }
  if (error)
    report_file(report, folder.generic_string(), Code::kNotFound,
                fmt::format("the folder cannot be read: {}", error.message()));
  std::sort(files.begin(), files.end());
  return files;
}

void read_folder(const fs::path& folder, bool tests, bool site, std::vector<RuleSource>& sources, Report& report) {
  for (const fs::path& file : yaml_files(folder, tests, report)) {
    RuleSource source = read_rule_source(file, shown_path(file, folder), report);
    const bool usable = check_shape(source, report);
    if (usable && is_test_file(file) && source.kind != FileKind::kTests && source.kind != FileKind::kMatchTests) {
      source.usable = false;
      report.add(source, source.root, Code::kInvalidValue,
                 "a *.test.yaml file must have the key 'tests' or 'tests_match' (the platform)");
    } else if (usable && site != (source.kind == FileKind::kOverrides)) {
      source.usable = false;
      report.add(
          source, source.root, Code::kInvalidValue,
          site ? "only overrides are allowed in config/rules.d" : "overrides are only allowed in config/rules.d");
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

/// A book, and what says whether its expressions were seen before.
struct Loaded {
  LoadOutcome outcome;
  std::string expressions;  ///< their digest
};

Loaded load(const LoadOptions& options, PatternChecks checks) {
  Loaded loaded;
  LoadOutcome& outcome = loaded.outcome;
  Report report(outcome.diagnostics);
  std::vector<RuleSource> sources;
  std::error_code ignored;
  const bool tests = options.notes.empty();
  for (const fs::path& folder : options.folders()) {
    if (!fs::is_directory(folder, ignored)) {
      report_file(report, folder.string(), Code::kNotFound, "rules folder not found");
      return loaded;
    }
    read_folder(folder, tests, false, sources, report);
  }
  if (fs::is_directory(options.overrides, ignored)) read_folder(options.overrides, tests, true, sources, report);
  std::vector<std::pair<std::string, fs::path>> files;
  for (const RuleSource& source : sources) files.emplace_back(source.shown, source.path);
  RuleBookBuilder builder(options, std::move(sources), report, checks);
  auto book = builder.build();
  if (!has_errors(outcome.diagnostics)) outcome.book = std::move(book);
  if (!options.only.empty()) keep_only(options, files, outcome.diagnostics);
  sort_by_place(outcome.diagnostics);
  loaded.expressions = builder.patterns().digest();
  return loaded;
}

}  // namespace

std::vector<fs::path> LoadOptions::folders() const {
  std::vector<fs::path> all{rules};
  all.insert(all.end(), further.begin(), further.end());
  return all;
}

LoadOutcome load_rule_book(const LoadOptions& options) {
  if (options.notes.empty()) return load(options, {}).outcome;
  CheckedExpressions notes(options.notes);
  Loaded loaded = load(options, {.compile = false, .warn = false});
  if (!loaded.outcome.book || notes.contain(loaded.expressions)) return std::move(loaded.outcome);
  const auto refused = [](const Pattern& one) { return one.refusal().has_value(); };
  if (std::ranges::any_of(loaded.outcome.book->expressions, refused))
    return load(options, {.compile = true, .warn = false}).outcome;  // says where
  notes.add(loaded.expressions);
  return std::move(loaded.outcome);
}

}  // namespace connections::rules
