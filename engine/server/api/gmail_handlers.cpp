#include <fmt/format.h>

#include "account/gmail_grant.h"
#include "secrets/digest.h"
#include "server/api/api.h"
#include "server/api/handlers.h"
#include "server/api/replies.h"
#include "server/api/start_link.h"
#include "server/api/workspace.h"
#include "server/http/html_page.h"
#include "store/tables/connection_store.h"
#include "view/connection_view.h"

namespace connections::server::handlers {
namespace {

constexpr const char* kCallbackPath = "/api/cohost/connections/gmail/callback";
constexpr std::size_t kMaxCode = 2'048;

HttpReply no_mailboxes() {
  return error_reply(Error{Errc::kConfigInvalid, "this server does not connect mailboxes", {}, {}});
}

std::string callback_url(const Api& api) { return api.public_url + kCallbackPath; }

/// One cookie for each attempt, so that two tabs do not disturb each other.
std::string cookie_name(const std::string& state) {
  return "connections_grant_" + secrets::sha256_hex("cookie " + state).substr(0, 16);
}

std::string cookie(const Api& api, const std::string& name, const std::string& value, std::chrono::seconds life) {
  const bool https = api.public_url.starts_with("https:");
  return fmt::format("{}={}; Path={}; Max-Age={}; HttpOnly; SameSite=Lax{}", name, value, kCallbackPath, life.count(),
                     https ? "; Secure" : "");
}

std::string cookie_of(const HttpRequest& request, const std::string& name) {
  std::string_view rest = request.header("cookie");
  while (!rest.empty()) {
    const auto end = std::min(rest.find(';'), rest.size());
    std::string_view one = rest.substr(0, end);
    rest.remove_prefix(std::min(end + 1, rest.size()));
    while (one.starts_with(' ')) one.remove_prefix(1);
    if (one.size() > name.size() && one.starts_with(name) && one[name.size()] == '=')
      return std::string(one.substr(name.size() + 1));
  }
  return {};
}

HttpReply page_of(const Error& error) {
  if (error.code == Errc::kNotFound)
    return html_page(400, "This answer cannot be used",
                     "It was used already, has expired, or was not asked for. Start the connection again.");
  const HttpReply reply = error_reply(error);
  return html_page(reply.status, "Not connected",
                   fmt::format("{}{}{}", error.message, error.hint.empty() ? "" : ": ", error.hint));
}

HttpReply page_of(const account::FinishedGrant& done) {
  const store::Connection& now = done.connection;
  const std::string address = now.gmail_address.empty() ? "the mailbox" : now.gmail_address;
  std::string text = fmt::format("The connection '{}' reads {}.", now.name, address);
  if (!done.earlier_address.empty() && done.earlier_address != now.gmail_address)
    text += fmt::format(" Before, it read {}.", done.earlier_address);
  if (!done.label_error)
    return html_page(200, "Connected",
                     text + fmt::format(" The label '{}' is there. You can close this page.", now.reservation_label));
  text += fmt::format(" But {}. {}", done.label_error->message, done.label_error->hint);
  return html_page(200, "Connected, but the label cannot be read", text);
}

}  // namespace

HttpReply gmail_start(const Call& call) {
  if (call.api.gmail == nullptr) return no_mailboxes();
  const auto begun = account::begin_grant(call.api.gmail->accounts, call.caller.workspace, {call.id()},
                                          callback_url(call.api), call.caller.key);
  if (!begun) return refused(begun.error());
  HttpReply reply{.status = 302};
  reply.headers = {{"Location", begun->consent_url},
                   {"Set-Cookie", cookie(call.api, cookie_name(begun->state), begun->binding, account::kGrantLife)},
                   {"Referrer-Policy", "no-referrer"}};
  return reply;
}

HttpReply gmail_start_link(const Call& call) {
  const auto found =
      in_workspace(call, [&](store::Transaction& app) { return store::find_connection(app, {call.id()}); });
  if (!found) return refused(found.error());
  const auto link = make_start_link(call.api, call.caller, found->id);
  if (!link) return error_reply(link.error());
  return {.status = 201,
          .body = view::start_link_json(fmt::format("{}/api/cohost/connections/{}/gmail/start?link={}",
                                                    call.api.public_url, found->id.value, *link),
                                        call.api.runner.now() + kStartLinkLife)};
}

HttpReply gmail_callback(const Call& call) {
  if (call.api.gmail == nullptr) return no_mailboxes();
  const std::string state = call.request.parameter("state").value_or("");
  const std::string error = call.request.parameter("error").value_or("");
  const std::string code = call.request.parameter("code").value_or("");
  if (!error.empty())
    return html_page(200, "Not connected",
                     error == "access_denied"
                         ? "Access was declined on Google's page. Start the connection again to allow it."
                         : "Google refused: " + error);
  if (state.empty() || code.empty() || code.size() > kMaxCode)
    return html_page(400, "The answer has no code", "Start the connection again.");
  const std::string name = cookie_name(state);
  const auto done = account::finish_grant(call.api.gmail->accounts,
                                          {.state = state, .code = code, .binding = cookie_of(call.request, name)},
                                          call.api.gmail->look);
  HttpReply reply = done ? page_of(*done) : page_of(done.error());
  reply.headers.emplace_back("Set-Cookie", cookie(call.api, name, "", std::chrono::seconds{0}));
  return reply;
}

}  // namespace connections::server::handlers
