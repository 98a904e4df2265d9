#pragma once

#include <cstdint>
#include <map>
#include <mutex>
#include <optional>
#include <set>
#include <string>
#include <vector>

namespace connections::test {

/// The mailbox behind a fake Gmail: labels, mails, and the history of both. Thread-safe. Invented mails only.
class FakeMailbox {
 public:
  struct Mail {
    std::string id;
    std::string bytes;
    std::set<std::string> labels;  ///< ids
    std::int64_t internal_date;    ///< ms
    std::uint64_t history;         ///< number of its last record
  };
  enum class Event : std::uint8_t { kMailAdded, kLabelAdded, kLabelRemoved, kMailDeleted };
  struct Record {
    std::uint64_t number;
    Event event;
    std::string mail;
    std::set<std::string> labels;  ///< of the event; of a new mail: its own
  };

  std::string add_label(const std::string& name);
  void rename_label(const std::string& id, const std::string& name);
  /// Takes it from its mails too, as Gmail does.
  void delete_label(const std::string& id);
  [[nodiscard]] std::map<std::string, std::string> labels() const;  ///< id → name

  std::string add_mail(const std::string& bytes, const std::set<std::string>& labels);
  void label(const std::string& mail, const std::string& label);
  void unlabel(const std::string& mail, const std::string& label);
  void delete_mail(const std::string& id);
  [[nodiscard]] std::optional<Mail> mail(const std::string& id) const;
  /// Newest first; all of them for an empty label.
  [[nodiscard]] std::vector<std::string> list(const std::string& label) const;

  /// Records after a position; nothing if that is older than what is still remembered, or is no position.
  [[nodiscard]] std::optional<std::vector<Record>> since(const std::string& history_id) const;
  [[nodiscard]] std::string head() const;
  /// As after a week: every position taken so far is too old.
  void forget_history();

  /// The id that stands for a record: 21 digits, more than 64 bits hold.
  [[nodiscard]] static std::string history_id(std::uint64_t number);

 private:
  void record(Event event, const std::string& mail, std::set<std::string> labels);

  mutable std::mutex mutex_;
  std::map<std::string, std::string> labels_;
  std::map<std::string, Mail> mails_;
  std::vector<Record> records_;
  std::uint64_t last_ = 1, oldest_ = 0;
  int next_label_ = 5, next_mail_ = 1;
};

}  // namespace connections::test
