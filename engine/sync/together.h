#pragma once

#include <functional>
#include <span>
#include <type_traits>

#include "model/error.h"

namespace connections::sync {

/// Commits all items in one transaction; where that fails, each in one of its own, so that an item which the database
/// refuses holds up no other: it goes to `refused`. Errors: kStoreUnavailable, and those of `refused`; what was
/// committed before stays.
template <class T>
[[nodiscard]] Result<void> together(
    std::span<T> items, const std::type_identity_t<std::function<Result<void>(std::span<T>)>>& commit,
    const std::type_identity_t<std::function<Result<void>(T&, const Error&)>>& refused) {
  if (items.empty()) return {};
  const auto done = commit(items);
  if (done || done.error().code == Errc::kStoreUnavailable) return done;
  if (items.size() == 1) return refused(items.front(), done.error());
  for (T& one : items) TRY(together(std::span<T>(&one, 1), commit, refused));
  return {};
}

}  // namespace connections::sync
