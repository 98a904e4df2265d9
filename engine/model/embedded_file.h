#pragma once

#include <string_view>

namespace connections {

/// A file of the source tree that the program carries in itself (engine/cmake/connections_embed.cmake).
struct EmbeddedFile {
  std::string_view name;  ///< without folder
  std::string_view text;
};

}  // namespace connections
