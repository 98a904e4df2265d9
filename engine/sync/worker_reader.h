#pragma once

#include <functional>
#include <memory>
#include <mutex>

#include "plugin/parsers.h"
#include "sync/reading_messages.h"
#include "worker/pool.h"

namespace connections::sync {

/// Reads and describes mails in worker processes (worker/pool.h), each in a sandbox, with the parsers and rules that it
/// was started with. What they answer is what this process would have found. Thread-safe.
class WorkerReader {
 public:
  /// Forks: the new processes have this one's memory, so start it before keys and tokens are read, if possible.
  /// kIo: there can be no such process here, or it does not work in its sandbox.
  [[nodiscard]] static Result<std::unique_ptr<WorkerReader>> start(plugin::Parsers parsers,
                                                                   const worker::PoolOptions& options);

  /// A workspace's mails are read by no process that has seen another's. Errors: those of worker::Pool::call.
  [[nodiscard]] Result<worker::Outcome<ReadMail>> read(const WorkspaceId& workspace, const ReadRequest& request);
  [[nodiscard]] Result<worker::Outcome<store::MailDescription>> describe(const WorkspaceId& workspace,
                                                                         const DescribeRequest& request);

  /// Calls that are worked on at once; a further one waits.
  [[nodiscard]] std::size_t workers() const noexcept { return workers_; }

 private:
  WorkerReader(std::string rule_book, std::size_t workers, std::unique_ptr<worker::Pool> pool)
      : rule_book_(std::move(rule_book)), workers_(workers), pool_(std::move(pool)) {}
  [[nodiscard]] Result<void> check_sandbox();

  std::string rule_book_;
  std::size_t workers_;
  std::unique_ptr<worker::Pool> pool_;
};

/// What a run reads with: parsers and rules, and the processes that have the same ones.
struct Reading {
  plugin::Parsers parsers;
  std::shared_ptr<WorkerReader> reader;
};

/// The reader of a process that may load parsers and rules again: a new one follows each reload, the old one ends with
/// the last run that uses it. Thread-safe.
class WorkerReaders {
 public:
  /// `parsers`: those in force at the moment (Registry::parsers).
  WorkerReaders(std::function<plugin::Parsers()> parsers, const worker::PoolOptions& options)
      : parsers_(std::move(parsers)), options_(options) {}

  /// Errors: those of WorkerReader::start.
  [[nodiscard]] Result<Reading> now();

 private:
  std::function<plugin::Parsers()> parsers_;
  worker::PoolOptions options_;
  std::mutex mutex_;
  std::shared_ptr<const void> snapshot_;  ///< guarded by mutex_; that reader_ was started with
  std::shared_ptr<WorkerReader> reader_;  ///< guarded by mutex_
};

}  // namespace connections::sync
