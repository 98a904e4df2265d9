#include <gmock/gmock.h>
#include <nlohmann/json.hpp>

#include "support/program.h"

namespace connections::test {
namespace {

/// A payout names several stays; each keeps its own guest, code and amount, and none becomes a fact of the mail.
TEST(PayoutMails, ListEveryStayApart) {
  for (const char* name : {"payout-several-stays-en.eml", "payout-es.eml"}) {
    const ProgramRun run =
        run_program({CONNECTIONS_PROGRAM, "explain", "--json",
                     std::string(CONNECTIONS_SOURCE_DIR) + "/engine/corpus/invented/mail/airbnb/" + name});
    const auto json = nlohmann::json::parse(run.out);
    EXPECT_GE(json.at("stays").size(), 2u) << name;
    for (const auto& stay : json.at("stays")) EXPECT_GE(stay.size(), 5u) << name;
    for (const auto& fact : json.at("facts")) EXPECT_NE(fact.at("field"), "guest_name") << name;
  }
}

}  // namespace
}  // namespace connections::test
