#include "store/sql/pqxx_errors.h"

#include <string>
#include <string_view>

#include <pqxx/pqxx>

namespace connections::store {
namespace {

// SQLSTATE, PostgreSQL manual, appendix A.
constexpr std::string_view kInsufficientPrivilege = "42501";  // also: a row that row-level security refuses
constexpr std::string_view kUniqueViolation = "23505";
constexpr std::string_view kInvalidUuid = "22P02";
constexpr std::string_view kConnectionClass = "08";
constexpr std::string_view kShutdownClass = "57P";
constexpr std::string_view kResourcesClass = "53";  // the disk is full, no memory, too many connections
constexpr std::string_view kSystemClass = "58";     // the disk cannot be read or written

std::string first_line(std::string_view text) {
  if (text.starts_with("ERROR:")) text.remove_prefix(std::string_view("ERROR:").size());
  if (text.starts_with("FATAL:")) text.remove_prefix(std::string_view("FATAL:").size());
  const auto begin = text.find_first_not_of(" \n");
  if (begin == std::string_view::npos) return "PostgreSQL gave no reason";
  text.remove_prefix(begin);
  return std::string(text.substr(0, text.find('\n')));
}

Errc code_of(std::string_view sqlstate) {
  if (sqlstate == kInsufficientPrivilege) return Errc::kForbidden;
  if (sqlstate == kUniqueViolation) return Errc::kConflict;
  if (sqlstate == kInvalidUuid) return Errc::kInvalidArgument;
  // What was asked is not at fault: it may be asked again.
  for (const std::string_view passing : {kConnectionClass, kShutdownClass, kResourcesClass, kSystemClass})
    if (sqlstate.starts_with(passing)) return Errc::kStoreUnavailable;
  return Errc::kStoreFailed;
}

}  // namespace

Error error_of(const std::exception& exception) {
  const std::string message = first_line(exception.what());
  if (dynamic_cast<const pqxx::broken_connection*>(&exception) != nullptr)
    return {Errc::kStoreUnavailable, "PostgreSQL does not answer: " + message, {}, {}};
  // Both versions of libpqxx derive these from sql_error, but not every one carries its SQLSTATE.
  if (dynamic_cast<const pqxx::insufficient_privilege*>(&exception) != nullptr)
    return {Errc::kForbidden, message, {}, {}};
  if (dynamic_cast<const pqxx::unique_violation*>(&exception) != nullptr) return {Errc::kConflict, message, {}, {}};
  if (const auto* refused = dynamic_cast<const pqxx::sql_error*>(&exception); refused != nullptr) {
    const std::string state(refused->sqlstate());
    return {code_of(state), message, state.empty() ? state : "SQLSTATE " + state, {}};
  }
  return {Errc::kStoreFailed, message, {}, {}};
}

}  // namespace connections::store
