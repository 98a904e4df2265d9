// `rules schema`: everything of the table stands in it, and it accepts and refuses what the checker does.
#include <filesystem>
#include <set>

#include <gmock/gmock.h>

#include "rules/language/json_schema.h"
#include "rules/syntax/report.h"
#include "rules/syntax/schema.h"
#include "support/files.h"
#include "unit/rules/json_check.h"

namespace connections::rules {
namespace {

using nlohmann::ordered_json;

std::vector<std::string> check(const std::string& text, std::string_view kind = {}) {
  std::vector<Diagnostic> diagnostics;
  Report report(diagnostics);
  const RuleSource source = parse_rule_source(text, "a.yaml", report);
  return violations(source.root, json_schema(kind).value());
}

TEST(JsonSchema, HoldsEveryObjectAndKeyOfTheTable) {
  const ordered_json schema = json_schema().value();
  EXPECT_EQ(schema.at("$schema"), "https://json-schema.org/draft/2020-12/schema");
  for (const ObjectSpec& object : all_objects()) {
    const ordered_json& made = schema.at("$defs").at(std::string(object.name));
    EXPECT_EQ(made.at("description"), object.doc);
    EXPECT_EQ(made.at("additionalProperties"), false);
    EXPECT_EQ(made.at("properties").size(), object.keys.size()) << object.name;
    std::set<std::string> required;
    for (const KeySpec& key : object.keys) {
      EXPECT_EQ(made.at("properties").at(std::string(key.name)).at("description"), key.doc);
      if (key.required) required.insert(std::string(key.name));
    }
    EXPECT_EQ(made.value("required", std::set<std::string>{}), required) << object.name;
  }
}

void collect_references(const ordered_json& json, std::set<std::string>& all) {
  if (json.is_object() && json.contains("$ref")) all.insert(json.at("$ref").get<std::string>());
  if (json.is_structured())
    for (const auto& child : json) collect_references(child, all);
}

TEST(JsonSchema, EveryReferenceLeadsSomewhere) {
  const ordered_json schema = json_schema().value();
  std::set<std::string> references;
  collect_references(schema, references);
  EXPECT_GE(references.size(), all_objects().size());
  for (const std::string& reference : references)
    EXPECT_TRUE(schema.contains(ordered_json::json_pointer(reference.substr(1)))) << reference;
}

TEST(JsonSchema, EveryRuleFileOfThisRepositoryValidates) {
  std::size_t files = 0;
  for (const char* folder : {"rules", "engine/rules/language/new_platform"})
    for (const auto& entry :
         std::filesystem::recursive_directory_iterator(std::string(CONNECTIONS_SOURCE_DIR) + '/' + folder)) {
      if (entry.path().extension() != ".yaml") continue;
      EXPECT_THAT(check(test::read_file(entry.path())), testing::IsEmpty()) << entry.path();
      ++files;
    }
  EXPECT_GE(files, 60u);
}

constexpr const char* kPack = "schema: 1\npack: inn.confirmed\n";

TEST(JsonSchema, KnowsTheKindOfAFileByItsKey) {
  EXPECT_THAT(check(std::string(kPack) + "locale: { date_order: dmy }\n"), testing::IsEmpty());
  EXPECT_THAT(check("schema: 1\nlibrary: a\nrules: []\n"), testing::Contains("/rules: no such key"));
  EXPECT_THAT(check("schema: 1\n"), testing::Not(testing::IsEmpty()));
  EXPECT_THAT(check(kPack, "tests"), testing::Not(testing::IsEmpty()));
  EXPECT_FALSE(json_schema("packs").has_value());
}

TEST(JsonSchema, RefusesWhatTheCheckerRefuses) {
  const std::string rule = std::string(kPack) + "rules:\n  - { id: a, part: text, re: b, emit: { guest_name: n }, ";
  const std::vector<std::pair<std::string, std::string>> broken{
      {rule + "confidence: 0.9, confidnce: 1 }\n", "/rules/0/confidnce"},
      {rule + "confidence: 1 }\n", "/rules/0/confidence"},
      {rule + "confidence: 0 }\n", "/rules/0/confidence"},
      {rule + "confidence: high }\n", "/rules/0/confidence"},
      {rule + "}\n", "/rules/0"},
      {rule + "confidence: 0.9, stay: maybe }\n", "/rules/0/stay"},
      {rule + "confidence: 0.9, speaker: nobody }\n", "/rules/0/speaker"},
      {rule + "confidence: 0.9, reject: { re: x, near: -1 } }\n", "/rules/0/reject"},
      {rule + "confidence: 0.9, when: { any: [{ all: [{ prt: text }] }] } }\n", "/rules/0/when/any/0/all/0/prt"},
      {std::string(kPack) + "kind: confirmd\n", "/kind"},
      {std::string(kPack) + "lists: { a: true }\n", "/lists/a"},
      {std::string(kPack) + "key: guest_name\n", "/key"},
      {std::string(kPack) + "subkind: true\n", "/subkind"},
      {std::string(kPack) + "rules: [{ id: a, part: text, re: b, emit: { guest: n }, confidence: 0.5 }]\n",
       "/rules/0/emit/guest"},
      {"schema: 2\npack: a\n", "/schema"},
      {"schema: 1\nlocale: xx\nmonths: [[a]]\nweekdays: [[a], [b], [c], [d], [e], [f], [g]]\n", "/months"},
  };
  for (const auto& [text, at] : broken)
    EXPECT_THAT(check(text), testing::Contains(testing::StartsWith(at + ":"))) << text;
}

TEST(JsonSchema, AcceptsBothWritingsOfOneThing) {
  EXPECT_THAT(
      check(std::string(kPack) + "rules:\n  - id: a\n    part: [text, html]\n    re: 2019\n"
                                 "    emit: { guest_name: n, party: { from: p } }\n    confidence: 0.999\n"
                                 "    reject: { re: x, near: 5 }\n"
                                 "  - { id: b, part: text, re: x, emit: {}, confidence: 0.5, reject: [{ re: x }] }\n"),
      testing::IsEmpty());
}

}  // namespace
}  // namespace connections::rules
