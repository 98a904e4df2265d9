#pragma once

#include <cstdint>
#include <expected>
#include <string>
#include <string_view>
#include <utility>

namespace connections {

/// What went wrong, for code to branch on and for people to look up. Append only: the numbers are
/// stored and printed (E101 …). Rule-language diagnostics have their own codes (R001 …, rules/syntax/diagnostic.h).
enum class Errc : std::uint16_t {
  // 1xx input and configuration
  kInvalidArgument = 101,  ///< a value from the command line, a request or the configuration
  kConfigInvalid = 102,    ///< config/*.yaml does not say what it must
  kNotFound = 103,         ///< a named thing does not exist (or not in this workspace)
  kConflict = 104,         ///< the thing exists already, or changed since it was read
  kIo = 105,               ///< a file or folder cannot be read or written
  kLimitExceeded = 106,    ///< a named limit was passed; the message names it
  // 2xx mail
  kMailUnreadable = 201,  ///< the bytes are not a mail that can be read
  // 3xx rules
  kRulesInvalid = 301,  ///< the rule book does not load; see its diagnostics
  kRuleTestFailed = 302,
  // 4xx plugins
  kPluginRefused = 401,  ///< a shared object failed a load check
  kPluginFailed = 402,   ///< a parser failed while reading one mail
  // 5xx store
  kStoreUnavailable = 501,  ///< no connection to PostgreSQL
  kStoreFailed = 502,       ///< PostgreSQL refused a statement
  kMigrationFailed = 503,
  kForbidden = 504,  ///< the database's own rules refused: another workspace, or a right not held
  // 6xx sources and network
  kLabelNotConfigured = 601,  ///< LABEL_NOT_CONFIGURED
  kLabelNotFound = 602,       ///< LABEL_NOT_FOUND
  kLabelConflict = 603,       ///< LABEL_CONFLICT
  kInvalidGrant = 604,        ///< invalid_grant: the person must reconnect
  kSourceFailed = 605,        ///< the source of mail refused or broke; the rest goes on
  kNetworkFailed = 606,       ///< no answer, or not one that HTTP allows
  kAddressForbidden = 607,    ///< a URL that leads to a private or local address
  kCursorTooOld = 608,        ///< the kept position is gone; list everything again
  // 7xx sync
  kSyncInProgress = 701,  ///< SYNC_IN_PROGRESS
  kInterrupted = 702,     ///< stopped on request; the next run resumes
  // 8xx calendar, secrets
  kFeedInvalid = 801,       ///< an iCal feed that cannot be used; nothing was changed
  kSecretUnreadable = 802,  ///< a sealed value does not open: wrong key, or altered
};

/// The stable name of a code as people and API answers see it: `LABEL_NOT_FOUND`, `invalid_grant`.
[[nodiscard]] std::string_view name(Errc code) noexcept;

/// A failure that the caller is expected to handle. Bugs assert; nothing else crosses a module.
struct Error {
  Errc code;
  std::string message;  ///< one sentence, no trailing dot, names the offending value; never a secret
  std::string where;    ///< "file:line:column" (1-based), plugin path, mail id or URL host; may be empty
  std::string hint;     ///< what to do next; may be empty
};

template <class T>
using Result = std::expected<T, Error>;

[[nodiscard]] inline std::unexpected<Error> fail(Errc code, std::string message, std::string where = {},
                                                 std::string hint = {}) {
  return std::unexpected(Error{code, std::move(message), std::move(where), std::move(hint)});
}

/// The value of a Result, or the end of this function with its error:
///
///     const auto file = TRY(open(path));   // T, moved out of the Result<T>
///     TRY(store::set_label(app, id));      // Result<void>: only the error matters
///
/// The function must return a Result. Use it wherever an error is passed on unchanged; write the `if` out where the
/// error is looked at, added to or turned into something else. A statement expression: GCC and Clang have it.
/// (Variadic, so that an expression may hold commas.)
#define TRY(...)                                                            \
  ({                                                                        \
    auto&& tried = (__VA_ARGS__);                                           \
    if (!tried.has_value()) [[unlikely]]                                    \
      return std::unexpected(std::forward<decltype(tried)>(tried).error()); \
    std::forward<decltype(tried)>(tried).value();                           \
  })

/// "E602 LABEL_NOT_FOUND: <message> (<where>)" and, on a line of its own, the hint.
[[nodiscard]] std::string to_string(const Error& error);

}  // namespace connections
