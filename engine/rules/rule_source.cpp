#include "rules/rule_source.h"

#include <fstream>
#include <sstream>

#include <fmt/format.h>

#include "rules/schema.h"
#include "model/suggest.h"

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
    return;
  }
  report.error(source, source.root, 5,
               "no key says what this file is: platform, pack, library, locale, overrides or tests");
}

}  // namespace

void Report::at(const RuleSource& source, Severity severity, int line, int column, std::size_t length, int code,
                std::string message, std::string suggestion) {
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

RuleSource parse_rule_source(std::string text, std::string shown, Report& report) {
  RuleSource source;
  source.shown = std::move(shown);
  source.text = std::move(text);
  const std::size_t before = report.all().size();
  auto root = parse_yaml(source.text, source.shown, report.all());
  for (std::size_t i = before; i < report.all().size(); ++i) {
    Diagnostic& one = report.all()[i];
    one.source_line = line_of(source.text, one.where.line);
  }
  if (!root) return source;
  source.root = std::move(*root);
  find_kind(source, report);
  return source;
}

RuleSource read_rule_source(const std::filesystem::path& path, std::string shown, Report& report) {
  std::ifstream in(path, std::ios::binary);
  std::ostringstream text;
  if (in) text << in.rdbuf();
  if (!in) {
    RuleSource unreadable;
    unreadable.path = path;
    unreadable.shown = std::move(shown);
    report.at(unreadable, Severity::kError, 1, 1, 1, 13, "the file cannot be read");
    return unreadable;
  }
  RuleSource source = parse_rule_source(std::move(text).str(), std::move(shown), report);
  source.path = path;
  return source;
}

}  // namespace connections::rules
