#pragma once

#include <string>
#include <string_view>

namespace connections::secrets {

/// Whether both are the same, in a time that depends on their lengths only: for states, key hashes and bindings.
[[nodiscard]] bool equal_in_constant_time(std::string_view left, std::string_view right);

/// Overwrites what is there with zeros, in a way no compiler leaves out, and empties it.
void wipe(std::string& secret) noexcept;

}  // namespace connections::secrets
