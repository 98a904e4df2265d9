#pragma once

#include <string>
#include <type_traits>

#include <nlohmann/json.hpp>

#include "log/log.h"
#include "store/tables/progress_store.h"
#include "sync/describe_mail.h"
#include "worker/pool.h"

namespace connections::sync {

/// What `attempt` gives, a Result<worker::Outcome<T>>, after at most kMostDeaths attempts; if the reader died at each,
/// the last death. Errors: those of `attempt`.
template <class Attempt>
[[nodiscard]] std::invoke_result_t<Attempt> survive(const SyncRun& run, const MessageId& message, Attempt attempt) {
  worker::Death last;
  for (int i = 0; i < kMostDeaths; ++i) {
    auto done = TRY(attempt());
    if (done) return done;
    last = std::move(done.error());
    log::event(log::Channel::kEmailProcessor, log::Level::kWarning, "reader_died",
               {{"workspace", run.workspace.value}, {"message", message.value}, {"reason", last.reason}});
  }
  return typename std::invoke_result_t<Attempt>::value_type(std::unexpect, std::move(last));
}

/// Readings of the mail that began and never ended. In this process, the one that begins now is one of them; `afresh`:
/// the only one. Where another process reads, what ends that is counted by survive().
inline Result<int> open_readings(const SyncRun& run, const MessageId& message, bool afresh) {
  return run.database.with(store::Role::kApp, run.workspace, [&](store::Transaction& app) {
    return run.reader != nullptr ? store::count_readings(app, message) : store::begin_reading(app, message, afresh);
  });
}

/// Whatever failed with `done`, this process survived reading the mail in it: that is not held against the mail. If the
/// store cannot say so either, it could not have noted the next reading.
inline Result<void> not_held_against(const SyncRun& run, const MessageId& message, Result<void> done) {
  if (!done && run.reader == nullptr)
    (void)run.database.with(store::Role::kApp, run.workspace,
                            [&](store::Transaction& app) { return store::put_back_reading(app, message); });
  return done;
}

}  // namespace connections::sync
