#pragma once

#include <cstdlib>
#include <string_view>

#include <sodium.h>

namespace connections::secrets {

/// libsodium chooses its implementations and opens its random source once; without that nothing may be trusted.
inline void start_sodium() {
  static const int started = sodium_init();
  if (started < 0) std::abort();
}

inline const unsigned char* bytes_of(std::string_view text) {
  return reinterpret_cast<const unsigned char*>(text.data());
}

}  // namespace connections::secrets
