#define _GNU_SOURCE
#include <dirent.h>
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <unistd.h>

#include <bluetooth/bluetooth.h>
#include <bluetooth/hci.h>
#include <bluetooth/hci_lib.h>

#include "CBlueZ.h"

static int open_plain(void) {
  const int descriptor = socket(AF_BLUETOOTH, SOCK_RAW | SOCK_CLOEXEC, BTPROTO_HCI);
  return descriptor < 0 ? -errno : descriptor;
}

int cbluez_devices(struct cbluez_device *devices, int limit) {
  const int descriptor = open_plain();
  if (descriptor < 0) return descriptor;
  // A number and as many entries, in memory that is aligned for both.
  uint32_t memory[1 + HCI_MAX_DEV * sizeof(struct hci_dev_req) / sizeof(uint32_t)] = {0};
  struct hci_dev_list_req *list = (struct hci_dev_list_req *)memory;
  list->dev_num = HCI_MAX_DEV;
  int found = 0;
  if (ioctl(descriptor, HCIGETDEVLIST, list) < 0) found = -errno;
  for (int i = 0; found >= 0 && i < list->dev_num && found < limit; i++) {
    struct hci_dev_info info = {.dev_id = list->dev_req[i].dev_id};
    // An adapter that was pulled in this moment is none.
    if (ioctl(descriptor, HCIGETDEVINFO, &info) < 0) continue;
    struct cbluez_device *device = &devices[found++];
    *device = (struct cbluez_device){
        .index = info.dev_id,
        .up = hci_test_bit(HCI_UP, &info.flags),
        .raw = hci_test_bit(HCI_RAW, &info.flags),
        .virtual_bus = (info.type & 0x0f) == HCI_VIRTUAL};
    for (int byte = 5; byte >= 0; byte--)
      device->address = device->address << 8 | info.bdaddr.b[byte];
  }
  close(descriptor);
  return found;
}

int cbluez_power(uint16_t device, bool on) {
  const int descriptor = open_plain();
  if (descriptor < 0) return descriptor;
  const int failed = ioctl(descriptor, on ? HCIDEVUP : HCIDEVDOWN, device) < 0 ? -errno : 0;
  close(descriptor);
  // Somebody else was quicker.
  return failed == -EALREADY ? 0 : failed;
}

int cbluez_manages(const char *program) {
  // Whoever opens the tap on all traffic is told first who has which sockets open.
  enum { MONITOR = 2, CONTROL_OPEN = 14, HEADER = 6, NAME = HEADER + 13 };
  const int descriptor = cbluez_open(MONITOR, CBLUEZ_NO_DEVICE);
  if (descriptor < 0) return descriptor;
  uint8_t packet[512];
  int found = 0;
  // Cookie (4), format (2), version (3), flags (4), length of the name and the name.
  for (ssize_t length; (length = read(descriptor, packet, sizeof packet)) > 0 && !found;) {
    if (length <= NAME || packet[0] != CONTROL_OPEN || packet[HEADER + 4] != 2) continue;
    found = strncmp((const char *)packet + NAME + 1, program, (size_t)length - NAME - 1) == 0;
  }
  close(descriptor);
  return found;
}

/// The first byte of a file of one digit.
static int digit(const char *path) {
  FILE *file = fopen(path, "re");
  if (!file) return -errno;
  const int character = fgetc(file);
  fclose(file);
  return character - '0';
}

int cbluez_block(uint16_t device) {
  char folder[64], path[400];
  snprintf(folder, sizeof folder, "/sys/class/bluetooth/hci%u", device);
  DIR *entries = opendir(folder);
  if (!entries) return -errno;
  int blocked = 0;
  for (struct dirent *entry; (entry = readdir(entries)) != NULL;) {
    if (strncmp(entry->d_name, "rfkill", 6) != 0) continue;
    snprintf(path, sizeof path, "%s/%s/hard", folder, entry->d_name);
    if (digit(path) == 1) blocked = 2;
    snprintf(path, sizeof path, "%s/%s/soft", folder, entry->d_name);
    if (blocked == 0 && digit(path) == 1) blocked = 1;
  }
  closedir(entries);
  return blocked;
}
