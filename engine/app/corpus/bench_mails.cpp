#include "app/corpus/bench_mails.h"

#include "corpus/generator/generator.h"
#include "source/folder/folder_files.h"

namespace connections::app {

std::size_t BenchMails::bytes() const noexcept {
  std::size_t sum = 0;
  for (const std::string& mail : raw) sum += mail.size();
  return sum;
}

Result<BenchMails> load_mails(const std::filesystem::path& place) {
  const auto begun = std::chrono::steady_clock::now();
  BenchMails mails;
  for (const source::MailPlace& one : TRY(source::list_mails(place))) mails.raw.push_back(TRY(source::read_mail(one)));
  if (mails.raw.empty())
    return fail(Errc::kNotFound, "no mails found in this folder or its subfolders", place.string());
  mails.reading = std::chrono::steady_clock::now() - begun;
  return mails;
}

BenchMails generate_mails(std::uint64_t seed, std::size_t count) {
  BenchMails mails;
  mails.raw.reserve(count);
  for (std::size_t i = 0; i < count; ++i) mails.raw.push_back(corpus::generate(seed, i).bytes);
  return mails;
}

}  // namespace connections::app
