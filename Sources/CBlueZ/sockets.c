#define _GNU_SOURCE
#include <errno.h>
#include <poll.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/uio.h>
#include <time.h>
#include <unistd.h>

#include <bluetooth/bluetooth.h>
#include <bluetooth/hci.h>
#include <bluetooth/hci_lib.h>

#include "CBlueZ.h"

#ifndef SO_MEMINFO
#define SO_MEMINFO 55
#endif
enum { MEMINFO_DROPS = 8, MEMINFO_COUNT = 9, MOST_PACKETS = 64, MOST_DESCRIPTORS = 8 };

int cbluez_open(int channel, uint16_t device) {
  int descriptor = socket(AF_BLUETOOTH, SOCK_RAW | SOCK_CLOEXEC | SOCK_NONBLOCK, BTPROTO_HCI);
  if (descriptor < 0) return -errno;
  const struct sockaddr_hci address = {
      .hci_family = AF_BLUETOOTH, .hci_dev = device, .hci_channel = (unsigned short)channel};
  if (bind(descriptor, (const struct sockaddr *)&address, sizeof address) == 0) return descriptor;
  const int error = errno;
  close(descriptor);
  return -error;
}

void cbluez_close(int descriptor) { close(descriptor); }

int cbluez_filter(int descriptor, bool advertisements) {
  struct hci_filter filter;
  hci_filter_clear(&filter);
  hci_filter_set_ptype(HCI_EVENT_PKT, &filter);
  hci_filter_set_event(EVT_HARDWARE_ERROR, &filter);
  if (advertisements) {
    hci_filter_set_event(EVT_CMD_COMPLETE, &filter);
    hci_filter_set_event(EVT_CMD_STATUS, &filter);
    hci_filter_set_event(EVT_LE_META_EVENT, &filter);
  }
  return setsockopt(descriptor, SOL_HCI, HCI_FILTER, &filter, sizeof filter) < 0 ? -errno : 0;
}

int cbluez_grow(int descriptor, int bytes) {
  if (setsockopt(descriptor, SOL_SOCKET, SO_RCVBUFFORCE, &bytes, sizeof bytes) < 0 &&
      setsockopt(descriptor, SOL_SOCKET, SO_RCVBUF, &bytes, sizeof bytes) < 0)
    return -errno;
  int size = 0;
  socklen_t length = sizeof size;
  if (getsockopt(descriptor, SOL_SOCKET, SO_RCVBUF, &size, &length) < 0) return -errno;
  return size;
}

int64_t cbluez_drops(int descriptor) {
  uint32_t memory[MEMINFO_COUNT] = {0};
  socklen_t length = sizeof memory;
  if (getsockopt(descriptor, SOL_SOCKET, SO_MEMINFO, memory, &length) < 0) return -errno;
  return memory[MEMINFO_DROPS];
}

int cbluez_stamp(int descriptor, int channel) {
  const int on = 1;
  // Raw channels have an option of their own, from before sockets knew time stamps.
  const int failed =
      channel == CBLUEZ_RAW
          ? setsockopt(descriptor, SOL_HCI, HCI_TIME_STAMP, &on, sizeof on)
          : setsockopt(descriptor, SOL_SOCKET, SO_TIMESTAMP, &on, sizeof on);
  return failed < 0 ? -errno : 0;
}

/// The age of a packet by its time stamp and the time of the day.
static int64_t age(struct msghdr *message, const struct timespec *now) {
  for (struct cmsghdr *part = CMSG_FIRSTHDR(message); part; part = CMSG_NXTHDR(message, part)) {
    const bool raw = part->cmsg_level == SOL_HCI && part->cmsg_type == HCI_CMSG_TSTAMP;
    const bool any = part->cmsg_level == SOL_SOCKET && part->cmsg_type == SO_TIMESTAMP;
    if (!raw && !any) continue;
    struct timeval stamp;
    memcpy(&stamp, CMSG_DATA(part), sizeof stamp);
    return (now->tv_sec - stamp.tv_sec) * 1000000000ll + now->tv_nsec - stamp.tv_usec * 1000ll;
  }
  return -1;
}

int cbluez_receive(int descriptor, const struct cbluez_packets *packets) {
  enum { CONTROL = 64 };
  struct mmsghdr messages[MOST_PACKETS];
  struct iovec places[MOST_PACKETS];
  // Aligned as the macros that walk it want it.
  union {
    struct cmsghdr header;
    uint8_t bytes[CONTROL];
  } controls[MOST_PACKETS];
  const int count = packets->count < MOST_PACKETS ? packets->count : MOST_PACKETS;
  for (int i = 0; i < count; i++) {
    places[i] = (struct iovec){packets->bytes + (size_t)i * packets->stride, packets->stride};
    messages[i].msg_hdr = (struct msghdr){
        .msg_iov = &places[i], .msg_iovlen = 1, .msg_control = &controls[i],
        .msg_controllen = sizeof controls[i]};
  }
  int received;
  do received = recvmmsg(descriptor, messages, count, MSG_DONTWAIT, NULL);
  while (received < 0 && errno == EINTR);
  if (received < 0) return errno == EAGAIN ? 0 : -errno;
  // Read one after the other, so that ages and `now` belong together.
  struct timespec now;
  clock_gettime(CLOCK_REALTIME, &now);
  packets->now[0] = cbluez_now();
  for (int i = 0; i < received; i++) {
    packets->lengths[i] = messages[i].msg_len;
    packets->ages[i] = age(&messages[i].msg_hdr, &now);
  }
  return received;
}

int cbluez_send(int descriptor, const uint8_t *bytes, size_t count) {
  ssize_t sent;
  do sent = send(descriptor, bytes, count, MSG_NOSIGNAL);
  while (sent < 0 && errno == EINTR);
  if (sent < 0) return -errno;
  return sent == (ssize_t)count ? 0 : -EIO;
}

int cbluez_wait(const int *descriptors, int count, int64_t nanoseconds, uint32_t *ready) {
  struct pollfd entries[MOST_DESCRIPTORS];
  if (count > MOST_DESCRIPTORS) return -EINVAL;
  for (int i = 0; i < count; i++)
    entries[i] = (struct pollfd){.fd = descriptors[i], .events = POLLIN};
  if (nanoseconds < 0) nanoseconds = 0;
  const struct timespec limit = {nanoseconds / 1000000000, nanoseconds % 1000000000};
  *ready = 0;
  const int found = ppoll(entries, (nfds_t)count, &limit, NULL);
  if (found < 0) return errno == EINTR ? 0 : -errno;
  for (int i = 0; i < count; i++)
    if (entries[i].revents) *ready |= 1u << i;
  return found;
}
