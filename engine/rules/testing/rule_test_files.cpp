#include <algorithm>

#include "rules/syntax/check_shape.h"
#include "rules/testing/parse_rule_test.h"

namespace connections::rules {
namespace {

namespace fs = std::filesystem;

constexpr std::size_t kMaxFiles = 2000;  ///< test files; more is a wrong folder

std::vector<fs::path> test_files(const fs::path& folder) {
  std::vector<fs::path> files;
  std::error_code error;
  for (fs::recursive_directory_iterator entry(folder, fs::directory_options::follow_directory_symlink, error), end;
       !error && entry != end && files.size() < kMaxFiles; entry.increment(error))
    if (is_test_file(entry->path())) files.push_back(entry->path());
  std::sort(files.begin(), files.end());
  return files;
}

void read_one(const fs::path& path, std::string shown, const RuleBook& book, Report& report, RuleTests& tests) {
  RuleSource source = read_rule_source(path, std::move(shown), report);
  if (!check_shape(source, report)) return;
  if (source.kind == FileKind::kMatchTests) return parse_match_test(source, book, report, tests.match_cases);
  if (source.kind != FileKind::kTests)
    return report.add(source, source.root, Code::kInvalidValue,
                      "a *.test.yaml file must have the key 'tests' or 'tests_match' (the platform)");
  tests.files.emplace_back(path, source.shown);
  read_rule_test(source, book, report, tests.cases);
}

}  // namespace

RuleTests read_rule_tests(const std::vector<fs::path>& paths, const RuleBook& book) {
  RuleTests tests;
  Report report(tests.diagnostics);
  for (const fs::path& path : paths) {
    std::error_code ignored;
    if (!fs::is_directory(path, ignored)) {
      read_one(path, path.generic_string(), book, report, tests);
      continue;
    }
    const fs::path folder = path.has_filename() ? path : path.parent_path();
    for (const fs::path& file : test_files(folder))
      read_one(file, (folder.filename() / file.lexically_relative(folder)).generic_string(), book, report, tests);
  }
  return tests;
}

}  // namespace connections::rules
