#pragma once

#include <optional>
#include <string>

#include <nlohmann/json_fwd.hpp>

#include "source/source.h"

namespace connections::source {

/// A mail of 50 MB is 67 MB of base64url. Gmail documents no limit; it sends 25 MB and takes in up to 50.
inline constexpr std::size_t kMaxMessageAnswer = 70'000'000;

/// Whether a JSON value can be a message id: opaque text, short and printable.
[[nodiscard]] bool is_message_id(const nlohmann::json& value);

/// The path that asks for the whole mail, and for no more than that.
[[nodiscard]] std::string raw_message_path(const std::string& id);

/// The mail out of the answer; nothing if it is cut, damaged, or another mail than `id`. Frees `body` early: both may
/// be large.
[[nodiscard]] std::optional<RawMail> read_message(std::string&& body, const std::string& id);

}  // namespace connections::source
