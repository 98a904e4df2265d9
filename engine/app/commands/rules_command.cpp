#include <algorithm>
#include <map>

#include <fmt/format.h>

#include "app/command.h"
#include "app/paths.h"

namespace connections::app {
namespace {

namespace fs = std::filesystem;

constexpr Option kPaths{"PATH", "rules folders, or files and folders in one (default: the rules in force)",
                        Option::Type::kTexts};
constexpr Option kFormat{
    .name = "--format", .doc = "text, json, or github annotations", .fallback = "text", .words = "text|json|github"};

rules::DiagnosticFormat format_of(const std::string& word) {
  if (word == "json") return rules::DiagnosticFormat::kJson;
  return word == "github" ? rules::DiagnosticFormat::kGithub : rules::DiagnosticFormat::kText;
}

/// The rules folder that a path is, or lies in; one that is in none is taken for a rules folder itself.
fs::path rules_folder_of(const fs::path& path) {
  std::error_code error;
  fs::path whole = fs::absolute(path, error).lexically_normal();
  if (!whole.has_filename()) whole = whole.parent_path();  // "my-rules/"
  for (fs::path at = whole; at.has_relative_path(); at = at.parent_path())
    if (is_rules_folder(at)) return at;
  return fs::is_directory(whole, error) ? whole : whole.parent_path();
}

bool is_below(const fs::path& path, const fs::path& folder) {
  if (folder.empty()) return false;
  std::error_code error;
  const fs::path whole = fs::absolute(folder, error).lexically_normal();
  const fs::path way = fs::absolute(path, error).lexically_normal().lexically_relative(whole);
  return !way.empty() && *way.begin() != "..";
}

/// One load for each rules folder that the paths lie in. Paths of the site's overrides belong to the rules in force.
std::vector<rules::LoadOptions> loads_of(const rules::LoadOptions& in_force, const std::vector<fs::path>& paths) {
  if (paths.empty()) return {in_force};
  std::map<fs::path, rules::LoadOptions> loads;
  for (const fs::path& path : paths) {
    const bool own = is_below(path, in_force.rules) || is_below(path, in_force.overrides) ||
                     std::any_of(in_force.further.begin(), in_force.further.end(),
                                 [&](const fs::path& folder) { return is_below(path, folder); });
    const fs::path root = own ? in_force.rules : rules_folder_of(path);
    auto& load = loads.try_emplace(root, in_force).first->second;
    load.rules = root;
    if (!own) load.overrides.clear();
    if (!own) load.further.clear();
    load.only.push_back(path);
  }
  std::vector<rules::LoadOptions> all;
  all.reserve(loads.size());
  for (auto& [root, load] : loads) all.push_back(std::move(load));
  return all;
}

void print_summary(const rules::RuleBook& book, std::size_t warnings) {
  std::size_t packs = 0, count = 0;
  for (const auto& platform : book.platforms) {
    packs += platform.packs.size();
    for (const auto& pack : platform.packs) count += pack.rules.size();
  }
  fmt::print("{} platforms, {} packs, {} rules, {} languages: no errors, {} warnings\n", book.platforms.size(), packs,
             count, book.locales.size(), warnings);
}

int run_check(Context& context, const Arguments& arguments) {
  const std::vector<fs::path> paths(arguments.texts(kPaths).begin(), arguments.texts(kPaths).end());
  const auto in_force = context.load_options();
  if (!in_force) return report(in_force.error());
  for (const fs::path& path : paths)
    if (std::error_code error; !fs::exists(path, error))
      return report({Errc::kNotFound, "no such file or folder", path.string(), {}});
  std::vector<rules::Diagnostic> all;
  std::vector<rules::RuleBookPtr> books;
  bool broken_elsewhere = false;
  for (const rules::LoadOptions& load : loads_of(*in_force, paths)) {
    rules::LoadOutcome outcome = rules::load_rule_book(load);
    if (!outcome.book && !rules::has_errors(outcome.diagnostics)) {
      broken_elsewhere = true;
      fmt::print(stderr, "connections: another file has errors, so nothing loads:  connections rules check {}\n",
                 load.rules.string());
    }
    std::move(outcome.diagnostics.begin(), outcome.diagnostics.end(), std::back_inserter(all));
    if (outcome.book) books.push_back(std::move(outcome.book));
  }
  const auto format = format_of(arguments.text(kFormat));
  fmt::print("{}", rules::render(all, format));
  if (rules::has_errors(all) || broken_elsewhere) return kFailed;
  if (format == rules::DiagnosticFormat::kText)
    for (const auto& book : books) print_summary(*book, all.size());
  return kDone;
}

constexpr Command kCommands[]{
    {.path = "rules", .summary = "The rules: check them, explain what they read"},
    {.path = "rules check",
     .summary = "Every error and warning of the rule files at once, with place, caret and suggestion",
     .options = {&kPaths, &kFormat},
     .examples = "Examples:  connections rules check\n           connections rules check my-rules --format github\n"
                 "           connections rules check rules/vrbo config/rules.d/own.yaml\n\n"
                 "A file or folder is checked as part of the rules folder around it. Exit code 1: there are errors;\n"
                 "warnings alone are 0.",
     .run = run_check},
};

}  // namespace

std::span<const Command> rules_commands() { return kCommands; }

}  // namespace connections::app
