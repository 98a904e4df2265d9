#include "plugin/good_rules.h"

#include <algorithm>
#include <fstream>
#include <iterator>
#include <vector>

#include <fmt/format.h>

#include "secrets/digest.h"

namespace connections::plugin {
namespace {

namespace fs = std::filesystem;

constexpr const char* kDigest = "digest";
constexpr const char* kRules = "rules";  ///< and rules-1, … for further folders
constexpr const char* kOverrides = "rules.d";

fs::path folder_name(std::size_t number) { return number == 0 ? kRules : fmt::format("{}-{}", kRules, number); }

std::string content_of(const fs::path& file) {
  std::ifstream in(file, std::ios::binary);
  return {std::istreambuf_iterator<char>(in), {}};
}

std::vector<fs::path> files_of(const fs::path& folder) {
  std::vector<fs::path> all;
  std::error_code error;
  for (fs::recursive_directory_iterator at(folder, error), end; !error && at != end; at.increment(error))
    if (at->is_regular_file(error)) all.push_back(at->path());
  std::ranges::sort(all);
  return all;
}

/// Of names and contents, tests included, and of the engine that tried them.
std::string digest_of(const rules::LoadOptions& from) {
  secrets::Sha256 digest;
  digest.add(from.engine_version);
  std::vector<fs::path> folders = from.folders();
  folders.push_back(from.overrides);
  for (const fs::path& folder : folders) {
    digest.add("\n\n");  // the same files in another folder are other rules
    for (const fs::path& file : files_of(folder)) {
      const std::string content = content_of(file);
      digest.add(fmt::format("\n{} {}\n", file.lexically_relative(folder).string(), content.size()));
      digest.add(content);
    }
  }
  return digest.hex();
}

}  // namespace

bool GoodRules::holds(const rules::LoadOptions& from) const {
  return !folder_.empty() && content_of(folder_ / kDigest) == digest_of(from);
}

Result<void> GoodRules::keep(const rules::LoadOptions& from) const {
  if (folder_.empty() || holds(from)) return {};
  const fs::path fresh = folder_.string() + ".new";
  try {
    fs::remove_all(fresh);
    fs::create_directories(fresh);
    const std::vector<fs::path> folders = from.folders();
    for (std::size_t i = 0; i < folders.size(); ++i)
      fs::copy(folders[i], fresh / folder_name(i), fs::copy_options::recursive);
    if (!from.overrides.empty()) fs::copy(from.overrides, fresh / kOverrides, fs::copy_options::recursive);
    std::ofstream(fresh / kDigest, std::ios::binary) << digest_of(from);
    fs::remove_all(folder_);
    fs::rename(fresh, folder_);
  } catch (const fs::filesystem_error& error) {
    return fail(Errc::kIo, "the rules in force cannot be copied: " + error.code().message(), folder_.string());
  }
  return {};
}

std::optional<rules::LoadOptions> GoodRules::in_place_of(const rules::LoadOptions& from) const {
  std::error_code ignored;
  if (folder_.empty() || !fs::is_directory(folder_ / kRules, ignored)) return std::nullopt;
  rules::LoadOptions copy = from;
  copy.rules = folder_ / kRules;
  copy.further.clear();
  for (std::size_t i = 1; fs::is_directory(folder_ / folder_name(i), ignored); ++i)
    copy.further.push_back(folder_ / folder_name(i));
  copy.overrides = fs::is_directory(folder_ / kOverrides, ignored) ? folder_ / kOverrides : fs::path();
  return copy;
}

}  // namespace connections::plugin
