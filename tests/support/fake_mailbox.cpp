#include "support/fake_mailbox.h"

#include <algorithm>
#include <cstdint>

#include <fmt/format.h>

namespace connections::test {
namespace {

constexpr const char* kPrefix = "17953834145650";  ///< 14 digits before the number's seven
constexpr std::uint64_t kBase = 1'000'000;
constexpr std::int64_t kFirstMail = 1'780'000'000'000;  ///< ms

}  // namespace

std::string FakeMailbox::history_id(std::uint64_t number) { return kPrefix + std::to_string(kBase + number); }

void FakeMailbox::record(Event event, const std::string& mail, std::set<std::string> labels) {
  records_.push_back({++last_, event, mail, std::move(labels)});
  if (const auto at = mails_.find(mail); at != mails_.end()) at->second.history = last_;
}

std::string FakeMailbox::add_label(const std::string& name) {
  const std::lock_guard lock(mutex_);
  const std::string id = fmt::format("Label_{}", next_label_++);
  labels_[id] = name;
  return id;
}

void FakeMailbox::rename_label(const std::string& id, const std::string& name) {
  const std::lock_guard lock(mutex_);
  labels_.at(id) = name;
}

void FakeMailbox::delete_label(const std::string& id) {
  const std::lock_guard lock(mutex_);
  labels_.erase(id);
  for (auto& [key, mail] : mails_)
    if (mail.labels.erase(id) > 0) record(Event::kLabelRemoved, key, {id});
}

std::map<std::string, std::string> FakeMailbox::labels() const {
  const std::lock_guard lock(mutex_);
  return labels_;
}

std::string FakeMailbox::add_mail(const std::string& bytes, const std::set<std::string>& labels) {
  const std::lock_guard lock(mutex_);
  const int number = next_mail_++;
  std::string id = fmt::format("19b8{:012x}", number * 7919);
  mails_[id] = {id, bytes, labels, kFirstMail + number * 60'000, 0};
  record(Event::kMailAdded, id, labels);
  return id;
}

void FakeMailbox::label(const std::string& mail, const std::string& label) {
  const std::lock_guard lock(mutex_);
  if (mails_.at(mail).labels.insert(label).second) record(Event::kLabelAdded, mail, {label});
}

void FakeMailbox::unlabel(const std::string& mail, const std::string& label) {
  const std::lock_guard lock(mutex_);
  if (mails_.at(mail).labels.erase(label) > 0) record(Event::kLabelRemoved, mail, {label});
}

void FakeMailbox::delete_mail(const std::string& id) {
  const std::lock_guard lock(mutex_);
  if (mails_.erase(id) > 0) record(Event::kMailDeleted, id, {});
}

std::optional<FakeMailbox::Mail> FakeMailbox::mail(const std::string& id) const {
  const std::lock_guard lock(mutex_);
  const auto at = mails_.find(id);
  return at == mails_.end() ? std::nullopt : std::optional(at->second);
}

std::vector<std::string> FakeMailbox::list(const std::string& label) const {
  const std::lock_guard lock(mutex_);
  std::vector<std::string> ids;
  for (const auto& [id, mail] : mails_)
    if (label.empty() || mail.labels.contains(label)) ids.push_back(id);
  std::reverse(ids.begin(), ids.end());  // ids grow with time
  return ids;
}

std::optional<std::vector<FakeMailbox::Record>> FakeMailbox::since(const std::string& id) const {
  const std::lock_guard lock(mutex_);
  const std::string prefix = kPrefix;
  if (!id.starts_with(prefix) || id.size() != prefix.size() + 7) return std::nullopt;
  const std::uint64_t from = std::stoull(id.substr(prefix.size())) - kBase;
  if (from < oldest_ || from > last_) return std::nullopt;
  std::vector<Record> found;
  for (const Record& one : records_)
    if (one.number > from) found.push_back(one);
  return found;
}

std::string FakeMailbox::head() const {
  const std::lock_guard lock(mutex_);
  return history_id(last_);
}

void FakeMailbox::forget_history() {
  const std::lock_guard lock(mutex_);
  oldest_ = ++last_;
}

}  // namespace connections::test
