#include "rules/syntax/yaml_tree.h"

#include <algorithm>
#include <map>
#include <sstream>

#include <fmt/format.h>
#include <yaml-cpp/eventhandler.h>
#include <yaml-cpp/yaml.h>

#include "model/unicode.h"
#include "rules/syntax/yaml_syntax.h"

namespace connections::rules {
namespace {

/// Thrown by our own handler to leave yaml-cpp's parser early; never leaves this file.
struct StopReading {};

/// Builds the tree from events: YAML::Node would accept duplicate keys and lose places and quotes.
class TreeBuilder final : public YAML::EventHandler {
 public:
  TreeBuilder(const std::string& file, std::vector<Diagnostic>& diagnostics) : file_(file), diagnostics_(diagnostics) {}

  void OnDocumentStart(const YAML::Mark& mark) override {
    if (++documents_ > 1)
      complain(Code::kInvalidYaml, mark, "a rule file must be one document", "remove the second '---'");
  }
  void OnDocumentEnd() override {}
  void OnNull(const YAML::Mark& mark, YAML::anchor_t anchor) override { OnScalar(mark, "?", anchor, ""); }
  void OnAlias(const YAML::Mark& mark, YAML::anchor_t) override {
    complain(Code::kUnsupportedYaml, mark, "aliases (*name) are not supported", kInstead);
    YamlNode node = make(YamlNode::Type::kScalar, mark);
    node.broken = true;
    add(std::move(node));
  }
  void OnScalar(const YAML::Mark& mark, const std::string& tag, YAML::anchor_t anchor,
                const std::string& value) override {
    refuse_decoration(mark, tag, anchor);
    YamlNode node = make(YamlNode::Type::kScalar, mark);
    node.value = value;
    node.quoted = tag == "!";
    add(std::move(node));
  }
  void OnSequenceStart(const YAML::Mark& mark, const std::string& tag, YAML::anchor_t anchor,
                       YAML::EmitterStyle::value) override {
    open(YamlNode::Type::kList, mark, tag, anchor);
  }
  void OnSequenceEnd() override { close(); }
  void OnMapStart(const YAML::Mark& mark, const std::string& tag, YAML::anchor_t anchor,
                  YAML::EmitterStyle::value) override {
    open(YamlNode::Type::kMap, mark, tag, anchor);
  }
  void OnMapEnd() override { close(); }

  [[nodiscard]] int documents() const noexcept { return documents_; }
  std::optional<YamlNode> root;

 private:
  struct Level {
    YamlNode node;
    std::optional<YamlNode> key;                        ///< of a map: read, its value is awaited
    std::map<std::string, Location, std::less<>> keys;  ///< of a map: where its keys are
  };

  static YamlNode make(YamlNode::Type type, const YAML::Mark& mark) {
    YamlNode node;
    node.type = type;
    node.line = mark.line + 1;
    node.column = mark.column + 1;
    return node;
  }
  void complain(Code code, const YAML::Mark& mark, std::string message, std::string suggestion = {}) {
    diagnostics_.push_back({.code = code,
                            .message = std::move(message),
                            .where = {file_, mark.line + 1, mark.column + 1},
                            .suggestion = std::move(suggestion)});
  }
  void refuse_decoration(const YAML::Mark& mark, const std::string& tag, YAML::anchor_t anchor) {
    if (anchor != 0) complain(Code::kUnsupportedYaml, mark, "anchors (&name) are not supported", kInstead);
    if (tag != "" && tag != "?" && tag != "!")
      complain(Code::kUnsupportedYaml, mark, fmt::format("tags ({}) are not supported", tag), "remove the tag");
  }
  void open(YamlNode::Type type, const YAML::Mark& mark, const std::string& tag, YAML::anchor_t anchor) {
    refuse_decoration(mark, tag, anchor);
    if (levels_.size() >= kYamlDepth) {
      complain(Code::kLimitExceeded, mark, fmt::format("nested deeper than {} levels", kYamlDepth));
      throw StopReading{};
    }
    levels_.push_back({make(type, mark), std::nullopt, {}});
  }
  void close() {
    YamlNode done = std::move(levels_.back().node);
    levels_.pop_back();
    add(std::move(done));
  }
  void add(YamlNode node) {
    if (levels_.empty()) {
      if (!root) root = std::move(node);
      return;
    }
    Level& level = levels_.back();
    if (level.node.type == YamlNode::Type::kList)
      level.node.items.push_back(std::move(node));
    else if (!level.key)
      level.key = std::move(node);
    else
      add_entry(level, std::move(node));
  }
  void add_entry(Level& level, YamlNode value) {
    YamlNode key = std::move(*level.key);
    level.key.reset();
    if (key.type != YamlNode::Type::kScalar || key.value == "<<") {
      refuse_key(key);
      level.node.broken = key.type == YamlNode::Type::kMap;
    } else if (const auto [first, is_new] = level.keys.try_emplace(key.value, Location{file_, key.line, key.column});
               !is_new) {
      diagnostics_.push_back(
          {.code = Code::kDuplicateKey,
           .message = fmt::format("duplicate key '{}'", key.value),
           .where = {file_, key.line, key.column},
           .length = key.value.size(),
           .related =
               RelatedPlace{.message = "first defined here", .where = first->second, .length = key.value.size()}});
    } else {
      level.node.entries.push_back({key.value, key.line, key.column, std::move(value)});
    }
  }

