#pragma once

#include <cstdint>
#include <stdexcept>
#include <string_view>

#include "connections/mail.h"

namespace connections::sdk {

/// Where a parser puts what it found in one mail. Values compete; the host decides which is believed.
class Facts {
 public:
  Facts(const connections_host& host, connections_sink& sink) noexcept : host_(host), sink_(sink) {}

  /// Decides the kind and runs the rules of rules/<platform>/. Throws if there are none, so that the mail goes to
  /// review.
  void apply_rules(const Mail& mail, std::string_view platform) {
    if (host_.apply_rules(&sink_, mail.handle(), to_abi(platform)) != CONNECTIONS_OK)
      throw std::runtime_error("the host has no rules for this platform");
  }

  /// Puts a value forward: field by name, value as canonical text ("2026-06-12", "1234.56 EUR", "4").
  void emit(std::string_view field, std::string_view value, double confidence) {
    if (host_.emit(&sink_, to_abi(field), to_abi(value), confidence) != CONNECTIONS_OK)
      throw std::invalid_argument("no such field, or no such value");
  }

  /// Takes back every candidate of a field for which `wrong(value)` holds; explain shows the reason.
  template <class Predicate>
  void drop_if(std::string_view field, std::string_view reason, Predicate&& wrong) {
    connections_candidate candidate{};
    candidate.struct_size = sizeof candidate;
    for (std::uint32_t i = 0; host_.candidate(&sink_, i, &candidate) == CONNECTIONS_OK; ++i)
      if (from_abi(candidate.field) == field && wrong(from_abi(candidate.value))) host_.drop(&sink_, i, to_abi(reason));
  }

  /// Decides the kind by code: CONNECTIONS_KIND_…, CONNECTIONS_MAY_….
  void set_kind(std::uint32_t kind, std::uint32_t may, double confidence, std::string_view reason) noexcept {
    host_.set_kind(&sink_, kind, may, confidence, to_abi(reason));
  }

  /// Something that a person should know. `code` is a stable word.
  void problem(std::string_view code, std::string_view message) noexcept {
    host_.problem(&sink_, to_abi(code), to_abi(message));
  }

 private:
  const connections_host& host_;
  connections_sink& sink_;
};

}  // namespace connections::sdk
