// The wall around the operating system's Bluetooth: sockets, ioctls and their structures stay behind
// it, and only numbers and bytes pass. Every function that can fail returns -errno.
#pragma once
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/// The index that stands for no adapter.
#define CBLUEZ_NO_DEVICE 0xffff

/// What a Bluetooth socket speaks.
enum cbluez_channel {
  CBLUEZ_RAW = 0,      // HCI beside the kernel: CAP_NET_RAW, commands also CAP_NET_ADMIN
  CBLUEZ_USER = 1,     // HCI instead of the kernel: CAP_NET_ADMIN, the adapter must be down
  CBLUEZ_CONTROL = 3,  // management: CAP_NET_ADMIN
};

/// Opens a socket that does not block. The descriptor, or -errno.
int cbluez_open(int channel, uint16_t device);
void cbluez_close(int descriptor);
/// Lets through what a scan needs: Command Complete, Command Status, Hardware Error and LE Meta.
int cbluez_filter(int descriptor, bool advertisements);
/// Makes the receive buffer as large as that many bytes, beyond the system's limit if it may.
/// How large it is, or -errno.
int cbluez_grow(int descriptor, int bytes);
/// Packets that the kernel dropped because the buffer was full, since the socket was opened.
int64_t cbluez_drops(int descriptor);
/// Asks the kernel to say when each packet came.
int cbluez_stamp(int descriptor, int channel);

/// Packets as they come: `count` slots of `stride` bytes.
struct cbluez_packets {
  uint8_t *bytes;
  uint32_t *lengths;
  int64_t *ages;  // nanoseconds between the kernel's time stamp and `now`; -1 without one
  int64_t *now;   // when they were read, if any were, as cbluez_now tells it
  int count, stride;
};
/// Reads what is there with one system call. The number of packets, 0 if there are none, or -errno.
int cbluez_receive(int descriptor, const struct cbluez_packets *packets);
/// Sends one packet. 0, or -errno.
int cbluez_send(int descriptor, const uint8_t *bytes, size_t count);
/// Waits until one of at most 8 descriptors can be read or has failed, and sets its bit in `ready`.
/// The number of those, 0 when the time was up, or -errno.
int cbluez_wait(const int *descriptors, int count, int64_t nanoseconds, uint32_t *ready);

/// An adapter as the kernel knows it.
struct cbluez_device {
  uint16_t index;
  uint64_t address;  // as printed: 01:23:45:67:89:AB is 0x0123456789AB
  bool up, raw, virtual_bus;
};
/// The adapters, at most `limit`. Their number, or -errno.
int cbluez_devices(struct cbluez_device *devices, int limit);
/// Switches an adapter on or off. 0, or -errno.
int cbluez_power(uint16_t device, bool on);

/// Whether a program of that name has a management socket open, 1 or 0; -errno when that cannot be
/// told, which takes CAP_NET_RAW.
int cbluez_manages(const char *program);

/// 0 when nothing blocks the adapter's radio, 1 when software does, 2 a switch; -errno.
int cbluez_block(uint16_t device);

/// Whether the process has a capability now, by its number in linux/capability.h.
bool cbluez_capable(int capability);
/// Nanoseconds since boot, the time the machine was suspended included.
int64_t cbluez_now(void);
/// Whether the kernel holds the time of the day to be synchronised.
bool cbluez_is_synchronised(void);
void cbluez_sleep(int64_t nanoseconds);

/// A descriptor that another thread makes readable. The descriptor, or -errno.
int cbluez_bell(void);
void cbluez_ring(int bell);
/// Runs `body` on a thread of its own, which nobody waits for. 0, or -errno.
int cbluez_thread(void (*body)(void *), void *context);

/// Replaces a small file in one step. 0, or -errno.
int cbluez_replace(const char *path, const uint8_t *bytes, size_t count);
/// Reads a small file, at most `limit` bytes. Their number, or -errno.
int cbluez_load(const char *path, uint8_t *bytes, size_t limit);
/// What an errno means; the text lives for ever.
const char *cbluez_meaning(int error);
