#include "rules/syntax/rule_source.h"

#include <fstream>
#include <sstream>

#include <fmt/format.h>

#include "model/suggest.h"
#include "rules/syntax/report.h"
#include "rules/syntax/schema.h"

namespace connections::rules {
namespace {

void note_rules(RuleSource& source) {
  const YamlNode* rules = source.root.find("rules");
  if (rules == nullptr) return;
  for (const YamlNode& rule : rules->items)
    if (const YamlNode* id = rule.find("id")) source.rule_ids.push_back(id->value);
}

void find_kind(RuleSource& source, Report& report) {
  if (source.root.type != YamlNode::Type::kMap)
    return report.add(source, source.root, Code::kWrongType, "a rule file must be a map of keys");
  for (const std::string_view key : file_kinds()) {
    const YamlNode* named = source.root.find(key);
    if (named == nullptr || (key == name(FileKind::kPlatform) && source.root.find("pack") != nullptr)) continue;
    source.kind = parse_file_kind(key);
    if (named->type == YamlNode::Type::kScalar) source.id = named->value;
    note_rules(source);
    return;
  }
  std::string hint;
  for (const YamlEntry& entry : source.root.entries)
    if (hint.empty() && !find_key(object_spec("pack"), entry.key)) hint = suggest(entry.key, file_kinds());
  report.add(source, source.root, Code::kMissingKey,
             fmt::format("unknown kind of file: one of the keys {} is required", fmt::join(file_kinds(), ", ")),
             {.suggestion = std::move(hint)});
}

}  // namespace

RuleSource parse_rule_source(std::string text, std::string shown, Report& report) {
  RuleSource source;
  source.shown = std::move(shown);
  source.text = std::move(text);
  if (source.text.starts_with(kByteOrderMark)) source.text.erase(0, kByteOrderMark.size());
  std::vector<Diagnostic> found;
  auto root = parse_yaml(source.text, source.shown, found);
  for (Diagnostic& one : found) report.add(source, std::move(one));
  if (!root) return source;
  source.root = std::move(*root);
  find_kind(source, report);
  return source;
}

RuleSource read_rule_source(const std::filesystem::path& path, std::string shown, Report& report) {
  RuleSource unreadable;
  unreadable.path = path;
  unreadable.shown = shown;
  std::error_code error;
  const bool regular = std::filesystem::is_regular_file(path, error);  // to open a pipe waits for its writer
  const auto size = regular ? std::filesystem::file_size(path, error) : 0;
  if (size > kYamlBytes) {
    report.add(unreadable, {.code = Code::kLimitExceeded, .message = too_large(size), .where = {{}, 1, 1}});
    return unreadable;
  }
  std::ifstream in;
  if (regular) in.open(path, std::ios::binary);
  std::ostringstream text;
  if (size > 0) text << in.rdbuf();
  if (!regular || !in) {
    report.add(unreadable, {.code = Code::kNotFound, .message = "the file cannot be read", .where = {{}, 1, 1}});
    return unreadable;
  }
  RuleSource source = parse_rule_source(std::move(text).str(), std::move(shown), report);
  source.path = path;
  return source;
}

}  // namespace connections::rules
