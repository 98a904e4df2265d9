#include "rules/language/rule_source.h"

#include <algorithm>
#include <fstream>
#include <sstream>

#include <fmt/format.h>

#include "model/suggest.h"
#include "rules/language/schema.h"

namespace connections::rules {
namespace {

std::string line_of(std::string_view text, int line) {
  std::size_t begin = 0;
  for (int i = 1; i < line; ++i) {
    begin = text.find('\n', begin);
    if (begin == std::string_view::npos) return {};
    ++begin;
  }
  std::string found(text.substr(begin, text.find('\n', begin) - begin));
  if (!found.empty() && found.back() == '\r') found.pop_back();
  return found;
}

void note_rules(RuleSource& source) {
  const YamlNode* rules = source.root.find("rules");
  if (rules == nullptr) return;
  for (const YamlNode& rule : rules->items)
    if (const YamlNode* id = rule.find("id")) source.rule_ids.push_back(id->value);
}

void find_kind(RuleSource& source, Report& report) {
  if (source.root.type != YamlNode::Type::kMap) {
    report.error(source, source.root, 6, "a rule file is a map of keys");
    return;
  }
  for (const std::string_view kind : file_kinds()) {
    const YamlNode* named = source.root.find(kind);
    if (named == nullptr || (kind == "platform" && source.root.find("pack") != nullptr)) continue;
    source.kind = std::string(kind);
    if (named->type == YamlNode::Type::kScalar) source.id = named->value;
    note_rules(source);
    return;
  }
  std::string hint;
  for (const YamlEntry& entry : source.root.entries)
    if (hint.empty() && !find_key(object_spec("pack"), entry.key)) hint = suggest(entry.key, file_kinds());
  report.error(source, source.root, 5,
               "no key says what this file is: platform, pack, library, locale, overrides or tests", std::move(hint));
}

}  // namespace

void Report::at(const RuleSource& source, Severity severity, int line, int column, std::size_t length, int code,
                std::string message, std::string suggestion) {
  const std::size_t before = count_[source.shown]++;
  if (before > kMostDiagnostics) return;
  if (before == kMostDiagnostics) {
    severity = Severity::kError;
    code = 12;
    message = fmt::format("more than {} mistakes in this file; the rest is not shown", kMostDiagnostics);
    suggestion.clear();
  }
  out_.push_back({.severity = severity,
                  .code = code,
                  .message = std::move(message),
                  .where = {source.shown, line, column},
                  .length = length,
                  .source_line = line_of(source.text, line),
                  .suggestion = std::move(suggestion)});
}

void Report::error(const RuleSource& source, const YamlNode& node, int code, std::string message,
                   std::string suggestion) {
  const std::size_t length = node.type == YamlNode::Type::kScalar ? node.value.size() + (node.quoted ? 2 : 0) : 1;
  at(source, Severity::kError, node.line, node.column, length, code, std::move(message), std::move(suggestion));
}

void Report::warning(const RuleSource& source, const YamlNode& node, int code, std::string message) {
  at(source, Severity::kWarning, node.line, node.column, 1, code, std::move(message));
}

void Report::inside(const RuleSource& source, const YamlNode& scalar, Severity severity, std::string_view piece,
                    int code, std::string message, std::string suggestion) {
  std::size_t begin = 0;
  for (int line = 1; line < scalar.line && begin != std::string::npos; ++line)
    begin = source.text.find('\n', begin) + 1;
  begin += static_cast<std::size_t>(scalar.column) - 1;
  const std::string_view text = source.text;
  // Quotes, indentation and doubled quotes make the scalar longer in the file than its value is.
  const std::string_view written = text.substr(std::min(begin, text.size()), 2 * scalar.value.size() + 64);
  const auto found = piece.empty() ? std::string_view::npos : written.find(piece);
  if (found == std::string_view::npos)
    return at(source, severity, scalar.line, scalar.column, 1, code, std::move(message), std::move(suggestion));
  const std::string_view before = written.substr(0, found);
  const auto lines = static_cast<int>(std::count(before.begin(), before.end(), '\n'));
  const auto column =
      lines == 0 ? scalar.column + static_cast<int>(found) : static_cast<int>(found - before.rfind('\n'));
  at(source, severity, scalar.line + lines, column, piece.size(), code, std::move(message), std::move(suggestion));
}

RuleSource parse_rule_source(std::string text, std::string shown, Report& report) {
  RuleSource source;
  source.shown = std::move(shown);
  source.text = std::move(text);
  if (source.text.starts_with(kByteOrderMark)) source.text.erase(0, kByteOrderMark.size());
  std::vector<Diagnostic> found;
  auto root = parse_yaml(source.text, source.shown, found);
  for (Diagnostic& one : found)
    report.at(source, one.severity, one.where.line, one.where.column, one.length, one.code, std::move(one.message));
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
  const bool regular = std::filesystem::is_regular_file(path, error);  // a pipe would never end
  const auto size = regular ? std::filesystem::file_size(path, error) : 0;
  if (size > kYamlBytes) {
    report.at(unreadable, Severity::kError, 1, 1, 1, 12, too_large(size));
    return unreadable;
  }
  std::ifstream in(path, std::ios::binary);
  std::ostringstream text;
  if (regular && size > 0) text << in.rdbuf();
  if (!regular || !in) {
    report.at(unreadable, Severity::kError, 1, 1, 1, 13, "the file cannot be read");
    return unreadable;
  }
  RuleSource source = parse_rule_source(std::move(text).str(), std::move(shown), report);
  source.path = path;
  return source;
}

}  // namespace connections::rules
