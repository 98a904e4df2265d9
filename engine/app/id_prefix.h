#pragma once

#include <string>
#include <vector>

#include <fmt/format.h>

#include "model/error.h"

namespace connections::app {

inline constexpr std::size_t kShownIdLetters = 8;  ///< of an id in a table; enough to type

/// The only one of `all` whose id begins so. kNotFound; kInvalidArgument if there are several. `what`: "webhook";
/// `lists`: the command that shows the ids.
template <class T>
[[nodiscard]] Result<T> only_one_like(std::vector<T> all, const std::string& start, std::string_view what,
                                      std::string_view lists) {
  std::erase_if(all, [&](const T& one) { return !one.id.starts_with(start); });
  if (all.size() == 1) return std::move(all.front());
  return fail(all.empty() ? Errc::kNotFound : Errc::kInvalidArgument,
              all.empty() ? fmt::format("no {} has an id that begins so", what)
                          : fmt::format("several {}s have an id that begins so", what),
              start, fmt::format("{} shows them", lists));
}

}  // namespace connections::app
