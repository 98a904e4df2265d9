#include "source/gmail/api/profile.h"

#include <nlohmann/json.hpp>

#include "source/gmail/api/gmail_caller.h"

namespace connections::source {
namespace {

using nlohmann::json;

constexpr std::size_t kProfileUnits = 1;
constexpr std::size_t kMaxAddress = 320;  // RFC 5321: 64 + @ + 255

}  // namespace

Result<std::string> mailbox_address(const GmailAccess& access) {
  GmailCaller caller(access);
  std::string address;
  const auto read = [&](json& answer) {
    const auto found = answer.find("emailAddress");
    if (found == answer.end() || !found->is_string()) return false;
    address = found->get<std::string>();
    return address.size() <= kMaxAddress;
  };
  const auto asked = caller.ask({.path = "/gmail/v1/users/me/profile?fields=emailAddress",
                                 .units = kProfileUnits,
                                 .on_body = json_handler(read)});
  if (!asked && asked.error().code != Errc::kNotFound) return std::unexpected(asked.error());
  return address;
}

}  // namespace connections::source
