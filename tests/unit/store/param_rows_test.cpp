#include "store/sql/param_rows.h"

#include "unit/store/fixture.h"

namespace connections::store {
namespace {

using ParamRowsTest = StoreTest;

TEST_F(ParamRowsTest, ReachTheDatabaseAsTheyAre) {
  std::string every_byte;
  for (int byte = 0; byte < 256; ++byte) every_byte += static_cast<char>(byte);
  ParamRows rows;
  rows.add({"plain", 7, bytes(every_byte)});
  rows.add({"quote ' \" \\ {,} NULL", std::optional<int>(), bytes("")});
  rows.add({"", -1, bytes("x")});
  const auto back = must(app([&](Transaction& t) {
    return query_all(t,
                     "SELECT r.name, r.number::integer AS number, encode(r.content, 'hex') AS content, $1 AS same "
                     "FROM unnest($2::text[], $3::text[], $4::bytea[]) AS r(name, number, content)",
                     rows.columns_after({"first"}), [](const Row& row) {
                       EXPECT_EQ(row.text("same"), "first");
                       return std::tuple(row.text("name"), row.maybe_int("number"), unhex(row.text("content")));
                     });
  }));
  ASSERT_EQ(back.size(), 3U);
  EXPECT_EQ(back[0], std::tuple("plain", std::optional(7), every_byte));
  EXPECT_EQ(back[1], std::tuple("quote ' \" \\ {,} NULL", std::optional<int>(), ""));
  EXPECT_EQ(back[2], std::tuple("", std::optional(-1), "x"));
}

TEST_F(ParamRowsTest, AStatementIsPreparedOnceASession) {
  must(app([&](Transaction& t) -> Result<void> {
    for (int i = 0; i < 3; ++i) TRY(query(t, "SELECT 1 AS one"));
    const auto known = TRY(query_all(t, "SELECT name FROM pg_prepared_statements WHERE statement = 'SELECT 1 AS one'",
                                     {}, [](const Row& row) { return row.text("name"); }));
    EXPECT_EQ(known.size(), 1U);
    return {};
  }));
}

}  // namespace
}  // namespace connections::store
