#include "source/folder/folder_source.h"

#include <unordered_map>

#include <fmt/format.h>

#include "secrets/digest.h"
#include "source/folder/folder_files.h"

namespace connections::source {
namespace {

constexpr std::size_t kIdDigits = 32;  ///< of SHA-256: 128 bits

class FolderSource final : public Source {
 public:
  explicit FolderSource(std::filesystem::path folder) : folder_(std::move(folder)) {}

  Result<Changes> changes(const SyncPosition& /*position*/, Instant /*now*/, bool /*check_label*/) override {
    if (folder_.empty()) return fail(Errc::kLabelNotConfigured, "this connection names no folder");
    const auto places = TRY(list_mails(folder_));
    Changes changes{.ids = {}, .cursor = {}, .full_list = true};
    for (const MailPlace& place : places) {
      const auto bytes = read_mail(place);
      // A file that cannot be read has no content to be named by: its path stands for it until it can.
      std::string id =
          bytes ? "file-" + secrets::sha256_hex(*bytes).substr(0, kIdDigits) : "path-" + place.file.string();
      if (places_.emplace(id, place).second) changes.ids.push_back(std::move(id));
    }
    return changes;
  }

  Result<void> fetch(const std::vector<std::string>& ids, const std::function<bool(RawMail&&)>& have,
                     const std::function<void(Unfetchable&&)>& missed) override {
    for (const std::string& id : ids) {
      const auto place = places_.find(id);
      if (place == places_.end()) {
        missed({id, Error{Errc::kNotFound, "the file is gone", folder_.string(), {}}});
        continue;
      }
      auto bytes = read_mail(place->second);
      if (!bytes)
        missed({id, bytes.error()});
      else if (!have(RawMail{id, std::move(*bytes), std::nullopt, {}}))
        return {};
    }
    return {};
  }

 private:
  std::filesystem::path folder_;
  std::unordered_map<std::string, MailPlace> places_;
};

}  // namespace

std::unique_ptr<Source> make_folder_source(std::filesystem::path folder) {
  return std::make_unique<FolderSource>(std::move(folder));
}

}  // namespace connections::source
