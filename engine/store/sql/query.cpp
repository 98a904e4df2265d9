#include "store/sql/query.h"

#include <algorithm>
#include <charconv>
#include <stdexcept>

#include <fmt/format.h>

#include "store/sql/pqxx_errors.h"
#include "store/sql/pqxx_transaction.h"

namespace connections::store {

struct Rows::Impl {
  pqxx::result result;
};

namespace {

using Index = pqxx::result::size_type;

/// libpqxx 6 and 7 both take two runs of parameters, and one type each. 7 calls binarystring deprecated.
#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wdeprecated-declarations"
pqxx::result exec_with(Transaction::Impl& impl, const char* sql, const Params& params) {
  const auto binary = std::ranges::find_if(params, &Param::binary);
  std::vector<const char*> texts;
  for (auto one = params.begin(); one != binary; ++one) texts.push_back(one->text ? one->text->c_str() : nullptr);
  std::vector<pqxx::binarystring> bytes;
  for (auto one = binary; one != params.end(); ++one) bytes.emplace_back(one->text.value());
  return impl.work.exec_prepared(impl.session.prepared(sql), pqxx::prepare::make_dynamic_params(texts),
                                 pqxx::prepare::make_dynamic_params(bytes));
}
#pragma GCC diagnostic pop

/// Remembers a failure, so that the transaction is not taken for committed.
template <class T>
Result<T> noting(Transaction& transaction, Result<T> result) {
  if (!result && !transaction.impl().failed) transaction.impl().failed = result.error();
  return result;
}

[[noreturn]] void unusable(const char* column, const std::string& text) {
  throw std::runtime_error(fmt::format("column {} has the invalid value \"{}\"", column, text));
}

}  // namespace

Rows::Rows(std::unique_ptr<Impl> impl) : impl_(std::move(impl)) {}
Rows::Rows(Rows&&) noexcept = default;
Rows& Rows::operator=(Rows&&) noexcept = default;
Rows::~Rows() = default;
std::size_t Rows::size() const noexcept { return static_cast<std::size_t>(impl_->result.size()); }
std::size_t Rows::affected() const noexcept { return static_cast<std::size_t>(impl_->result.affected_rows()); }

std::optional<std::string> Row::maybe_text(const char* column) const {
  const auto field = rows_.impl().result[static_cast<Index>(index_)][column];
  if (field.is_null()) return std::nullopt;
  return std::string(field.c_str(), field.size());
}

std::string Row::text(const char* column) const {
  auto value = maybe_text(column);
  if (!value) throw std::runtime_error(fmt::format("column {} is null", column));
  return *std::move(value);
}

std::int64_t Row::integer(const char* column) const {
  const std::string value = text(column);
  std::int64_t number = 0;
  const auto [end, error] = std::from_chars(value.data(), value.data() + value.size(), number);
  if (error != std::errc{} || end != value.data() + value.size()) unusable(column, value);
  return number;
}

std::optional<int> Row::maybe_int(const char* column) const {
  if (!maybe_text(column)) return std::nullopt;
  return static_cast<int>(integer(column));
}

double Row::real(const char* column) const {
  const std::string value = text(column);
  double number = 0;
  const auto [end, error] = std::from_chars(value.data(), value.data() + value.size(), number);
  if (error != std::errc{} || end != value.data() + value.size()) unusable(column, value);
  return number;
}

bool Row::boolean(const char* column) const { return text(column) == "t"; }

std::optional<Date> Row::maybe_date(const char* column) const {
  const auto value = maybe_text(column);
  if (!value) return std::nullopt;
  const auto date = parse_iso_date(*value);
  if (!date) unusable(column, *value);
  return date;
}

std::optional<Instant> Row::maybe_instant(const char* column) const {
  const auto value = maybe_text(column);  // "2026-06-12 09:00:00+00": sessions run in UTC
  if (!value) return std::nullopt;
  const auto instant = parse_rfc3339(*value + ":00");
  if (!instant) unusable(column, *value);
  return instant;
}

Date Row::date(const char* column) const { return maybe_date(column).value(); }
Instant Row::instant(const char* column) const { return maybe_instant(column).value(); }
nlohmann::json Row::json(const char* column) const { return nlohmann::json::parse(text(column)); }

Result<Rows> query(Transaction& transaction, const char* sql, const Params& params) {
  return noting(transaction, guarded([&]() -> Result<Rows> {
                  auto impl = std::make_unique<Rows::Impl>();
                  impl->result = exec_with(transaction.impl(), sql, params);
                  return Rows(std::move(impl));
                }));
}

Result<void> run_script(Transaction& transaction, const std::string& sql) {
  return noting(transaction, guarded([&]() -> Result<void> {
                  transaction.impl().work.exec(sql);
                  return {};
                }));
}

Result<std::size_t> execute(Transaction& transaction, const char* sql, const Params& params) {
  const auto rows = TRY(query(transaction, sql, params));
  return rows.affected();
}

Result<void> execute_one(Transaction& transaction, const char* sql, const Params& params, const std::string& missing) {
  const auto touched = TRY(execute(transaction, sql, params));
  if (touched == 0) return fail(Errc::kNotFound, missing);
  return {};
}

}  // namespace connections::store
