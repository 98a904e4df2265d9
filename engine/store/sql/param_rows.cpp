#include "store/sql/param_rows.h"

namespace connections::store {
namespace {

// OIDs of built-in types never change (PostgreSQL's pg_type.dat).
constexpr std::int32_t kByteaOid = 17, kTextOid = 25;
constexpr std::int32_t kNull = -1;

void append_int(std::string& out, std::int32_t value) {
  const auto bits = static_cast<std::uint32_t>(value);
  for (const int shift : {24, 16, 8, 0}) out += static_cast<char>(bits >> shift & 0xFF);
}

/// As array_recv() of PostgreSQL reads it: dimensions, whether there are nulls, element type; size and lower bound of
/// the dimension; length and bytes of each element.
std::string array_of(const std::vector<Params>& rows, std::size_t column) {
  std::size_t bytes = 5 * sizeof(std::int32_t);
  for (const Params& row : rows) bytes += sizeof(std::int32_t) + (row[column].text ? row[column].text->size() : 0);
  std::string out;
  out.reserve(bytes);
  append_int(out, 1);
  append_int(out, 1);
  append_int(out, rows.front()[column].binary ? kByteaOid : kTextOid);
  append_int(out, static_cast<std::int32_t>(rows.size()));
  append_int(out, 1);
  for (const Params& row : rows) {
    const auto& value = row[column].text;
    append_int(out, value ? static_cast<std::int32_t>(value->size()) : kNull);
    if (value) out += *value;
  }
  return out;
}

}  // namespace

Params ParamRows::columns() const { return columns_after({}); }

Params ParamRows::columns_after(Params first) const {
  if (rows_.empty()) return first;
  for (std::size_t i = 0; i < rows_.front().size(); ++i) first.push_back(bytes(array_of(rows_, i)));
  return first;
}

}  // namespace connections::store
