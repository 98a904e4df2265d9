#pragma once

#include <cstdint>
#include <optional>
#include <string_view>

#include "connections/text.h"

namespace connections::sdk {

/// One mail, as the host shows it: normalised UTF-8 texts. Views live until recognise() or extract() returns.
class Mail {
 public:
  Mail(const connections_host& host, const connections_mail& mail) noexcept : host_(host), mail_(mail) {}

  [[nodiscard]] std::string_view subject() const noexcept {
    return part(CONNECTIONS_PART_SUBJECT).value_or(std::string_view());
  }
  [[nodiscard]] std::string_view from_address() const noexcept {
    return part(CONNECTIONS_PART_FROM_ADDRESS).value_or(std::string_view());
  }
  [[nodiscard]] std::string_view from_name() const noexcept {
    return part(CONNECTIONS_PART_FROM_NAME).value_or(std::string_view());
  }
  /// Nothing if the mail has no such body.
  [[nodiscard]] std::optional<std::string_view> text() const noexcept { return part(CONNECTIONS_PART_TEXT); }
  [[nodiscard]] std::optional<std::string_view> html() const noexcept { return part(CONNECTIONS_PART_HTML); }
  /// Every link's target, one a line.
  [[nodiscard]] std::optional<std::string_view> links() const noexcept { return part(CONNECTIONS_PART_LINKS); }
  [[nodiscard]] std::optional<std::string_view> header(std::string_view name) const noexcept {
    return part(CONNECTIONS_PART_HEADER, name);
  }

  /// Gives a word to the rules, which read it as part "signal:<name>". Before asking rules anything.
  void signal(std::string_view name, std::string_view value) const noexcept {
    host_.signal(&mail_, to_abi(name), to_abi(value));
  }
  /// The platform's `recognise` condition; 0 if it does not hold.
  [[nodiscard]] double recognise_by_rules(std::string_view platform) const noexcept {
    double score = 0.0;
    host_.recognise_by_rules(&mail_, to_abi(platform), &score);
    return score;
  }
  [[nodiscard]] const connections_mail* handle() const noexcept { return &mail_; }

 private:
  [[nodiscard]] std::optional<std::string_view> part(std::uint32_t which, std::string_view name = {}) const noexcept {
    connections_str out{};
    if (host_.part(&mail_, which, to_abi(name), &out) != CONNECTIONS_OK) return std::nullopt;
    return from_abi(out);
  }

  const connections_host& host_;
  const connections_mail& mail_;
};

}  // namespace connections::sdk