  /// `{{NAME}}` without quotes is a map as the key of a map.
  void refuse_key(const YamlNode& key) {
    const bool braces = key.type == YamlNode::Type::kMap;
    diagnostics_.push_back(
        {.code = braces ? Code::kAmbiguousScalar : Code::kUnsupportedYaml,
         .message = braces ? "YAML reads an unquoted '{{' as two maps" : "a key must be a plain word",
         .where = {file_, key.line, std::max(key.column - (braces ? 1 : 0), 1)},
         .length = braces ? std::size_t{2} : 1,
         .suggestion = braces              ? "write '{{NAME}} …' in quotes"
                       : key.value == "<<" ? "merge keys are not supported"
                                           : ""});
  }

  static constexpr const char* kInstead = "write a list or a macro";

  const std::string& file_;
  std::vector<Diagnostic>& diagnostics_;
  std::vector<Level> levels_;
  int documents_ = 0;
};

/// The first byte that no rule file holds: of broken UTF-8, or a control character (so also any UTF-16).
std::optional<std::size_t> unreadable_byte(std::string_view text) {
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t here = at;
    const char32_t c = unicode::take(text, at);
    const bool broken = c == 0xfffd && text.substr(here, 3) != "\xef\xbf\xbd";
    if (broken || (c < 0x20 && c != '\t' && c != '\n' && c != '\r') || c == 0x7f) return here;
  }
  return std::nullopt;
}

}  // namespace

const YamlNode* YamlNode::find(std::string_view key) const noexcept {
  for (const YamlEntry& entry : entries)
    if (entry.key == key) return entry.value.broken ? nullptr : &entry.value;
  return nullptr;
}

bool YamlNode::has(std::string_view key) const noexcept {
  return std::any_of(entries.begin(), entries.end(), [&](const YamlEntry& entry) { return entry.key == key; });
}

std::string too_large(std::size_t bytes) {
  return fmt::format("the file exceeds {} bytes (it has {})", kYamlBytes, bytes);
}

std::optional<YamlNode> parse_yaml(std::string_view text, const std::string& file,
                                   std::vector<Diagnostic>& diagnostics) {
  const auto complain = [&](Code code, int line, int column, std::string message) {
    diagnostics.push_back({.code = code, .message = std::move(message), .where = {file, line, column}});
  };
  const auto complain_of = [&](YamlSyntaxError wrong) {
    const auto same_place = [&](const Diagnostic& one) {
      return one.where.line == wrong.line && one.where.column == wrong.column;
    };
    if (std::ranges::any_of(diagnostics, same_place)) return;  // reported while the tree was built
    diagnostics.push_back({.code = Code::kInvalidYaml,
                           .message = std::move(wrong.message),
                           .where = {file, wrong.line, wrong.column},
                           .length = wrong.length,
                           .suggestion = std::move(wrong.suggestion)});
  };
  if (text.size() > kYamlBytes) {
    complain(Code::kLimitExceeded, 1, 1, too_large(text.size()));
    return std::nullopt;
  }
  if (text.starts_with(kByteOrderMark)) text.remove_prefix(kByteOrderMark.size());
  if (const auto at = unreadable_byte(text)) {
    const std::string_view before = text.substr(0, *at);
    const auto line_start = before.rfind('\n') + 1;  // npos + 1 is 0
    complain(Code::kInvalidYaml, static_cast<int>(std::count(before.begin(), before.end(), '\n')) + 1,
             static_cast<int>(*at - line_start) + 1,
             fmt::format("invalid byte {:#04x}: a rule file must be UTF-8 without control characters",
                         static_cast<unsigned char>(text[*at])));
    return std::nullopt;
  }
  TreeBuilder builder(file, diagnostics);
  try {
    std::istringstream in{std::string(text)};
    YAML::Parser parser(in);
    // Not to the end: at a stray ',' yaml-cpp finds one empty document after the other without moving on.
    while (builder.documents() < 2 && parser.HandleNextDocument(builder)) {
    }
  } catch (const StopReading&) {
    return std::nullopt;
  } catch (const YAML::Exception& error) {
    complain_of(explain_yaml_error(text, error.mark.line + 1, error.mark.column + 1, error.msg));
    return std::nullopt;
  } catch (const std::exception& error) {
    complain(Code::kInvalidYaml, 1, 1, fmt::format("invalid YAML: {}", error.what()));
    return std::nullopt;
  }
  if (auto quote = find_open_quote(text)) {
    complain_of(std::move(*quote));
    return std::nullopt;
  }
  if (!builder.root) complain(Code::kInvalidYaml, 1, 1, "the file is empty");
  return std::move(builder.root);
}

}  // namespace connections::rules
