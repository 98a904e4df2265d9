#include "rules/format/rule_format.h"

#include <algorithm>

#include "model/unicode.h"
#include "rules/format/layout_writer.h"
#include "rules/syntax/report.h"

namespace connections::rules {
namespace {

/// Equal but for the order of keys. A plain text may become a quoted one, never the other way.
bool same_tree(const YamlNode& before, const YamlNode& after) {
  if (before.type != after.type || before.value != after.value || (before.quoted && !after.quoted)) return false;
  if (before.items.size() != after.items.size() || before.entries.size() != after.entries.size()) return false;
  for (std::size_t i = 0; i < before.items.size(); ++i)
    if (!same_tree(before.items[i], after.items[i])) return false;
  return std::all_of(before.entries.begin(), before.entries.end(), [&](const YamlEntry& entry) {
    const YamlNode* found = after.find(entry.key);
    return found != nullptr && same_tree(entry.value, *found);
  });
}

/// Without a byte order mark, lines ended by \n alone, the last one too.
std::string plain_lines(std::string_view text) {
  static constexpr std::string_view kMark = "\xEF\xBB\xBF";
  if (text.starts_with(kMark)) text.remove_prefix(kMark.size());
  std::string out;
  for (std::size_t i = 0; i < text.size(); ++i)
    if (text[i] != '\r' || i + 1 == text.size() || text[i + 1] != '\n') out += text[i];
  if (!out.ends_with('\n')) out += '\n';
  return out;
}

std::unexpected<Error> altered(const std::string& shown, std::string_view what) {
  return fail(Errc::kRulesInvalid, "a new layout would change its " + std::string(what) + "; nothing was changed",
              shown, "write it more plainly, and tell the developers");
}

/// Parses again what was written, and compares.
Result<void> prove_same(const YamlNode& before, const Layout& layout, const std::string& written,
                        const std::string& shown) {
  std::vector<Diagnostic> ignored;
  Report report(ignored);
  const RuleSource after = parse_rule_source(written, shown, report);
  if (!ignored.empty() || !same_tree(before, after.root)) return altered(shown, "content");
  const auto again = read_layout(after);
  if (!again || again->comments != layout.comments) return altered(shown, "comments");
  return {};
}

}  // namespace

Result<std::string> format_rule_file(std::string_view text, const std::string& shown,
                                     std::vector<Diagnostic>& diagnostics) {
  if (!unicode::is_valid_utf8(text) || text.find('\0') != std::string_view::npos)
    return fail(Errc::kRulesInvalid, "a rule file is UTF-8", shown);
  Report report(diagnostics);
  const std::size_t known = diagnostics.size();
  const RuleSource original = parse_rule_source(std::string(text), shown, report);
  if (diagnostics.size() > known) return fail(Errc::kRulesInvalid, "its errors must be corrected first", shown);
  const RuleSource source = parse_rule_source(plain_lines(text), shown, report);
  if (diagnostics.size() > known) return fail(Errc::kRulesInvalid, "its errors must be corrected first", shown);
  auto layout = read_layout(source);
  if (!layout) {
    layout.error().where = shown;
    return std::unexpected(layout.error());
  }
  std::string written = write_layout(*layout, name(*source.kind));
  TRY(prove_same(original.root, *layout, written, shown));
  return written;
}

}  // namespace connections::rules
