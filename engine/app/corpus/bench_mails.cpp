#include "app/corpus/bench_mails.h"

#include <algorithm>

#include "app/mail_file.h"
#include "corpus/generator/generator.h"

namespace connections::app {

Result<std::vector<std::string>> load_mails(const std::filesystem::path& folder) {
  std::error_code error;
  std::vector<std::filesystem::path> files;
  for (auto entry = std::filesystem::recursive_directory_iterator(folder, error);
       !error && entry != std::filesystem::end(entry); entry.increment(error))
    if (entry->path().extension() == ".eml") files.push_back(entry->path());
  if (error) return fail(Errc::kIo, error.message(), folder.string());
  if (files.empty()) return fail(Errc::kNotFound, "no .eml file is in or below this folder", folder.string());
  std::sort(files.begin(), files.end());
  std::vector<std::string> mails;
  for (const auto& file : files) {
    auto bytes = TRY(read_bytes(file));
    mails.push_back(std::move(bytes));
  }
  return mails;
}

std::vector<std::string> generate_mails(std::uint64_t seed, std::size_t count) {
  std::vector<std::string> mails;
  mails.reserve(count);
  for (std::size_t i = 0; i < count; ++i) mails.push_back(corpus::generate(seed, i).bytes);
  return mails;
}

}  // namespace connections::app
