#include "worker/control.h"

#include <array>
#include <cerrno>
#include <cstring>

#include <sys/socket.h>

namespace connections::worker {
namespace {

/// Room for one descriptor beside a packet.
struct Attachment {
  alignas(cmsghdr) std::array<char, CMSG_SPACE(sizeof(int))> bytes{};
};

template <class Packet>
bool send_packet(int control, Packet packet, int descriptor) {
  iovec data{&packet, sizeof packet};
  Attachment attachment;
  msghdr message{};
  message.msg_iov = &data;
  message.msg_iovlen = 1;
  if (descriptor >= 0) {
    message.msg_control = attachment.bytes.data();
    message.msg_controllen = attachment.bytes.size();
    cmsghdr* head = CMSG_FIRSTHDR(&message);
    head->cmsg_level = SOL_SOCKET;
    head->cmsg_type = SCM_RIGHTS;
    head->cmsg_len = CMSG_LEN(sizeof(int));
    std::memcpy(CMSG_DATA(head), &descriptor, sizeof descriptor);
  }
  for (;;) {
    const ssize_t sent = sendmsg(control, &message, MSG_NOSIGNAL);
    if (sent >= 0 || errno != EINTR) return sent == static_cast<ssize_t>(sizeof packet);
  }
}

template <class Packet>
std::optional<Packet> receive_packet(int control, int& descriptor) {
  Packet packet{};
  iovec data{&packet, sizeof packet};
  Attachment attachment;
  msghdr message{};
  message.msg_iov = &data;
  message.msg_iovlen = 1;
  message.msg_control = attachment.bytes.data();
  message.msg_controllen = attachment.bytes.size();
  ssize_t got = 0;
  do got = recvmsg(control, &message, MSG_CMSG_CLOEXEC);
  while (got < 0 && errno == EINTR);
  if (got != static_cast<ssize_t>(sizeof packet)) return std::nullopt;
  const cmsghdr* head = CMSG_FIRSTHDR(&message);
  if (head != nullptr && head->cmsg_type == SCM_RIGHTS) std::memcpy(&descriptor, CMSG_DATA(head), sizeof descriptor);
  return packet;
}

}  // namespace

bool send_order(int control, Order order) { return send_packet(control, order, -1); }
bool send_report(int control, Report report, int descriptor) { return send_packet(control, report, descriptor); }
std::optional<Order> receive_order(int control) {
  int none = -1;
  return receive_packet<Order>(control, none);
}
std::optional<Report> receive_report(int control, int& descriptor) {
  return receive_packet<Report>(control, descriptor);
}

}  // namespace connections::worker
