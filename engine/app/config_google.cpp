#include "app/config_google.h"

#include <fmt/format.h>

#include "app/mail_file.h"
#include "net/url.h"
#include "source/gmail/oauth/oauth.h"

namespace connections::app {
namespace {

std::string trimmed(const std::string& text) {
  const auto first = text.find_first_not_of(" \t\r\n");
  if (first == std::string::npos) return {};
  return text.substr(first, text.find_last_not_of(" \t\r\n") - first + 1);
}

Result<std::string> read_secret(const ConfigTree& tree, const std::filesystem::path& folder) {
  const std::string written = tree.text("client_secret").value_or("");
  const std::string file = tree.text("client_secret_file").value_or("");
  if (file.empty()) return written;
  if (!written.empty())
    return fail(Errc::kConfigInvalid, "client_secret and client_secret_file are both set: keep one", tree.place());
  const auto bytes = read_bytes(folder / file);  // an absolute path stays as it is
  if (!bytes)
    return fail(Errc::kConfigInvalid, "google.client_secret_file cannot be read", (folder / file).string(),
                "the file holds the client secret and nothing else");
  return trimmed(*bytes);
}

Result<void> read_url(const ConfigTree& tree, const char* key, std::string& url) {
  const auto text = tree.text(key);
  if (!text || text->empty()) return {};
  if (!net::checked_url(*text, source::is_loopback(*text)))
    return fail(Errc::kConfigInvalid, fmt::format("google.{} is no address that may be spoken to", key),
                tree.section(key).place(), "https://…, or http:// with this very machine");
  url = *text;
  while (url.ends_with('/')) url.pop_back();
  return {};
}

Result<void> read_count(const ConfigTree& tree, const char* key, double most, std::size_t& out) {
  double number = static_cast<double>(out);
  TRY(tree.number(key, 1, most, number));
  out = static_cast<std::size_t>(number);
  return {};
}

Result<void> read_quota(const ConfigTree& tree, source::GmailQuota& quota) {
  TRY(tree.only({"units_per_minute", "get", "list", "history", "label", "in_flight"}));
  constexpr double kMostUnits = 10'000'000;
  for (const auto& read :
       {read_count(tree, "units_per_minute", kMostUnits, quota.units_per_minute),
        read_count(tree, "get", 1'000, quota.get_units), read_count(tree, "list", 1'000, quota.list_units),
        read_count(tree, "history", 1'000, quota.history_units), read_count(tree, "label", 1'000, quota.label_units),
        read_count(tree, "in_flight", 100, quota.in_flight)})
    if (!read) return read;
  return {};
}

}  // namespace

Result<GoogleConfig> read_google(const ConfigTree& tree, const std::filesystem::path& folder) {
  GoogleConfig google;
  TRY(tree.only({"client_id", "client_secret", "client_secret_file", "auth_url", "token_url", "revoke_url", "api_url",
                 "redirect_port", "quota"}));
  google.client.client_id = tree.text("client_id").value_or("");
  auto secret = TRY(read_secret(tree, folder));
  google.client.client_secret = std::move(secret);
  for (const auto& read :
       {read_url(tree, "auth_url", google.endpoints.auth_url), read_url(tree, "token_url", google.endpoints.token_url),
        read_url(tree, "revoke_url", google.endpoints.revoke_url), read_url(tree, "api_url", google.endpoints.api_url)})
    if (!read) return std::unexpected(read.error());
  double port = google.redirect_port;
  TRY(tree.number("redirect_port", 0, 65'535, port));
  google.redirect_port = static_cast<int>(port);
  TRY(read_quota(tree.section("quota"), google.quota));
  return google;
}

}  // namespace connections::app
