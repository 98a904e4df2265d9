#pragma once

#include "server/api/route.h"
#include "server/http/problem.h"

namespace connections::server {

/// Checks parameters and body of a call, then lets its route answer.
[[nodiscard]] HttpReply answer_call(Call& call);

/// For what is not in the caller's workspace, whether or not it exists in another.
[[nodiscard]] HttpReply forbidden();
/// error_reply, but for kNotFound: forbidden().
[[nodiscard]] HttpReply refused(const Error& error);

/// 200 with what `to_json` makes of the value, or the error.
template <class T, class ToJson>
[[nodiscard]] HttpReply reply_with(const Result<T>& result, ToJson to_json, int status = 200) {
  if (!result) return refused(result.error());
  return {.status = status, .body = to_json(*result)};
}

}  // namespace connections::server
