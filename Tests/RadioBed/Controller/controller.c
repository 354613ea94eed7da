#include "controller.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <time.h>
#include <unistd.h>

enum { VENDOR_PACKET = 0xff, COMMAND_PACKET = 0x01, HCI_PRIMARY = 0x00 };

uint64_t now_ns(void) {
  struct timespec now;
  clock_gettime(CLOCK_MONOTONIC, &now);
  return (uint64_t)now.tv_sec * 1000000000u + (uint64_t)now.tv_nsec;
}

int controller_send(struct controller *c, const uint8_t *packet, size_t length) {
  if (c->fd < 0) return -ENODEV;
  for (;;) {
    ssize_t written = write(c->fd, packet, length);
    if (written == (ssize_t)length) return 0;
    if (written >= 0) return -EIO;
    if (errno != EINTR) return -errno;
  }
}

int controller_plug(struct controller *c) {
  if (c->fd >= 0) return -EALREADY;
  c->fd = open("/dev/vhci", O_RDWR | O_CLOEXEC);
  if (c->fd < 0) return -errno;
  c->scanning = false;
  c->family = 0;
  c->index = -1;
  const uint8_t create[] = {VENDOR_PACKET, HCI_PRIMARY};
  int failed = controller_send(c, create, sizeof create);
  // The kernel's answer to the creation tells the number.
  for (int tries = 0; !failed && c->index < 0 && tries < 50; tries++) {
    int served = controller_serve(c, 100);
    if (served < 0) failed = served;
  }
  if (!failed && c->index < 0) failed = -ETIMEDOUT;
  if (failed) controller_unplug(c);
  return failed;
}

void controller_unplug(struct controller *c) {
  if (c->fd >= 0) close(c->fd);
  c->fd = -1;
  c->index = -1;
  c->scanning = false;
}

int controller_serve(struct controller *c, int milliseconds) {
  struct pollfd ready = {.fd = c->fd, .events = POLLIN};
  int served = 0;
  // A negative descriptor makes poll a plain sleep, which is what an unplugged controller does.
  while (poll(&ready, 1, served ? 0 : milliseconds) > 0) {
    uint8_t packet[2048];
    ssize_t length = read(c->fd, packet, sizeof packet);
    if (length < 0) {
      if (errno == EINTR || errno == EAGAIN) continue;
      return -errno;
    }
    if (length >= 4 && packet[0] == VENDOR_PACKET) c->index = packet[2] | packet[3] << 8;
    if (length >= 4 && packet[0] == COMMAND_PACKET)
      controller_answer(c, packet + 1, (size_t)length - 1);
    served++;
  }
  return served;
}

void serve_until(struct controller *c, uint64_t deadline_ns) {
  for (;;) {
    uint64_t now = now_ns();
    if (now >= deadline_ns) return;
    uint64_t left = deadline_ns - now;
    if (left > 1500000) {
      controller_serve(c, (int)(left / 1000000));
    } else if (controller_serve(c, 0) == 0) {
      const struct timespec nap = {0, left > 60000 ? (long)left - 50000 : 1000};
      nanosleep(&nap, NULL);
    }
  }
}
