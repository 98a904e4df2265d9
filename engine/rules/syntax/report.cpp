#include "rules/syntax/report.h"

#include <algorithm>

#include <fmt/format.h>

namespace connections::rules {
namespace {

constexpr std::size_t kMaxMessage = 400;  ///< bytes; a longer one quotes more than a person reads

std::string line_of(std::string_view text, int line) {
  if (line < 1) return {};
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

void cut(std::string& message) {
  if (message.size() <= kMaxMessage) return;
  std::size_t end = kMaxMessage;
  while (end > 0 && (static_cast<unsigned char>(message[end]) & 0xC0) == 0x80) --end;
  message.resize(end);
  message += "…";
}

std::size_t length_of(const YamlNode& node) {
  return node.type == YamlNode::Type::kScalar ? node.value.size() + (node.quoted ? 2 : 0) : 1;
}

}  // namespace

void Report::add(const RuleSource& source, Diagnostic diagnostic) {
  diagnostic.where.file = source.shown;
  cut(diagnostic.message);
  const auto& where = diagnostic.where;
  if (!seen_
           .insert(fmt::format("{}:{}:{}:{}:{}", where.file, where.line, where.column, to_string(diagnostic.code),
                               diagnostic.message))
           .second)
    return;
  const std::size_t before = count_[source.shown]++;
  if (before > kMaxDiagnostics) return;
  if (before == kMaxDiagnostics) {
    diagnostic.code = Code::kLimitExceeded;
    diagnostic.message = fmt::format("more than {} errors in this file; the others are not shown", kMaxDiagnostics);
    diagnostic.suggestion.clear();
    diagnostic.related.reset();
  }
  diagnostic.source_line = line_of(source.text, where.line);
  if (auto& also = diagnostic.related; also && also->where.file == source.shown)
    also->source_line = line_of(source.text, also->where.line);
  out_.push_back(std::move(diagnostic));
}

void Report::add(const RuleSource& source, const YamlNode& node, Code code, std::string message, Hint hint) {
  add(source, {.code = code,
               .message = std::move(message),
               .where = {source.shown, node.line, node.column},
               .length = length_of(node),
               .suggestion = std::move(hint.suggestion),
               .related = std::move(hint.related)});
}

void Report::add_at_key(const RuleSource& source, const YamlEntry& entry, Code code, std::string message, Hint hint) {
  add(source, {.code = code,
               .message = std::move(message),
               .where = {source.shown, entry.line, entry.column},
               .length = entry.key.size(),
               .suggestion = std::move(hint.suggestion),
               .related = std::move(hint.related)});
}

void Report::add_inside(const RuleSource& source, const YamlNode& scalar, std::string_view piece, Code code,
                        std::string message, Hint hint) {
  std::size_t begin = 0;
  for (int line = 1; line < scalar.line && begin != std::string::npos; ++line)
    begin = source.text.find('\n', begin) + 1;
  begin += static_cast<std::size_t>(scalar.column) - 1;
  const std::string_view text = source.text;
  // Quotes, indentation and doubled quotes make the scalar longer in the file than its value is.
  const std::string_view written = text.substr(std::min(begin, text.size()), 2 * scalar.value.size() + 64);
  const auto found = piece.empty() ? std::string_view::npos : written.find(piece);
  if (found == std::string_view::npos) return add(source, scalar, code, std::move(message), std::move(hint));
  const std::string_view before = written.substr(0, found);
  const auto lines = static_cast<int>(std::count(before.begin(), before.end(), '\n'));
  const auto column =
      lines == 0 ? scalar.column + static_cast<int>(found) : static_cast<int>(found - before.rfind('\n'));
  add(source, {.code = code,
               .message = std::move(message),
               .where = {source.shown, scalar.line + lines, column},
               .length = piece.size(),
               .suggestion = std::move(hint.suggestion),
               .related = std::move(hint.related)});
}

std::string source_line(const RuleSource& source, int line) { return line_of(source.text, line); }

RelatedPlace related_place(const RuleSource& source, const YamlNode& node, std::string message) {
  return {.message = std::move(message),
          .where = {source.shown, node.line, node.column},
          .length = length_of(node),
          .source_line = line_of(source.text, node.line)};
}

}  // namespace connections::rules
