#include "emulator/emulator.h"

#include <cstdlib>
#include <regex>
#include <stdexcept>
#include <thread>

#include <netinet/in.h>
#include <sys/socket.h>
#include <unistd.h>

#include <fmt/format.h>
#include <gtest/gtest.h>
#include <httplib.h>

#include "secrets/base64url.h"

namespace connections::test {
namespace {

using nlohmann::json;

/// A ready-made access token of the seed, for changing the mailbox.
constexpr const char* kOtherProgram = "other-program";
constexpr const char* kApi = "/gmail/v1/users/me";
/// npm fetches 120 MB the first time.
constexpr std::chrono::seconds kInstallAtMost{400};

json seed_of(const std::vector<SeedMail>& mails, int redirect_port) {
  json messages = json::array();
  std::size_t minute = 0;
  for (const SeedMail& mail : mails)
    messages.push_back({{"id", mail.id},
                        {"thread_id", mail.id},
                        {"user_email", Emulator::kUser},
                        {"raw", secrets::to_base64url(mail.raw)},
                        {"internal_date", std::to_string(1'767'600'000'000 + 60'000 * minute++)},
                        {"label_ids", mail.labels}});
  // Whatever access token the emulator does not know, it takes for the first user's: one without an address is refused.
  const json users{{{"email", ""}, {"name", "nobody"}}, {{"email", Emulator::kUser}, {"name", "Anna Host"}}};
  const std::string program = "http://127.0.0.1:" + std::to_string(redirect_port);
  const json client{
      {"client_id", Emulator::kClientId},
      {"client_secret", Emulator::kClientSecret},
      {"name", "Connections"},
      {"redirect_uris", {program + "/oauth/callback", program + "/api/cohost/connections/gmail/callback"}}};
  const json labels{{{"id", Emulator::kLabelId}, {"user_email", Emulator::kUser}, {"name", "Airbnb"}},
                    {{"id", "Label_6"}, {"user_email", Emulator::kUser}, {"name", "Travel"}}};
  return {{"tokens", {{kOtherProgram, {{"login", Emulator::kUser}, {"scopes", json::array()}}}}},
          {"google",
           {{"users", users}, {"oauth_clients", json::array({client})}, {"labels", labels}, {"messages", messages}}}};
}

bool on_path(const std::string& program) {
  const std::string command = "command -v " + program + " >/dev/null 2>&1";
  return std::system(command.c_str()) == 0;
}

}  // namespace

std::string Emulator::missing() {
  for (const char* program : {"node", "npm"})
    if (!on_path(program)) return std::string("there is no ") + program + " on this machine";
  return "";
}

int free_port() {
  const int socket = ::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
  sockaddr_in address{};
  address.sin_family = AF_INET;
  address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  socklen_t size = sizeof address;
  if (bind(socket, reinterpret_cast<sockaddr*>(&address), size) != 0 ||
      getsockname(socket, reinterpret_cast<sockaddr*>(&address), &size) != 0)
    throw std::runtime_error("no free port");
  close(socket);
  return ntohs(address.sin_port);
}

Emulator::Emulator(const std::vector<SeedMail>& mails, int redirect_port) : port_(free_port()) {
  const auto seed = folder_.path() / "seed.json";
  write_file(seed, seed_of(mails, redirect_port).dump());
  process_ = std::make_unique<BackgroundProgram>(
      std::vector<std::string>{CONNECTIONS_SOURCE_DIR "/tests/emulator/emulator.sh", CONNECTIONS_BINARY_DIR "/emulator",
                               std::to_string(port_), seed.string()});
  const auto deadline = std::chrono::steady_clock::now() + kInstallAtMost;
  while (std::chrono::steady_clock::now() < deadline) {
    httplib::Client client("127.0.0.1", port_);
    if (client.Get(std::string(kApi) + "/labels", {{"Authorization", std::string("Bearer ") + kOtherProgram}})) return;
    if (process_->ended()) break;
    std::this_thread::sleep_for(std::chrono::milliseconds(100));
  }
  throw std::runtime_error("the emulator does not start: " + process_->out() + process_->error());
}

std::string Emulator::url() const { return "http://127.0.0.1:" + std::to_string(port_); }

std::string Emulator::google_settings() const {
  return fmt::format(
      "  client_id: {}\n  client_secret: {}\n  auth_url: {}/o/oauth2/v2/auth\n  token_url: {}/oauth2/token\n"
      "  revoke_url: {}/oauth2/revoke\n  api_url: {}\n",
      kClientId, kClientSecret, url(), url(), url(), url());
}

json Emulator::call(const std::string& method, const std::string& path, const json& body) const {
  httplib::Client client("127.0.0.1", port_);
  httplib::Request request;
  request.method = method;
  request.path = kApi + path;
  request.headers = {{"Authorization", std::string("Bearer ") + kOtherProgram}, {"Content-Type", "application/json"}};
  if (!body.is_null()) request.body = body.dump();
  const auto answer = client.send(request);
  if (!answer || answer->status >= 300)
    throw std::runtime_error(method + " " + path + ": " + (answer ? answer->body : "no answer"));
  return answer->body.empty() ? json() : json::parse(answer->body);
}

std::string Emulator::consent(const std::string& authorize_url) const {
  httplib::Client google("127.0.0.1", port_);
  const auto page = google.Get(authorize_url.substr(url().size()));
  if (!page || page->status != 200) throw std::runtime_error("no consent page: " + (page ? page->body : authorize_url));
  const auto user = page->body.find("value=\"" + std::string(kUser) + "\"");
  const auto begin = page->body.rfind("<form", user);
  const std::string form = page->body.substr(begin, page->body.find("</form>", user) - begin);
  static const std::regex field(R"re(name="([^"]+)" value="([^"]*)")re");
  httplib::Params fields;
  for (std::sregex_iterator one(form.begin(), form.end(), field), end; one != end; ++one)
    fields.emplace((*one)[1], std::regex_replace((*one)[2].str(), std::regex("&amp;"), "&"));
  const auto pressed = google.Post("/o/oauth2/v2/auth/callback", fields);
  if (!pressed || pressed->status != 302) throw std::runtime_error("the consent was not taken");
  const std::string target = pressed->get_header_value("Location");
  const auto path = target.find('/', std::string("http://").size());
  httplib::Client program(target.substr(0, path));
  const auto shown = program.Get(target.substr(path));
  return shown ? shown->body : "";
}

std::string Emulator::add_mail(const std::string& raw, const std::vector<std::string>& labels) const {
  return call("POST", "/messages", {{"raw", secrets::to_base64url(raw)}, {"labelIds", labels}}).at("id");
}

void Emulator::relabel(const std::string& id, const std::vector<std::string>& add,
                       const std::vector<std::string>& remove) const {
  call("POST", "/messages/" + id + "/modify", {{"addLabelIds", add}, {"removeLabelIds", remove}});
}

void Emulator::trash(const std::string& id) const { call("POST", "/messages/" + id + "/trash", json::object()); }
void Emulator::remove(const std::string& id) const { call("DELETE", "/messages/" + id, nullptr); }

void Emulator::rename_label(const std::string& id, const std::string& name) const {
  call("PATCH", "/labels/" + id, {{"name", name}});
}

void Emulator::revoke(const std::string& refresh_token) const {
  httplib::Client google("127.0.0.1", port_);
  const auto done = google.Post("/oauth2/revoke", httplib::Params{{"token", refresh_token}});
  if (!done || done->status != 200) throw std::runtime_error("the token was not revoked");
}

}  // namespace connections::test
