#include "sync/worker_reader.h"

#include <utility>

#include <fmt/format.h>

#include "plugin/plugin_parser.h"
#include "sync/describe_mail.h"
#include "worker/charsets.h"

namespace connections::sync {
namespace {

using worker::Message;

/// Invented; has every kind of part, so that reading it makes what libraries make at their first use.
constexpr const char* kFirstMail =
    "From: =?utf-8?Q?Caf=C3=A9?= <automated@example.com>\r\nSubject: Reservation confirmed\r\n"
    "Date: Mon, 04 May 2026 09:15:00 +0000\r\nMIME-Version: 1.0\r\n"
    "Authentication-Results: mx.google.com; dkim=pass header.d=example.com\r\n"
    "Content-Type: multipart/alternative; boundary=b\r\n\r\n--b\r\nContent-Type: text/plain; charset=windows-1252\r\n"
    "Content-Transfer-Encoding: quoted-printable\r\n\r\nGuest: Ada Example =96 4 May 2026, 2 guests\r\n"
    "--b\r\nContent-Type: text/html; charset=utf-8\r\nContent-Transfer-Encoding: base64\r\n\r\n"
    "PHA+R3Vlc3Q6IEFkYTwvcD48YSBocmVmPSJodHRwczovL2V4YW1wbGUuY29tIj5saW5rPC9hPg==\r\n--b--\r\n";

constexpr std::string_view kConverted = "Ada Example \u2013";  ///< of its plain text

/// In the process that workers are made from, without plugins: first what a mail needs from files, then, as long as no
/// mail waits, what the first one that rules read takes time for.
class Preparing {
 public:
  explicit Preparing(std::shared_ptr<plugin::Parsers> parsers) : parsers_(std::move(parsers)) {}

  /// One step; true if there is another.
  bool operator()() {
    if (!std::exchange(begun_, true)) {
      worker::load_charsets();
      return mail::Mail::parse(kFirstMail).has_value();
    }
    read_first_mail(parsers_->book());
    return false;
  }

 private:
  static void read_first_mail(const rules::RuleBook& book) {
    const auto mail = mail::Mail::parse(kFirstMail);
    for (const rules::Platform& platform : book.platforms) {
      const auto parser = plugin::make_rules_parser(platform.id);
      static_cast<void>(parser->recognise(book, *mail));
      static_cast<void>(parser->extract(book, *mail, nullptr));
    }
  }

  std::shared_ptr<plugin::Parsers> parsers_;
  bool begun_ = false;
};

/// In a worker.
Message answer(plugin::Parsers& parsers, Message&& message) {
  auto request = request_from(std::move(message));
  if (!request) return {};
  if (const auto* one = std::get_if<DescribeRequest>(&*request))
    return to_message(description_of(one->raw, one->received, one->now, parsers.book().forward_words));
  auto& one = std::get<ReadRequest>(*request);
  store::ArchivedMail archived;
  archived.raw = std::move(one.raw);
  archived.received_at = one.received;
  archived.processed_at = one.processed;
  if (!one.describe) archived.raw_metadata = nlohmann::json::object();
  return to_message(read_archived({parsers, one.trusted_borders, one.engine_version}, archived, one.platform));
}

/// One call; `decode` makes a value of the reply.
template <class T, class Decode>
Result<worker::Outcome<T>> ask(worker::Pool& pool, const WorkspaceId& workspace, const Message& request,
                               Decode decode) {
  std::optional<T> value;
  auto death = TRY(pool.call(workspace.value, request, [&](Message&& reply) {
    auto decoded = decode(std::move(reply));
    if (decoded) value = *std::move(decoded);
    return value.has_value();
  }));
  if (death) return worker::Outcome<T>(std::unexpect, *std::move(death));
  return worker::Outcome<T>(*std::move(value));
}

}  // namespace

Result<std::unique_ptr<WorkerReader>> WorkerReader::start(plugin::Parsers parsers, const worker::PoolOptions& options) {
  const auto shared = std::make_shared<plugin::Parsers>(std::move(parsers));
  auto pool = TRY(worker::Pool::start([shared](Message&& message) { return answer(*shared, std::move(message)); },
                                      Preparing(shared), options));
  std::unique_ptr<WorkerReader> reader(new WorkerReader(shared->book().hash, options.workers, std::move(pool)));
  TRY(reader->check_sandbox());
  return reader;
}

Result<void> WorkerReader::check_sandbox() {
  const DescribeRequest request{.received = {}, .now = {}, .raw = kFirstMail};
  const auto done = TRY(describe({}, request));
  std::string wrong;
  if (!done)
    wrong = done.error().reason;
  else if (done->raw_metadata.at("full_text").get<std::string>().find(kConverted) == std::string::npos)
    wrong = "character sets are not converted";
  if (wrong.empty()) return {};
  return fail(Errc::kIo, fmt::format("reading mails does not work in a sandbox on this system: {}", wrong), {},
              "--in-process reads them in this process, without its protection");
}

Result<worker::Outcome<ReadMail>> WorkerReader::read(const WorkspaceId& workspace, const ReadRequest& request) {
  return ask<ReadMail>(*pool_, workspace, to_message(request), [&](Message&& reply) -> Result<ReadMail> {
    auto read = TRY(read_mail_from(std::move(reply)));
    if (read.facts.rule_book != rule_book_) return fail(Errc::kInvalidArgument, "read with other rules");
    if (read.description.has_value() != request.describe) return fail(Errc::kInvalidArgument, "not what was asked");
    return read;
  });
}

Result<worker::Outcome<store::MailDescription>> WorkerReader::describe(const WorkspaceId& workspace,
                                                                       const DescribeRequest& request) {
  return ask<store::MailDescription>(*pool_, workspace, to_message(request), description_from);
}

Result<Reading> WorkerReaders::now() {
  const std::lock_guard lock(mutex_);
  for (;;) {
    plugin::Parsers parsers = parsers_();
    if (reader_ && snapshot_ == parsers.snapshot()) return Reading{std::move(parsers), reader_};
    plugin::Parsers others = parsers_();  // the reader's own
    snapshot_ = others.snapshot();
    reader_ = TRY(WorkerReader::start(std::move(others), options_));
  }
}

}  // namespace connections::sync
