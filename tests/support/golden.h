#pragma once

#include <filesystem>
#include <string_view>

#include <gtest/gtest.h>

namespace connections::test {

/// Compares with a golden file. A missing golden fails; CONNECTIONS_UPDATE_GOLDEN=1 writes it.
[[nodiscard]] testing::AssertionResult matches_golden(const std::filesystem::path& golden, std::string_view got);

}  // namespace connections::test
