#pragma once

#include <array>
#include <cstddef>
#include <stdexcept>
#include <string>
#include <string_view>

namespace connections::store {

/// The words of an enumeration, in its order, as columns hold them.
template <class Enum, std::size_t N>
struct Names {
  std::array<std::string_view, N> words;

  [[nodiscard]] constexpr std::string_view of(Enum value) const noexcept {
    return words[static_cast<std::size_t>(value)];
  }
  /// Throws on a word that the column's CHECK would have refused.
  [[nodiscard]] Enum parse(std::string_view word) const {
    for (std::size_t i = 0; i < N; ++i)
      if (words[i] == word) return static_cast<Enum>(i);
    throw std::runtime_error("unknown word in the database: " + std::string(word));
  }
};

}  // namespace connections::store
