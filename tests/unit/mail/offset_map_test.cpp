#include "mail/offset_map.h"

#include <string>

#include <gtest/gtest.h>

#include "mail/html_text.h"
#include "mail/normalise.h"

namespace connections::mail {
namespace {

TEST(OffsetMap, AnEmptyOneIsTheIdentity) { EXPECT_EQ(OffsetMap().raw(7), 7U); }

TEST(OffsetMap, BytesComeOneToOneUntilTheNextEntry) {
  OffsetMap map;
  map.add(0, 10), map.add(3, 20);
  EXPECT_EQ(map.raw(2), 12U);
  EXPECT_EQ(map.raw(4), 21U);
  EXPECT_EQ(map.raw(Span{1, 4}), (Span{11, 21}));
}

TEST(OffsetMap, TextThatWasCutBackIsForgotten) {
  OffsetMap map;
  map.add(0, 0), map.add(5, 9), map.add(3, 30);
  EXPECT_EQ(map.raw(5), 32U);
}

TEST(OffsetMap, OfTwoStepsLeadsToTheFirst) {
  OffsetMap inner, outer;
  inner.add(0, 2), inner.add(4, 8);
  outer.add(0, 100), outer.add(5, 200);
  const OffsetMap both = inner.then(outer);
  for (const std::size_t at : {0, 1, 2, 3, 4, 5, 9}) EXPECT_EQ(both.raw(at), outer.raw(inner.raw(at))) << at;
}

/// A byte that is not UTF-8 becomes three bytes: evidence of them lies on that byte, within the input.
TEST(OffsetMap, WhatIsLongerThanItsSourceStaysOnIt) {
  for (const char* input : {"a\xFF", "\xC4\xF5", "a\xE2\x82", "\xCCz\xFFz", "\xED\xA0\x80"}) {
    const std::string bytes = input;
    const HtmlText html = html_to_text(bytes, 100);
    for (std::size_t at = 0; at < html.text.size(); ++at) EXPECT_LT(html.offsets.raw(at), bytes.size()) << at;
    const NormalisedText plain = normalise(bytes);
    for (std::size_t at = 0; at < plain.text.size(); ++at) EXPECT_LT(plain.offsets.raw(at), bytes.size()) << at;
  }
  const NormalisedText read = normalise("\xFFz");
  EXPECT_EQ(read.text, "\xEF\xBF\xBDz");
  EXPECT_EQ(read.offsets.raw(Span{0, 3}), (Span{0, 1}));
  EXPECT_EQ(read.offsets.raw(3), 1U);
}

}  // namespace
}  // namespace connections::mail
