// The invented mails, as they would come in: which senders are believed, and that the shipped parsers still know each
// kind of mail by what its signature covers.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>

#include <nlohmann/json.hpp>

#include "lifecycle/mailbox.h"
#include "mail/mail.h"
#include "support/files.h"

namespace connections::test {
namespace {

namespace fs = std::filesystem;

const fs::path kInvented = fs::path(CONNECTIONS_SOURCE_DIR) / "engine/corpus/invented";

std::vector<nlohmann::json> truth() {
  std::vector<nlohmann::json> lines;
  std::ifstream in(kInvented / "truth.jsonl");
  for (std::string line; std::getline(in, line);)
    if (!line.empty()) lines.push_back(nlohmann::json::parse(line));
  return lines;
}

mail::AuthState expected(const std::string& file) {
  const auto has = [&](const char* word) { return file.find(word) != std::string::npos; };
  if (has("forwarded")) return mail::AuthState::kForwarded;
  if (has("lookalike")) return mail::AuthState::kAbsent;
  if (has("phishing")) return mail::AuthState::kFailed;
  return mail::AuthState::kPassed;
}

TEST(InventedSenders, AreBelievedAndTheirMailsKnown) {
  plugin::Parsers parsers = shipped_parsers().parsers();
  std::size_t passed = 0;
  for (const nlohmann::json& line : truth()) {
    const std::string file = line.at("file");
    mail::ParseOptions options;
    options.words = parsers.book().forward_words;
    const auto mail = mail::Mail::parse(read_file(kInvented / file), options);
    if (!mail || file.find("/other/") != std::string::npos) continue;
    EXPECT_EQ(mail::name(mail->auth().state), mail::name(expected(file))) << file << ": " << mail->auth().reason;
    const std::string kind(name(parsers.extract(*mail, "auto").kind));
    const std::string shown = kind == "reminder" ? "other" : kind;  // the truth calls a reminder other
    EXPECT_EQ(shown, line.at("kind").get<std::string>()) << file;
    passed += mail->auth().state == mail::AuthState::kPassed ? 1 : 0;
  }
  EXPECT_GT(passed, 100u);
}

}  // namespace
}  // namespace connections::test
