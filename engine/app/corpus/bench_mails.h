#pragma once

#include <cstdint>
#include <filesystem>
#include <string>
#include <vector>

#include "model/error.h"

namespace connections::app {

/// The bytes of every .eml below a folder, in the order of their paths. None: kNotFound.
[[nodiscard]] Result<std::vector<std::string>> load_mails(const std::filesystem::path& folder);

/// Invented mails of all platforms, layouts and languages (engine/corpus/generator). Same seed, same mails.
[[nodiscard]] std::vector<std::string> generate_mails(std::uint64_t seed, std::size_t count);

}  // namespace connections::app
