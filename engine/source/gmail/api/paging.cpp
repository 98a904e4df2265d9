#include "source/gmail/api/paging.h"

#include <unordered_set>

#include <nlohmann/json.hpp>

#include "net/url.h"

namespace connections::source {
namespace {

/// Fifty million mails; more pages are an endless loop.
constexpr std::size_t kMaxPages = 100'000;

enum class Pass : std::uint8_t { kWhole, kRestart };

/// One pass over all pages; kRestart if a later page is refused.
Result<Pass> read_once(GmailCaller& caller, const Paged& paged) {
  std::unordered_set<std::string> used;
  std::string token;
  do {
    std::string next;
    const auto read = [&](nlohmann::json& page) {
      const auto at = page.find("nextPageToken");
      if (at != page.end() && !at->is_string()) return false;
      next = at == page.end() ? std::string() : at->get<std::string>();
      return paged.read(page);
    };
    bool refused = false;
    const auto asked =
        caller.ask({.path = paged.path + (token.empty() ? "" : "&pageToken=" + net::percent_encoded(token)),
                    .units = paged.units,
                    .on_body = json_handler(read)},
                   &refused);
    if (!asked && refused && !token.empty()) return Pass::kRestart;
    if (!asked && refused) return fail(Errc::kCursorTooOld, "Gmail does not know this list or position");
    if (!asked) return std::unexpected(asked.error());
    token = std::move(next);
  } while (!token.empty() && used.insert(token).second && used.size() < kMaxPages);
  return token.empty() ? Pass::kWhole : Pass::kRestart;
}

}  // namespace

Result<void> read_pages(GmailCaller& caller, const Paged& paged) {
  for (int i = 0; i <= kMaxRestarts; ++i) {
    const auto pass = TRY(read_once(caller, paged));
    if (pass == Pass::kWhole) return {};
  }
  return fail(Errc::kCursorTooOld, "Gmail's page tokens keep becoming invalid");
}

}  // namespace connections::source
