// Character references of the HTML standard, and HTML that is built to make a tokenizer slow.
#include "mail/html_text.h"

#include <gtest/gtest.h>

#include <ctime>
#include <string>

#include "mail/html_entities.h"

namespace connections::mail {
namespace {

struct EntityCase {
  const char* name;
  const char* html;
  const char* text;
};
std::ostream& operator<<(std::ostream& out, const EntityCase& one) { return out << one.name; }
class CharacterReferences : public testing::TestWithParam<EntityCase> {};

TEST_P(CharacterReferences, AreReadAsBrowsersReadThem) {
  EXPECT_EQ(html_to_text(GetParam().html, 1000).text, GetParam().text);
}

constexpr auto named = [](const auto& info) { return std::string(info.param.name); };

INSTANTIATE_TEST_SUITE_P(
    All, CharacterReferences,
    testing::Values(EntityCase{"first_of_the_list", "&AElig;", "Æ"},
                    EntityCase{"last_of_the_list", "&zwnj;x", "\xE2\x80\x8Cx"},
                    EntityCase{"slavic", "&Zcaron;i&zcaron;kov &nacute;&sacute;&lstrok;", "Žižkov ńśł"},
                    EntityCase{"romanian", "&Abreve;&abreve;&Acirc;&scedil;&tcedil;", "ĂăÂşţ"},
                    EntityCase{"turkish", "&inodot;&Idot;&gbreve;", "ıİğ"},
                    EntityCase{"greek_and_cyrillic", "&Omega;&omega;&YAcy;&yacy;", "ΩωЯя"},
                    EntityCase{"long_name", "&CounterClockwiseContourIntegral;", "∳"},
                    EntityCase{"two_characters", "&fjlig;ord", "fjord"},
                    EntityCase{"old_name_without_semicolon", "M&uumlller &copy 2026", "Müller © 2026"},
                    EntityCase{"longest_old_name_wins", "&notit; &notin;", "¬it; ∉"},
                    EntityCase{"new_name_without_semicolon", "&hellip x", "&hellip x"},
                    EntityCase{"unknown", "&nosuchname; &;", "&nosuchname; &;"},
                    EntityCase{"windows_1252_numbers", "9&#150;12 &#x80; &#146;", "9–12 € ’"},
                    EntityCase{"impossible_numbers", "&#0; &#xD800; &#99999999999;", "� � �"},
                    EntityCase{"number_at_the_end", "x &#x", "x &#x"}),
    named);

TEST(CharacterReferences, InAQueryStayAsTheyAre) {
  const auto read = html_to_text("<a href='https://x.example/?a=1&copy=2&amp;b=3&lt'>x</a>", 1000);
  ASSERT_EQ(read.links.size(), 1u);
  EXPECT_EQ(read.links[0].href, "https://x.example/?a=1&copy=2&b=3<");
}

struct SeenCase {
  const char* name;
  const char* html;
  const char* text;
};
std::ostream& operator<<(std::ostream& out, const SeenCase& one) { return out << one.name; }
class WhatAReaderSees : public testing::TestWithParam<SeenCase> {};

TEST_P(WhatAReaderSees, IsRead) { EXPECT_EQ(html_to_text(GetParam().html, 1000).text, GetParam().text); }

INSTANTIATE_TEST_SUITE_P(
    Html, WhatAReaderSees,
    testing::Values(
        SeenCase{"letters_of_no_size", "a<div style='font-size:0px'>b</div>c", "a\nc"},
        SeenCase{"no_size_around_blocks_with_one",
                 "<td style='direction:ltr;font-size:0px;padding:20px'><div style=\"font-size:13px\">Guest</div></td>",
                 "Guest"},
        SeenCase{"size_of_the_outer_one_again",
                 "<div style='font-size:0px'><p style='font-size:1em'>a</p>hidden<p style='FONT-SIZE: 12PX "
                 "!important'>b</p></div>",
                 "a\nb"},
        SeenCase{"not_displayed_whatever_its_size", "a<div style='display:none;font-size:9px'>b</div>", "a"},
        SeenCase{"not_displayed_importantly",
                 "a<div style='display:none !important'><p style='font-size:9px'>b</p></div>", "a"},
        SeenCase{"a_property_that_ends_so", "<p style='backface-visibility:hidden;mso-ansi-font-size:0px'>a</p>", "a"},
        SeenCase{"no_height", "a<div style='max-height:0;overflow:hidden'>b</div>", "a"}),
    [](const auto& info) { return std::string(info.param.name); });

struct SlowCase {
  const char* name;
  const char* unit;
  const char* before = "";
  const char* after = "";
};
std::ostream& operator<<(std::ostream& out, const SlowCase& one) { return out << one.name; }
class HostileHtml : public testing::TestWithParam<SlowCase> {};

/// Of this thread, in seconds: other programs do not count.
double cpu_seconds() {
  timespec now{};
  clock_gettime(CLOCK_THREAD_CPUTIME_ID, &now);
  return static_cast<double>(now.tv_sec) + static_cast<double>(now.tv_nsec) * 1e-9;
}

double cost_of(const SlowCase& one, std::size_t size) {
  std::string html = one.before;
  while (html.size() < size) html += one.unit;
  html += one.after;
  const double begun = cpu_seconds();
  (void)html_to_text(html, 2u << 20);
  return cpu_seconds() - begun;
}

TEST_P(HostileHtml, CostsTimeLinearInItsSize) {
  constexpr std::size_t kSize = 100u << 10;
  constexpr double kNoise = 0.05;
  EXPECT_LT(cost_of(GetParam(), 8 * kSize), 16 * cost_of(GetParam(), kSize) + kNoise);
}

INSTANTIATE_TEST_SUITE_P(
    All, HostileHtml,
    testing::Values(
        SlowCase{"tags_never_closed", "<a "}, SlowCase{"end_tags_never_closed", "</a "},
        SlowCase{"quotes_never_closed", "<a \""}, SlowCase{"quotes_closed_at_the_end", "<a '\"", "", "\">'>"},
        SlowCase{"quotes_then_one_close", "<a x=\"'", "", ">"}, SlowCase{"comments_never_closed", "<!--"},
        SlowCase{"declarations", "<!x"}, SlowCase{"deep_nesting", "<b>"},
        SlowCase{"stray_end_tags", "</i>", "<b><b><b>"}, SlowCase{"end_tags_under_deep_nesting", "<b><i></u>"},
        SlowCase{"raw_text_never_closed", "<script></scrip"}, SlowCase{"entities", "&CounterClockwiseContourIntegra"},
        SlowCase{"hidden_styles", "<p style='display:none' style='x'>"}, SlowCase{"links", "<a href=x>y"}),
    named);

}  // namespace
}  // namespace connections::mail
