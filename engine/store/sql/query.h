#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include <nlohmann/json.hpp>

#include "model/error.h"
#include "model/time.h"
#include "store/sql/params.h"
#include "store/sql/transaction.h"

/// How the table files of this module run SQL. Not for other modules: no SQL outside store/.
namespace connections::store {

class Rows;

/// One row of an answer. Columns are named; naming one that is not there, or is null where a value is
/// asked for, is a bug and throws, which Database turns into kStoreFailed.
class Row {
 public:
  Row(const Rows& rows, std::size_t index) noexcept : rows_(rows), index_(index) {}
  [[nodiscard]] std::string text(const char* column) const;
  [[nodiscard]] std::optional<std::string> maybe_text(const char* column) const;
  [[nodiscard]] std::int64_t integer(const char* column) const;
  [[nodiscard]] std::optional<int> maybe_int(const char* column) const;
  [[nodiscard]] double real(const char* column) const;
  [[nodiscard]] bool boolean(const char* column) const;
  [[nodiscard]] Date date(const char* column) const;
  [[nodiscard]] std::optional<Date> maybe_date(const char* column) const;
  [[nodiscard]] Instant instant(const char* column) const;
  [[nodiscard]] std::optional<Instant> maybe_instant(const char* column) const;
  [[nodiscard]] nlohmann::json json(const char* column) const;
  template <class IdType>
  [[nodiscard]] IdType id(const char* column) const {
    return IdType{text(column)};
  }

 private:
  const Rows& rows_;
  std::size_t index_;
};

/// The answer to one statement.
class Rows {
 public:
  struct Impl;
  explicit Rows(std::unique_ptr<Impl> impl);
  Rows(Rows&&) noexcept;
  Rows& operator=(Rows&&) noexcept;
  ~Rows();
  [[nodiscard]] std::size_t size() const noexcept;
  [[nodiscard]] std::size_t affected() const noexcept;
  [[nodiscard]] Row operator[](std::size_t index) const noexcept { return {*this, index}; }
  [[nodiscard]] const Impl& impl() const noexcept { return *impl_; }

 private:
  std::unique_ptr<Impl> impl_;
};

/// One statement with parameters $1 …. Errors as Database::with lists them.
[[nodiscard]] Result<Rows> query(Transaction& transaction, const char* sql, const Params& params = {});
/// Several statements without parameters: a migration.
[[nodiscard]] Result<void> run_script(Transaction& transaction, const std::string& sql);
/// A statement whose rows do not matter; gives how many it touched.
[[nodiscard]] Result<std::size_t> execute(Transaction& transaction, const char* sql, const Params& params = {});
/// The same; kNotFound with `missing` if it touched none.
[[nodiscard]] Result<void> execute_one(Transaction& transaction, const char* sql, const Params& params,
                                       const std::string& missing);

/// Every row through `read`.
template <class Read>
[[nodiscard]] auto query_all(Transaction& transaction, const char* sql, const Params& params, Read read)
    -> Result<std::vector<decltype(read(std::declval<const Row&>()))>> {
  const auto rows = TRY(query(transaction, sql, params));
  std::vector<decltype(read(std::declval<const Row&>()))> all;
  all.reserve(rows.size());
  for (std::size_t i = 0; i < rows.size(); ++i) all.push_back(read(rows[i]));
  return all;
}

/// The first row through `read`, or nothing.
template <class Read>
[[nodiscard]] auto query_first(Transaction& transaction, const char* sql, const Params& params, Read read)
    -> Result<std::optional<decltype(read(std::declval<const Row&>()))>> {
  const auto rows = TRY(query(transaction, sql, params));
  if (rows.size() == 0) return std::nullopt;
  return std::optional{read(rows[0])};
}

/// The first row through `read`; kNotFound with `missing` if there is none.
template <class Read>
[[nodiscard]] auto query_one(Transaction& transaction, const char* sql, const Params& params, Read read,
                             const std::string& missing) -> Result<decltype(read(std::declval<const Row&>()))> {
  auto first = TRY(query_first(transaction, sql, params, read));
  if (!first) return fail(Errc::kNotFound, missing);
  return std::move(*first);
}

}  // namespace connections::store
