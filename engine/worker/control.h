#pragma once

#include <cstdint>
#include <optional>

namespace connections::worker {

/// What engine and zygote tell each other: packets over a socket of their own.
struct Order {
  std::int32_t end = 0;  ///< process id of a worker to end; 0: make one
};
struct Report {
  std::int32_t process = 0;  ///< of the worker; -1: it could not be made. 0: the zygote is ready
  std::int32_t status = 0;   ///< wait status of an ended worker
};

/// False, or nothing: the other side is gone. A packet may carry a descriptor, which is the receiver's to close.
[[nodiscard]] bool send_order(int control, Order order);
[[nodiscard]] std::optional<Order> receive_order(int control);
[[nodiscard]] bool send_report(int control, Report report, int descriptor = -1);
[[nodiscard]] std::optional<Report> receive_report(int control, int& descriptor);

}  // namespace connections::worker
