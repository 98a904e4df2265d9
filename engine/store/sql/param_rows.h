#pragma once

#include <vector>

#include "store/sql/params.h"

namespace connections::store {

/// The parameters of many rows, for one statement: `… FROM unnest($1::text[], $2::bytea[]) AS row(name, content)` with
/// columns(). Other types than these two are cast in the statement: `row.day::date`.
class ParamRows {
 public:
  /// All rows have as many parameters; a column is bytea if its first value is bytes().
  void add(Params row) { rows_.push_back(std::move(row)); }
  [[nodiscard]] bool empty() const noexcept { return rows_.empty(); }
  [[nodiscard]] std::size_t size() const noexcept { return rows_.size(); }

  /// One array for each column, in PostgreSQL's binary format.
  [[nodiscard]] Params columns() const;
  /// The same after other parameters.
  [[nodiscard]] Params columns_after(Params first) const;

 private:
  std::vector<Params> rows_;
};

}  // namespace connections::store
