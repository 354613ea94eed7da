// A Bluetooth LE controller that exists only in memory: the kernel drives it through /dev/vhci.
#pragma once
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum { MAX_EVENT = 257, MAX_PAYLOAD = 1650, MAX_HEARD = 1 << 16 };

/// One advertisement in the air.
struct advertisement {
  uint8_t type;          // legacy event type: 0 connectable, 2 scannable, 3 neither, 4 scan response
  uint8_t address_type;  // 0 public, 1 random
  uint8_t address[6];    // lowest byte first
  int8_t rssi;           // dBm
  uint16_t length;
  uint8_t payload[MAX_PAYLOAD];
};

struct controller {
  int fd;           // /dev/vhci, or -1 while unplugged
  int index;        // the kernel's number for it, as in hci0
  bool extended;    // offers extended advertising
  bool deaf;        // pretends to scan and hears nothing
  bool scanning;
  bool filters;     // the host asked for duplicates to be filtered
  uint8_t family;   // 0 undecided, 1 legacy, 2 extended: the commands the host has used
  uint16_t interval, window;  // of the last scan, in 0.625 ms
  bool active;
  uint8_t address[6];
  // Accounts of what became of advertisements.
  uint64_t aired, unheard, duplicates;
  uint64_t last_ns;  // when the last event was handed to the host
  // Whom the duplicate filter has seen since the scan began.
  size_t heard_count;
  uint8_t heard[MAX_HEARD][7];
};

/// Registers the controller with the kernel. 0, or -errno.
int controller_plug(struct controller *);
/// Takes it away, as when a dongle is pulled.
void controller_unplug(struct controller *);
/// Answers what the host asks for, waiting at most `milliseconds` for the first command.
/// The number of packets served, or -errno.
int controller_serve(struct controller *, int milliseconds);
/// Hands a packet to the host. 0, or -errno.
int controller_send(struct controller *, const uint8_t *packet, size_t length);
/// Answers one HCI command (hci_commands.c).
void controller_answer(struct controller *, const uint8_t *command, size_t length);

/// Airs advertisements, `count` of them in one event. A controller that does not scan counts them
/// as unheard. 0, or -errno.
int air(struct controller *, const struct advertisement *, size_t count);
/// Airs one long advertisement in fragments of at most `fragment` bytes.
int air_fragments(struct controller *, const struct advertisement *, size_t fragment);
/// Airs `count` advertisements with sequence numbers at `rate` a second.
int flood(struct controller *, uint32_t count, double rate, unsigned per_event, uint32_t addresses,
          uint32_t first);

/// Nanoseconds of the monotonic clock.
uint64_t now_ns(void);
/// Serves the host until then.
void serve_until(struct controller *, uint64_t deadline_ns);
