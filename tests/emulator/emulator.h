#pragma once

#include <memory>
#include <set>
#include <string>
#include <vector>

#include <nlohmann/json.hpp>

#include "support/background_program.h"

namespace connections::test {

/// One mail of the emulator's mailbox.
struct SeedMail {
  std::string id;   ///< 16 hexadecimal digits, as Gmail's
  std::string raw;  ///< RFC 822
  std::vector<std::string> labels;
};

/// The Gmail emulator as a process of its own, with the mailbox of one invented host and one OAuth client. Its mailbox
/// is changed over its own API, as another program of the host would.
class Emulator {
 public:
  static constexpr const char* kUser = "anna@example.com";
  static constexpr const char* kClientId = "cid.apps.googleusercontent.com";
  static constexpr const char* kClientSecret = "GOCSPX-secret";
  static constexpr const char* kLabelId = "Label_5";

  /// Why it cannot run here; empty if it can. Under CI it must.
  [[nodiscard]] static std::string missing();

  Emulator(const std::vector<SeedMail>& mails, int redirect_port);

  [[nodiscard]] std::string url() const;
  /// The lines of connections.yaml, below "google:", that lead the program here.
  [[nodiscard]] std::string google_settings() const;
  /// The person's browser: opens the page that the program printed, presses the button of kUser, and follows the
  /// redirect to the program. The text of the page it ends on.
  [[nodiscard]] std::string consent(const std::string& authorize_url) const;

  [[nodiscard]] std::string add_mail(const std::string& raw, const std::vector<std::string>& labels) const;  ///< its id
  void relabel(const std::string& id, const std::vector<std::string>& add,
               const std::vector<std::string>& remove) const;
  void trash(const std::string& id) const;
  void remove(const std::string& id) const;
  void rename_label(const std::string& id, const std::string& name) const;
  void revoke(const std::string& refresh_token) const;

 private:
  nlohmann::json call(const std::string& method, const std::string& path, const nlohmann::json& body) const;

  TempFolder folder_;
  int port_;
  std::unique_ptr<BackgroundProgram> process_;
};

/// A port of 127.0.0.1 that was free a moment ago.
[[nodiscard]] int free_port();

}  // namespace connections::test
