#pragma once

#include <map>
#include <mutex>
#include <set>
#include <string>
#include <vector>

#include "support/web_server.h"

namespace connections::test {

/// Google's OAuth and two questions of its Gmail API, on this machine: a consent page that answers at once, codes that
/// work once and with their PKCE verifier only, a revocation. What a test changes, it changes before asking.
class GoogleStandIn {
 public:
  static constexpr const char* kClientId = "cid.apps.example.test";
  static constexpr const char* kClientSecret = "GOCSPX-stand-in-secret";

  explicit GoogleStandIn(std::string (*challenge_of)(const std::string& verifier)) : challenge_of_(challenge_of) {
    web.server.Get("/auth", [this](const auto& request, auto& response) { consent(request, response); });
    web.server.Post("/token", [this](const auto& request, auto& response) { token(request, response); });
    web.server.Post("/revoke", [this](const auto& request, auto& response) {
      const std::lock_guard lock(mutex_);
      if (away) {
        response.status = 503;
        return;
      }
      revoked.insert(request.get_param_value("token"));
    });
    web.server.Get("/gmail/v1/users/me/profile", [this](const auto&, auto& response) {
      response.status = address.empty() ? 404 : 200;
      response.set_content("{\"emailAddress\":\"" + address + "\"}", "application/json");
    });
    web.server.Get("/gmail/v1/users/me/labels", [this](const auto& request, auto& response) {
      response.status = request.get_header_value("Authorization").starts_with("Bearer ya29.") ? 200 : 401;
      std::string all = R"({"id":"INBOX","name":"INBOX","type":"system"})";
      for (std::size_t i = 0; i < labels.size(); ++i)
        all += ",{\"id\":\"Label_" + std::to_string(i + 1) + "\",\"name\":\"" + labels[i] + "\",\"type\":\"user\"}";
      response.set_content("{\"labels\":[" + all + "]}", "application/json");
    });
    web.start();
  }

  /// The section google: for connections.yaml.
  [[nodiscard]] std::string yaml() const {
    return "google:\n  client_id: " + std::string(kClientId) + "\n  client_secret: " + kClientSecret +
           "\n  auth_url: " + web.url("/auth") + "\n  token_url: " + web.url("/token") +
           "\n  revoke_url: " + web.url("/revoke") + "\n  api_url: " + web.url("") + "\n";
  }

  WebServer web;
  std::string address = "host@example.test";
  std::vector<std::string> labels{"Airbnb", "Vrbo"};
  std::string denial;  ///< the error that the consent page answers with instead of a code
  bool away = false;   ///< revocation answers 503
  std::set<std::string> revoked;
  int codes = 0;  ///< given so far; the tokens of the n-th are "1//refresh-n" and "ya29.access-n"

 private:
  struct Given {
    std::string challenge, redirect_uri;
    int number;
  };

  void consent(const httplib::Request& request, httplib::Response& response) {
    const std::lock_guard lock(mutex_);
    const std::string redirect = request.get_param_value("redirect_uri");
    std::string answer = "?state=" + request.get_param_value("state");
    if (denial.empty()) {
      const std::string code = "code-" + std::to_string(++codes);
      given_[code] = {request.get_param_value("code_challenge"), redirect, codes};
      answer += "&code=" + code;
    } else {
      answer += "&error=" + denial;
    }
    response.set_redirect(redirect + answer);
  }

  void token(const httplib::Request& request, httplib::Response& response) {
    const std::lock_guard lock(mutex_);
    const auto code = given_.find(request.get_param_value("code"));
    const bool fits = code != given_.end() && request.get_param_value("client_secret") == kClientSecret &&
                      request.get_param_value("redirect_uri") == code->second.redirect_uri &&
                      challenge_of_(request.get_param_value("code_verifier")) == code->second.challenge;
    if (!fits) {
      response.status = 400;
      return response.set_content(R"({"error":"invalid_grant"})", "application/json");
    }
    const std::string number = std::to_string(code->second.number);
    given_.erase(code);
    response.set_content("{\"access_token\":\"ya29.access-" + number + "\",\"refresh_token\":\"1//refresh-" + number +
                             "\",\"expires_in\":3599,\"scope\":\"https://www.googleapis.com/auth/gmail.readonly\"}",
                         "application/json");
  }

  std::string (*challenge_of_)(const std::string&);
  std::mutex mutex_;
  std::map<std::string, Given> given_;
};

}  // namespace connections::test
