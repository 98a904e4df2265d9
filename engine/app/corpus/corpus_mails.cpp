#include "app/corpus/corpus_mails.h"

#include <fmt/format.h>

#include "app/mail_file.h"

namespace connections::app {

namespace fs = std::filesystem;

Result<std::vector<std::string>> CorpusMails::names() {
  std::vector<std::string> names;
  std::map<fs::path, std::size_t> counts;  ///< mails of an mbox so far
  for (const source::MailPlace& place : TRY(source::list_mails(folder_))) {
    std::string name = place.file.lexically_relative(folder_).generic_string();
    if (place.problem) return std::unexpected(*place.problem);
    if (place.in_mbox) {
      name += fmt::format("#{}", ++counts[place.file]);
      in_mbox_[name] = place;
    }
    names.push_back(std::move(name));
  }
  if (names.empty())
    return fail(Errc::kNotFound, "no mails found in this folder or its subfolders", folder_.string(),
                "mails are .eml files, Maildirs and mbox files");
  return names;
}

Result<std::string> CorpusMails::bytes(const std::string& name) {
  const fs::path file = folder_ / name;
  const auto mark = name.rfind('#');
  std::error_code error;
  if (mark == std::string::npos || fs::exists(file, error)) return read_bytes(file);
  if (in_mbox_.empty()) TRY(names());
  const auto place = in_mbox_.find(name);
  if (place == in_mbox_.end()) return fail(Errc::kNotFound, "the mbox has no such mail", file.string());
  return source::read_mail(place->second);
}

Result<mail::Mail> CorpusMails::mail(const std::string& name, const rules::RuleBook& book, Instant now) {
  return parse_mail(TRY(bytes(name)), (folder_ / name).string(), book, now);
}

}  // namespace connections::app
