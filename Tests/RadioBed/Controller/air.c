// Advertisements on their way to the host, as advertising reports.
#include <errno.h>
#include <string.h>

#include "controller.h"

/// Hands an event to the host. A host that has switched the controller off hears nothing, which the
/// controller learns from the error.
static int deliver(struct controller *c, const uint8_t *event, size_t length, uint64_t count) {
  c->last_ns = now_ns();
  const int failed = controller_send(c, event, length);
  if (failed == -ENXIO) {
    c->unheard += count;
    return 0;
  }
  if (!failed) c->aired += count;
  return failed;
}

/// Whether the duplicate filter holds an advertisement back.
static bool is_duplicate(struct controller *c, const struct advertisement *a) {
  if (!c->filters) return false;
  uint8_t who[7];
  memcpy(who, a->address, 6);
  who[6] = a->address_type;
  for (size_t i = c->heard_count; i-- > 0;)
    if (memcmp(c->heard[i], who, 7) == 0) return true;
  if (c->heard_count < MAX_HEARD) memcpy(c->heard[c->heard_count++], who, 7);
  return false;
}

/// Appends a legacy report; the number of its bytes.
static size_t legacy_report(uint8_t *out, const struct advertisement *a) {
  out[0] = a->type;
  out[1] = a->address_type;
  memcpy(out + 2, a->address, 6);
  out[8] = (uint8_t)a->length;
  memcpy(out + 9, a->payload, a->length);
  out[9 + a->length] = (uint8_t)a->rssi;
  return 10 + (size_t)a->length;
}

/// Appends an extended report of a part of the payload; the number of its bytes.
static size_t extended_report(uint8_t *out, const struct advertisement *a, uint16_t properties,
                              const uint8_t *data, size_t length) {
  const bool legacy = properties & 0x10;
  memset(out, 0, 24);
  out[0] = properties & 0xff;
  out[1] = properties >> 8;
  out[2] = a->address_type;
  memcpy(out + 3, a->address, 6);
  out[9] = 1;                  // primary PHY 1M
  out[10] = legacy ? 0 : 1;    // secondary PHY
  out[11] = legacy ? 0xff : 3; // advertising set
  out[12] = 127;               // TX power unknown
  out[13] = (uint8_t)a->rssi;
  out[23] = (uint8_t)length;
  memcpy(out + 24, data, length);
  return 24 + length;
}

/// The properties of legacy event types 0 to 4 in an extended report.
static uint16_t legacy_properties(uint8_t type) {
  static const uint8_t bits[] = {0x13, 0x15, 0x12, 0x10, 0x1a};
  return bits[type % 5];
}

int air(struct controller *c, const struct advertisement *advertisements, size_t count) {
  uint8_t event[MAX_EVENT + 1] = {0x04, 0x3e, 0, c->extended ? 0x0d : 0x02, 0};
  size_t length = 5;
  for (size_t i = 0; i < count; i++) {
    const struct advertisement *a = &advertisements[i];
    if (a->length > 31) return -EMSGSIZE;
    if (!c->scanning || c->deaf) {
      c->unheard++;
      continue;
    }
    if (is_duplicate(c, a)) {
      c->duplicates++;
      continue;
    }
    const size_t header = c->extended ? 24 : 10;
    if (length + header + a->length > sizeof event) return -EMSGSIZE;
    event[4]++;
    length += c->extended ? extended_report(event + length, a, legacy_properties(a->type),
                                            a->payload, a->length)
                          : legacy_report(event + length, a);
  }
  if (event[4] == 0) return 0;
  event[2] = (uint8_t)(length - 3);
  return deliver(c, event, length, event[4]);
}

int air_fragments(struct controller *c, const struct advertisement *a, size_t fragment) {
  if (!c->extended) return -EOPNOTSUPP;
  if (fragment < 1 || fragment > 229) return -EMSGSIZE;
  if (!c->scanning || c->deaf) {
    c->unheard++;
    return 0;
  }
  size_t done = 0;
  do {
    const size_t left = a->length - done, part = left < fragment ? left : fragment;
    // Bits 5 and 6: 0 complete, 1 more to come.
    const uint16_t status = part < left ? 1 << 5 : 0;
    uint8_t event[MAX_EVENT + 1] = {0x04, 0x3e, 0, 0x0d, 1};
    const size_t length = 5 + extended_report(event + 5, a, status, a->payload + done, part);
    event[2] = (uint8_t)(length - 3);
    const int failed = deliver(c, event, length, part == left);
    if (failed) return failed;
    done += part;
  } while (done < a->length);
  return 0;
}
