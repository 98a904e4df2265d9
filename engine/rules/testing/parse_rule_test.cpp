#include "rules/testing/parse_rule_test.h"

#include <algorithm>
#include <charconv>
#include <fstream>
#include <map>
#include <sstream>

#include <fmt/format.h>

#include "mail/limits.h"
#include "model/suggest.h"
#include "rules/syntax/schema.h"
#include "rules/testing/rule_test_mail.h"

namespace connections::rules {
namespace {

namespace fs = std::filesystem;

constexpr const char* kDefaultReceived = "2026-01-01T00:00:00Z";

TestPlace place_of(const YamlNode& node) { return {node.line, node.column, node.value.size(), node.quoted}; }

bool is_true(const YamlNode* node) { return node != nullptr && node->value == "true"; }

std::string text_of(const YamlNode& map, std::string_view key) {
  const YamlNode* node = map.find(key);
  return node == nullptr ? std::string() : node->value;
}

bool is_header_name(std::string_view name) {
  return !name.empty() &&
         std::all_of(name.begin(), name.end(), [](char c) { return c > 0x20 && c < 0x7F && c != ':'; });
}

class Reader {
 public:
  Reader(const RuleSource& source, const RuleBook& book, Report& report)
      : source_(source), book_(book), report_(report) {
    for (const Platform& platform : book.platforms)
      for (const Pack& pack : platform.packs) {
        packs_.push_back(pack.id);
        for (const Rule& rule : pack.rules) rules_.push_back(rule.id);
      }
  }

  void read(std::vector<RuleCase>& cases) {
    if (book_.platform(source_.id) == nullptr) {
      std::vector<std::string_view> ids;
      for (const Platform& platform : book_.platforms) ids.push_back(platform.id);
      unknown(*source_.root.find("tests"), "platform", ids);
    }
    const auto received = instant(source_.root.find("received"));
    for (const YamlNode& node : source_.root.find("cases")->items) cases.push_back(read_case(node, received));
  }

 private:
  RuleCase read_case(const YamlNode& node, std::optional<Instant> received) {
    RuleCase test;
    const YamlNode& title = *node.find("name");
    test.name = title.value;
    if (const auto [first, is_new] = names_.try_emplace(test.name, &title); !is_new)
      report_.add(source_, title, Code::kContradictoryTest, fmt::format("duplicate case name '{}'", test.name),
                  {.related = related_place(source_, *first->second, "first used here")});
    test.where = {source_.shown, node.line, node.column};
    test.platform = source_.id;
    test.received = node.find("received") != nullptr ? instant(node.find("received")) : received;
    read_mail(*node.find("mail"), test);
    if (const YamlNode* kind = node.find("kind"))
      test.kind = parse_kind(kind->value), test.kind_place = place_of(*kind);
    read_pack(node, test);
    if (const YamlNode* expect = node.find("expect"))
      for (const YamlEntry& entry : expect->entries) read_expectation(entry, test);
    read_absent(node, test);
    if (const YamlNode* covers = node.find("covers")) test.covers = known_rules(*covers);
    test.todo = is_true(node.find("todo"));
    return test;
  }

  void read_mail(const YamlNode& node, RuleCase& test) {
    if (const YamlNode* file = node.find("file")) {
      if (node.entries.size() > 1)
        report_.add(source_, node, Code::kContradictoryTest, "a mail must be a file or its parts, not both");
      return read_file(*file, test);
    }
    TestMail mail{
        .from = text_of(node, "from"), .subject = text_of(node, "subject"), .text = {}, .html = {}, .headers = {}};
    if (const YamlNode* text = node.find("text")) mail.text = text->value;
    if (const YamlNode* html = node.find("html")) mail.html = html->value;
    if (const YamlNode* headers = node.find("headers"))
      for (const YamlEntry& entry : headers->entries) {
        if (is_header_name(entry.key))
          mail.headers[entry.key] = entry.value.value;
        else
          report_.add_at_key(source_, entry, Code::kInvalidTestMail,
                             fmt::format("invalid header name '{}'", entry.key));
      }
    if (!test.received) test.received = parse_rfc3339(kDefaultReceived);
    test.raw = raw_mail(mail);
  }

