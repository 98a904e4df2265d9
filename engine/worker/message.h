#pragma once

#include <cstddef>
#include <cstdint>
#include <expected>
#include <functional>
#include <string>
#include <vector>

namespace connections::worker {

/// What engine and worker tell each other: byte strings whose meaning both know. On the wire: how many, how long each
/// is, their bytes. Numbers are this machine's own: both ends are the same program.
using Message = std::vector<std::string>;

/// Strings of one message: the 1,000 headers that a mail may have (mail/limits.h), as name and value, and room.
inline constexpr std::size_t kMostStrings = 4096;

enum class Fault : std::uint8_t {
  kCut,      ///< the other side is gone, or the time is over
  kTooLong,  ///< more strings or bytes than allowed
};

/// Moves all the bytes, or says false.
using ReadBytes = std::function<bool(char* to, std::size_t size)>;
using WriteBytes = std::function<bool(const char* from, std::size_t size)>;

/// One message of at most `most` bytes. Lengths are checked before there is room made for what they promise.
[[nodiscard]] std::expected<Message, Fault> receive(const ReadBytes& read, std::size_t most);
[[nodiscard]] bool send(const WriteBytes& write, const Message& message);

}  // namespace connections::worker
