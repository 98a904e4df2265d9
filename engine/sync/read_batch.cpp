#include "sync/read_batch.h"

#include <atomic>
#include <thread>

#include <nlohmann/json.hpp>

#include "log/log.h"
#include "sync/read_stage.h"
#include "sync/together.h"
#include "sync/worker_reader.h"

namespace connections::sync {
namespace {

/// Of each mail what read_mail gave; nothing: it was not read, after an error or when asked to stop.
using Readings = std::vector<std::optional<Result<ReadMail>>>;

Readings read_all(const SyncRun& run, std::span<const store::ArchivedMail> mails, const std::string& platform) {
  Readings readings(mails.size());
  std::atomic<std::size_t> next = 0;
  std::atomic<bool> failed = false;
  const auto read = [&] {
    for (std::size_t i = next++; i < mails.size() && !failed && !run.stop(); i = next++) {
      readings[i] = read_mail(run, mails[i], platform);
      if (!*readings[i]) failed = true;
    }
  };
  const std::size_t readers = run.reader != nullptr ? run.reader->workers() : 1;
  std::vector<std::jthread> beside;
  for (std::size_t i = 1; i < std::min(readers, mails.size()); ++i)
    beside.emplace_back([&, fields = log::scope_fields()] {
      const log::Scope scope(fields);
      read();
    });
  read();
  beside.clear();  // waits for them
  return readings;
}

}  // namespace

Result<std::size_t> read_batch(const SyncRun& run, std::span<const store::ArchivedMail> mails,
                               const std::string& platform) {
  Readings all = read_all(run, mails, platform);
  std::vector<MailReading> readings;
  std::optional<Error> error;
  for (std::size_t i = 0; i < mails.size(); ++i) {
    if (!all[i]) continue;
    if (*all[i])
      readings.push_back({.message = mails[i].id, .read = **std::move(all[i])});
    else
      error = all[i]->error();
  }
  std::size_t commits = 0;
  TRY(together(
      std::span(readings),
      [&](std::span<MailReading> some) -> Result<void> {
        TRY(run.database.with(store::Role::kApp, run.workspace,
                              [&](store::Transaction& app) { return save_readings(app, some, run.now); }));
        ++commits;
        return {};
      },
      [](const MailReading&, const Error&) -> Result<void> { return {}; }));
  if (error) return std::unexpected(*error);
  return commits;
}

}  // namespace connections::sync
