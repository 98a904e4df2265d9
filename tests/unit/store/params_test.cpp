#include "store/sql/params.h"

#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

#include "store/sql/storable_text.h"

namespace connections::store {
namespace {

TEST(Param, IsTheTextThatPostgresReadsBack) {
  EXPECT_EQ(Param(true).text, "t");
  EXPECT_EQ(Param(false).text, "f");
  EXPECT_EQ(Param(-7).text, "-7");
  EXPECT_EQ(Param(0.1).text, "0.1");
  EXPECT_EQ(Param(std::optional<int>{}).text, std::nullopt);
  EXPECT_EQ(Param(std::optional<int>{3}).text, "3");
  EXPECT_EQ(Param(std::chrono::year{2026} / 6 / 12).text, "2026-06-12");
}

TEST(Hex, GivesBackEveryByte) {
  std::string bytes;
  for (int i = 0; i < 256; ++i) bytes += static_cast<char>(i);
  EXPECT_EQ(unhex(hex(bytes)), bytes);
  EXPECT_EQ(hex(std::string_view("\0\xFF", 2)), "00ff");
  EXPECT_EQ(unhex(""), "");
}

TEST(JsonArray, IsOneParameterWhateverTheTexts) {
  EXPECT_EQ(json_array({}).text, "[]");
  EXPECT_EQ(json_array({"a", "b\"c", "\xFF"}).text, "[\"a\",\"b\\\"c\",\"\xEF\xBF\xBD\"]");
}

TEST(Storable, LosesOnlyWhatPostgresCannotStore) {
  constexpr const char* kReplaced =
      "a\xEF\xBF\xBD"
      "b";
  EXPECT_EQ(storable("Zo\xC3\xAB \xF0\x9F\x8F\xA0"), "Zo\xC3\xAB \xF0\x9F\x8F\xA0");
  EXPECT_EQ(storable(std::string_view("a\0b", 3)), kReplaced);
  EXPECT_EQ(storable("a\xFF"
                     "b"),
            kReplaced);
  EXPECT_EQ(storable(""), "");
}

TEST(StorableJson, IsAlwaysValidText) {
  const nlohmann::json document{{"k", std::string("a\xFF\0z", 4)}};
  const auto back = nlohmann::json::parse(storable_json(document));
  EXPECT_TRUE(back["k"].get<std::string>().starts_with("a\xEF\xBF\xBD"));
}

TEST(StorableJson, HasNoNulAndKeepsWhatOnlyLooksLikeOne) {
  const nlohmann::json document{
      {"nul", std::string("a\0b", 3)}, {"text", R"(a\u0000 \\u0000)"}, {std::string("k\0", 2), 1}};
  const auto back = nlohmann::json::parse(storable_json(document));
  EXPECT_EQ(back["nul"],
            "a\xEF\xBF\xBD"
            "b");
  EXPECT_EQ(back["text"], document["text"]);
  EXPECT_TRUE(back.contains("k\xEF\xBF\xBD"));
}

}  // namespace
}  // namespace connections::store
