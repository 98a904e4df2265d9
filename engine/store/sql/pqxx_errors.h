#pragma once

#include <exception>
#include <utility>

#include "model/error.h"

namespace connections::store {

/// What PostgreSQL or libpqxx threw, as an Error: first line only, since details may show rows.
[[nodiscard]] Error error_of(const std::exception& exception);

/// Runs `fn`, which returns a Result; what it throws becomes an Error.
template <class F>
auto guarded(F&& fn) -> decltype(fn()) {
  try {
    return fn();
  } catch (const std::exception& exception) {
    return std::unexpected(error_of(exception));
  }
}

}  // namespace connections::store
