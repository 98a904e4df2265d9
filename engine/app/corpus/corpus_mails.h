#pragma once

#include <filesystem>
#include <map>
#include <string>
#include <vector>

#include "mail/mail.h"
#include "model/error.h"
#include "model/time.h"
#include "rules/book/pack.h"
#include "source/folder/folder_files.h"

namespace connections::app {

/// The mails of a corpus folder by the names that its truth file uses: the path below the folder, and "box.mbox#3" for
/// the third mail of an mbox.
class CorpusMails {
 public:
  explicit CorpusMails(std::filesystem::path folder) : folder_(std::move(folder)) {}

  /// Of every .eml file, Maildir and mbox below the folder, in the order of paths. None: kNotFound.
  [[nodiscard]] Result<std::vector<std::string>> names();
  /// A mail, parsed (app/mail_file.h). kNotFound, kIo, kLimitExceeded, kMailUnreadable.
  [[nodiscard]] Result<mail::Mail> mail(const std::string& name, const rules::RuleBook& book, Instant now);

 private:
  [[nodiscard]] Result<std::string> bytes(const std::string& name);

  std::filesystem::path folder_;
  std::map<std::string, source::MailPlace> in_mbox_;  ///< by name
};

}  // namespace connections::app
