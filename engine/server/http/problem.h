#pragma once

#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "model/error.h"
#include "server/http/http_message.h"

/// Error replies: application/problem+json (RFC 9457), with the code as the last part of "type".
namespace connections::server {

/// A code that replies may carry. Stable: a program branches on it.
struct ProblemCode {
  std::string_view code;
  int status = 500;
  std::string_view title;  ///< one sentence for people, the same for every occurrence
};
/// Every code, each once: those of model/error.h that reach a client, and those that only HTTP has.
[[nodiscard]] std::span<const ProblemCode> problem_codes() noexcept;
/// Null if there is no such code.
[[nodiscard]] const ProblemCode* find_problem(std::string_view code) noexcept;

/// Which member of a body, or which parameter, is wrong.
struct FieldError {
  std::string field;  ///< "guest_name", "?limit"
  std::string message;
};

[[nodiscard]] HttpReply error_reply(int status, std::string_view code, std::string_view message,
                                    std::string_view hint = {});
/// The status follows from the code: 409 for a state that a person or another run must change first, 502, 503.
[[nodiscard]] HttpReply error_reply(const Error& error);
/// 422 INVALID_FIELDS.
[[nodiscard]] HttpReply invalid_fields(const std::vector<FieldError>& errors);

}  // namespace connections::server
