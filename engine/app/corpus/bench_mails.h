#pragma once

#include <chrono>
#include <cstdint>
#include <filesystem>
#include <string>
#include <vector>

#include "model/error.h"

namespace connections::app {

/// Mails in memory, and how long reading their files took.
struct BenchMails {
  std::vector<std::string> raw;
  std::chrono::nanoseconds reading{};
  [[nodiscard]] std::size_t bytes() const noexcept;
};

/// Every mail of a folder (.eml files, Maildirs, mbox files) or of one mbox file. None: kNotFound. A mail that cannot
/// be read: its error.
[[nodiscard]] Result<BenchMails> load_mails(const std::filesystem::path& place);

/// Invented mails of all platforms, layouts and languages (engine/corpus/generator). Same seed, same mails.
[[nodiscard]] BenchMails generate_mails(std::uint64_t seed, std::size_t count);

}  // namespace connections::app
