#include <errno.h>
#include <string.h>

#include "controller.h"

/// An iBeacon whose major and minor number are the sequence number.
static void number(struct advertisement *a, uint32_t sequence, uint32_t addresses) {
  static const uint8_t frame[] = {
      0x02, 0x01, 0x06, 0x1a, 0xff, 0x4c, 0x00, 0x02, 0x15, 0xf7, 0x82, 0x6d, 0xa6, 0x4f, 0xa2,
      0x4e, 0x98, 0x80, 0x24, 0xbc, 0x5b, 0x71, 0xe0, 0x89, 0x3e, 0, 0, 0, 0, 0xc5};
  const uint32_t who = sequence % addresses;
  a->type = 3;
  a->address_type = 1;
  a->rssi = (int8_t)(-40 - (int)(sequence % 50));
  a->length = sizeof frame;
  memcpy(a->payload, frame, sizeof frame);
  for (int i = 0; i < 4; i++) {
    a->address[i] = who >> (8 * i) & 0xff;
    a->payload[25 + i] = sequence >> (24 - 8 * i) & 0xff;
  }
  a->address[4] = 0xee;
  a->address[5] = 0xc3;
}

int flood(struct controller *c, uint32_t count, double rate, unsigned per_event,
          uint32_t addresses, uint32_t first) {
  static struct advertisement batch[8];
  if (per_event < 1 || per_event > 8 || addresses < 1 || rate <= 0) return -EINVAL;
  const uint64_t start = now_ns();
  for (uint32_t sent = 0; sent < count;) {
    serve_until(c, start + (uint64_t)(sent * (1e9 / rate)));
    controller_serve(c, 0);
    unsigned size = 0;
    while (size < per_event && sent < count) number(&batch[size++], first + sent++, addresses);
    const int failed = air(c, batch, size);
    if (failed) return failed;
  }
  return 0;
}