  /// The path is not tidied: behind a link, ".." is the folder that the system says.
  void read_file(const YamlNode& file, RuleCase& test) {
    const fs::path path = source_.path.parent_path() / file.value;
    std::error_code error;
    const auto size = fs::file_size(path, error);
    if (error)
      return report_.add(source_, file, Code::kInvalidTestMail,
                         fmt::format("test mail '{}' not found or not readable: {}", file.value, error.message()));
    if (size > mail::Limits{}.mail_bytes)
      return report_.add(source_, file, Code::kInvalidTestMail,
                         fmt::format("test mail exceeds {} bytes", mail::Limits{}.mail_bytes));
    std::ifstream in(path, std::ios::binary);
    std::ostringstream bytes;
    bytes << in.rdbuf();
    if (!in) return report_.add(source_, file, Code::kInvalidTestMail, "the test mail cannot be read");
    test.raw = std::move(bytes).str();
  }

  void read_pack(const YamlNode& node, RuleCase& test) {
    const YamlNode* selected = node.find("selected");
    if (const YamlNode* pack = node.find("pack")) {
      test.pack = pack->value;
      if (book_.pack(test.pack) == nullptr) unknown(*pack, "pack", views(packs_));
    } else if (selected != nullptr) {
      report_.add(source_, *selected, Code::kContradictoryTest, "'selected' requires 'pack'");
    }
    test.selected = selected == nullptr || is_true(selected);
  }

  void read_expectation(const YamlEntry& entry, RuleCase& test) {
    const auto field = parse_field(entry.key);
    const bool longer = entry.value.type == YamlNode::Type::kMap;
    const YamlNode* scalar = longer ? entry.value.find("value") : &entry.value;
    if (!field || scalar == nullptr) return;  // reported by the shape check
    auto value = parse_value(info(*field).kind, scalar->value);
    if (!value)
      return report_.add(source_, *scalar, Code::kInvalidTestValue,
                         fmt::format("invalid value '{}' for {}", scalar->value, entry.key));
    Expectation want{.field = *field,
                     .value = std::move(*value),
                     .at_least = {},
                     .by = {},
                     .disputed = false,
                     .place = place_of(*scalar)};
    if (longer) read_more(entry.value, want);
    test.expect.push_back(std::move(want));
  }

  void read_more(const YamlNode& node, Expectation& want) {
    if (const YamlNode* least = node.find("at_least")) {
      double number = 0;
      std::from_chars(least->value.data(), least->value.data() + least->value.size(), number);
      want.at_least = number;
    }
    if (const YamlNode* by = node.find("by")) want.by = known_rules(*by);
    want.disputed = is_true(node.find("disputed"));
  }

  void read_absent(const YamlNode& node, RuleCase& test) {
    const YamlNode* absent = node.find("absent");
    if (absent == nullptr) return;
    for (const YamlNode& item : absent->items) {
      const auto field = parse_field(item.value);
      if (!field) {
        unknown(item, "field", field_names());
        continue;
      }
      test.absent.push_back(*field);
      if (std::any_of(test.expect.begin(), test.expect.end(),
                      [&](const Expectation& want) { return want.field == *field && !want.disputed; }))
        report_.add(source_, item, Code::kContradictoryTest, fmt::format("{} is both expected and absent", item.value));
    }
  }

  std::vector<std::string> known_rules(const YamlNode& list) {
    std::vector<std::string> ids;
    for (const YamlNode& item : list.items) {
      ids.push_back(item.value);
      if (std::find(rules_.begin(), rules_.end(), item.value) == rules_.end()) unknown(item, "rule", views(rules_));
    }
    return ids;
  }

  std::optional<Instant> instant(const YamlNode* node) {
    if (node == nullptr) return {};
    const auto read = parse_rfc3339(node->value);
    if (!read)
      report_.add(source_, *node, Code::kInvalidTestValue, fmt::format("invalid time '{}'", node->value),
                  {.suggestion = fmt::format("write it like {}", kDefaultReceived)});
    return read;
  }

  void unknown(const YamlNode& node, std::string_view what, const std::vector<std::string_view>& known) {
    report_.add(source_, node, Code::kUnknownInTest, fmt::format("unknown {} '{}'", what, node.value),
                {.suggestion = suggest(node.value, known)});
  }
  static std::vector<std::string_view> views(const std::vector<std::string>& texts) {
    return {texts.begin(), texts.end()};
  }

  const RuleSource& source_;
  const RuleBook& book_;
  Report& report_;
  std::vector<std::string> packs_, rules_;
  std::map<std::string, const YamlNode*> names_;
};

}  // namespace

void read_rule_test(const RuleSource& source, const RuleBook& book, Report& report, std::vector<RuleCase>& cases) {
  Reader(source, book, report).read(cases);
}

}  // namespace connections::rules
