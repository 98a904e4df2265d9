#include "worker/message.h"

#include <numeric>

namespace connections::worker {
namespace {

using Length = std::uint32_t;

template <class T>
char* bytes_of(T& object) noexcept {
  return reinterpret_cast<char*>(&object);
}

}  // namespace

std::expected<Message, Fault> receive(const ReadBytes& read, std::size_t most) {
  Length count = 0;
  if (!read(bytes_of(count), sizeof count)) return std::unexpected(Fault::kCut);
  if (count > kMostStrings) return std::unexpected(Fault::kTooLong);
  std::vector<Length> lengths(count);
  if (!read(reinterpret_cast<char*>(lengths.data()), count * sizeof(Length))) return std::unexpected(Fault::kCut);
  const std::size_t size = std::accumulate(lengths.begin(), lengths.end(), std::size_t{0});
  if (size > most) return std::unexpected(Fault::kTooLong);
  std::string bytes(size, '\0');  // one read: a mail has a hundred headers
  if (!read(bytes.data(), size)) return std::unexpected(Fault::kCut);
  Message message;
  message.reserve(count);
  for (std::size_t at = 0; const Length length : lengths) {
    message.emplace_back(bytes, at, length);
    at += length;
  }
  return message;
}

bool send(const WriteBytes& write, const Message& message) {
  std::vector<Length> head{static_cast<Length>(message.size())};
  std::size_t size = (message.size() + 1) * sizeof(Length);
  for (const std::string& one : message) {
    head.push_back(static_cast<Length>(one.size()));
    size += one.size();
  }
  std::string bytes;  // one write wakes the other side once
  bytes.reserve(size);
  bytes.append(reinterpret_cast<const char*>(head.data()), head.size() * sizeof(Length));
  for (const std::string& one : message) bytes += one;
  return write(bytes.data(), bytes.size());
}

}  // namespace connections::worker
