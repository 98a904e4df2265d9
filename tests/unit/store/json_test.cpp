#include <limits>

#include "store/tables/decision_json.h"
#include "store/tables/extraction_json.h"
#include "store/tables/fact_store.h"
#include "unit/store/fixture.h"

namespace connections::store {
namespace {

Evidence evidence(const std::string& captured) {
  return {.rule = "airbnb.name",
          .pack = "airbnb.confirmed",
          .pack_hash = "ab12",
          .part = {PartKind::kHeader, "X-Template"},
          .span = {3, 14},
          .raw = {5, 19},
          .captured = captured,
          .confidence = Confidence(0.1 + 0.2),
          .group = 2};
}

Fact fact(Field field, Value value, double confidence) {
  Fact out{};
  out.field = field;
  out.value = value;
  out.confidence = Confidence(confidence);
  out.candidates = {
      {value, Confidence(1.0 / 3.0), Confidence(confidence), {evidence("Ada \"X\""), evidence("\xFF\x00z")}}};
  return out;
}

Extraction full_extraction() {
  Extraction out;
  out.platform = "airbnb";
  out.parser_version = "airbnb 1.0.0";
  out.rule_book = "cafe";
  out.kind = MailKind::kConfirmed;
  out.kind_confidence = Confidence(0.97);
  out.kind_reason = "pack airbnb.confirmed: subject";
  out.subkind = "instant";
  out.may = Permission::kEnrich;
  out.facts = {fact(Field::kGuestName, std::string(" Ada Example"), 0.9), fact(Field::kCheckIn, kJune12, 0.7),
               fact(Field::kGuestCount, 4, 0.5), fact(Field::kTotal, Money{123456, "EUR"}, 0.4),
               fact(Field::kArrivalTime, TimeOfDay{900}, 0.3)};
  out.facts[1].state = FactState::kDisputed;
  out.facts[1].reason = "too close to a rival";
  out.stays = {{{fact(Field::kConfirmationCode, std::string("HMABCDE123"), 0.99)}}};
  out.problems = {{"nights_contradict", "3 nights, but 4 days"}};
  return out;
}

TEST(ExtractionJson, RoundTripLosesNothing) {
  const Extraction before = full_extraction();
  const nlohmann::json json = nlohmann::json::parse(to_json(before).dump());
  const Extraction after = must(extraction_from_json(json));
  EXPECT_EQ(to_json(after), json);
  ASSERT_EQ(after.facts.size(), before.facts.size());
  for (std::size_t i = 0; i < before.facts.size(); ++i) EXPECT_EQ(after.facts[i].value, before.facts[i].value);
  const Evidence& seen = after.facts[0].candidates[0].evidence[1];
  EXPECT_EQ(seen.captured, "\xFF");
  EXPECT_EQ(seen.confidence.value(), 0.1 + 0.2);
  EXPECT_EQ(seen.part, (PartRef{PartKind::kHeader, "X-Template"}));
  EXPECT_EQ(seen.raw, (Span{5, 19}));
  EXPECT_EQ(after.facts[0].candidates[0].pooled.value(), 1.0 / 3.0);
  EXPECT_EQ(after.facts[1].state, FactState::kDisputed);
  EXPECT_EQ(after.stays[0].facts[0].field, Field::kConfirmationCode);
}

TEST(ExtractionJson, WhatDoesNotFitIsNamed) {
  nlohmann::json json = to_json(full_extraction());
  json["facts"][0]["field"] = "shoe_size";
  const auto read = extraction_from_json(json);
  ASSERT_EQ(code_of(read), Errc::kInvalidArgument);
  EXPECT_THAT(read.error().message, testing::HasSubstr("shoe_size"));
  json = to_json(full_extraction());
  json.erase("kind");
  EXPECT_EQ(code_of(extraction_from_json(json)), Errc::kInvalidArgument);
  EXPECT_EQ(code_of(extraction_from_json(nlohmann::json::array())), Errc::kInvalidArgument);
  json = to_json(full_extraction());
  json["facts"][1]["value"] = "2026-02-30";
  EXPECT_EQ(code_of(extraction_from_json(json)), Errc::kInvalidArgument);
}

TEST(DecisionJson, RoundTripLosesNothing) {
  Decision before;
  before.verdict = Verdict::kUpdate;
  before.booking = {"b"};
  before.enrichment_reason = "Code Match";
  before.confidence = Confidence(0.998);
  before.guest_name = "Ada \xFF";
  before.guest_count = 4;
  before.reasons = {{"ambiguous_dates", "two bookings"}};
  before.candidates = {{{"b"}, 12.345678901234567, {{"code", 13.1, "equal"}, {"prior", -3.2, ""}}, ""},
                       {{"c"}, -std::numeric_limits<double>::infinity(), {}, "other property"}};
  const nlohmann::json json = nlohmann::json::parse(to_json(before).dump());
  const Decision after = must(decision_from_json(json));
  EXPECT_EQ(to_json(after), json);
  EXPECT_EQ(after.guest_name, before.guest_name);
  EXPECT_EQ(after.candidates[0].score, 12.345678901234567);
  EXPECT_EQ(after.candidates[1].score, before.candidates[1].score);
  EXPECT_EQ(after.candidates[0].terms[1].weight, -3.2);
  EXPECT_EQ(must(decision_from_json(to_json(Decision{}))).guest_count, std::nullopt);
}

using Facts = StoreTest;

TEST_F(Facts, AreSavedReplacedAndLoaded) {
  const MessageId message = archive("m1");
  EXPECT_FALSE(must(app([&](Transaction& t) { return load_extraction(t, message); })));
  Extraction extraction = full_extraction();
  for (const char* book : {"old", "new"}) {
    extraction.rule_book = book;
    must(app([&](Transaction& t) { return save_extraction(t, message, extraction, {}, kNow); }));
  }
  const auto loaded = must(app([&](Transaction& t) { return load_extraction(t, message); }));
  ASSERT_TRUE(loaded);
  EXPECT_EQ(to_json(*loaded), to_json(extraction));
  const auto row = must(app([](Transaction& t) {
    return query_one(
        t, "SELECT guest_name, check_in, check_out, confidence FROM reservation_facts", {},
        [](const Row& r) {
          return std::tuple(r.text("guest_name"), r.date("check_in"), r.maybe_date("check_out"), r.real("confidence"));
        },
        "none");
  }));
  EXPECT_EQ(row, std::tuple(" Ada Example", kJune12, std::nullopt, 0.7));
}

TEST(OverallConfidence, IsThatOfTheLeastSureKeyFact) {
  EXPECT_EQ(overall_confidence(full_extraction()).value(), 0.7);
  Extraction none = full_extraction();
  none.facts.clear();
  EXPECT_EQ(overall_confidence(none).value(), 0.97);
}

}  // namespace
}  // namespace connections::store
