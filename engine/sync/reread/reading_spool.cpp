#include "sync/reread/reading_spool.h"

#include <cstdlib>

#include <nlohmann/json.hpp>

#include "store/tables/extraction_json.h"

namespace connections::sync {
namespace {

using nlohmann::json;

std::string to_line(const MailReading& one) {
  return json{{"message", one.message.value},
              {"done", one.stage == store::Stage::kDone},
              {"facts", store::to_json(one.read.facts)},
              {"issuer", one.read.issuer},
              {"authenticated", one.read.authenticated},
              {"authentication", one.read.authentication},
              {"holds_for", one.read.holds_for},
              {"received", one.read.received.time_since_epoch().count()}}
             .dump(-1, ' ', true, json::error_handler_t::replace) +
         "\n";
}

Result<MailReading> from_line(const char* text) {
  const json line = json::parse(text);
  MailReading one;
  one.message = MessageId{line.at("message").get<std::string>()};
  one.stage = line.at("done").get<bool>() ? store::Stage::kDone : store::Stage::kExtracted;
  one.read.facts = TRY(store::extraction_from_json(line.at("facts")));
  one.read.issuer = line.at("issuer").get<std::string>();
  one.read.authenticated = line.at("authenticated").get<bool>();
  one.read.authentication = line.at("authentication").get<std::string>();
  one.read.holds_for = line.at("holds_for").get<std::string>();
  one.read.received = Instant(std::chrono::seconds(line.at("received").get<std::int64_t>()));
  return one;
}

}  // namespace

Result<ReadingSpool> ReadingSpool::open() {
  std::FILE* file = std::tmpfile();
  if (file == nullptr) return fail(Errc::kIo, "no temporary file could be created", {}, "TMPDIR names another place");
  return ReadingSpool(file);
}

Result<void> ReadingSpool::put(const MailReading& one) {
  const std::string line = to_line(one);
  if (std::fwrite(line.data(), 1, line.size(), file_.get()) == line.size()) return {};
  return fail(Errc::kIo, "the temporary file cannot be written: the disk may be full");
}

Result<void> ReadingSpool::each(const std::function<Result<void>(const MailReading&)>& use) {
  std::rewind(file_.get());
  char* line = nullptr;
  std::size_t size = 0;
  Result<void> done;
  while (done && getline(&line, &size, file_.get()) > 0) {
    const auto one = from_line(line);
    done = one ? use(*one) : std::unexpected(one.error());
  }
  std::free(line);
  if (done && std::ferror(file_.get()) != 0) return fail(Errc::kIo, "the temporary file cannot be read");
  return done;
}

}  // namespace connections::sync
