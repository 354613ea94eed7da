// What the controller answers. Source: Bluetooth Core Specification 5.4, Vol 4, Part E, 7.
#include <string.h>

#include "controller.h"

enum {
  READ_LOCAL_VERSION = 0x1001,
  READ_LOCAL_COMMANDS = 0x1002,
  READ_LOCAL_FEATURES = 0x1003,
  READ_BUFFER_SIZE = 0x1005,
  READ_BD_ADDR = 0x1009,
  RESET = 0x0c03,
  READ_LOCAL_NAME = 0x0c14,
  READ_CLASS = 0x0c23,
  LE_READ_BUFFER_SIZE = 0x2002,
  LE_READ_LOCAL_FEATURES = 0x2003,
  LE_READ_ADV_TX_POWER = 0x2007,
  LE_SET_SCAN_PARAMETERS = 0x200b,
  LE_SET_SCAN_ENABLE = 0x200c,
  LE_READ_ACCEPT_LIST_SIZE = 0x200f,
  LE_RAND = 0x2018,
  LE_READ_SUPPORTED_STATES = 0x201c,
  LE_READ_RESOLVING_LIST_SIZE = 0x202a,
  LE_READ_MAX_ADV_LENGTH = 0x203a,
  LE_READ_ADV_SETS = 0x203b,
  LE_SET_EXT_SCAN_PARAMETERS = 0x2041,
  LE_SET_EXT_SCAN_ENABLE = 0x2042,
  COMMAND_DISALLOWED = 0x0c,
  LEGACY = 1,
  EXTENDED = 2,
};

/// Command Complete; `length` counts the status, which is the first of the parameters.
static void complete(struct controller *c, uint16_t opcode, const void *parameters, size_t length) {
  uint8_t packet[300] = {0x04, 0x0e, (uint8_t)(3 + length), 1, opcode & 0xff, opcode >> 8};
  memcpy(packet + 6, parameters, length);
  controller_send(c, packet, 6 + length);
}

static void supported_commands(const struct controller *c, uint8_t *octets) {
  octets[5] = 0xc0;   // event mask, reset
  octets[14] = 0xa8;  // local version, features, buffer size
  octets[15] = 0x02;  // BD_ADDR
  octets[25] = 0xf7;  // LE event mask, buffers, features, random address, advertising
  octets[26] = 0x3f;  // scanning, connecting, accept list
  octets[27] = 0x7f;
  octets[28] = 0x7f;
  if (c->extended) octets[37] = 0x60;  // extended scan parameters and enable
}

/// A controller takes the scan commands of one family until it is reset.
static bool takes(struct controller *c, uint8_t family) {
  if (c->family != 0 && c->family != family) return false;
  c->family = family;
  return true;
}

static uint8_t set_parameters(struct controller *c, uint8_t family, const uint8_t *scan) {
  if (c->scanning || !takes(c, family)) return COMMAND_DISALLOWED;
  c->active = scan[0] == 1;
  c->interval = scan[1] | scan[2] << 8;
  c->window = scan[3] | scan[4] << 8;
  return 0;
}

static uint8_t set_enable(struct controller *c, uint8_t family, const uint8_t *enable) {
  if (!takes(c, family)) return COMMAND_DISALLOWED;
  c->scanning = enable[0] == 1;
  c->filters = enable[1] == 1;
  c->heard_count = 0;
  return 0;
}

/// Writes the return parameters of a scan command; false when the command is another.
static bool scan_command(struct controller *c, uint16_t opcode, const uint8_t *in, uint8_t *status) {
  switch (opcode) {
    case LE_SET_SCAN_PARAMETERS: *status = set_parameters(c, LEGACY, in); return true;
    case LE_SET_EXT_SCAN_PARAMETERS: *status = set_parameters(c, EXTENDED, in + 3); return true;
    case LE_SET_SCAN_ENABLE: *status = set_enable(c, LEGACY, in); return true;
    case LE_SET_EXT_SCAN_ENABLE: *status = set_enable(c, EXTENDED, in); return true;
    default: return false;
  }
}

/// Writes the return parameters after the status, and tells how many bytes they have.
static size_t information(struct controller *c, uint16_t opcode, uint8_t *out) {
  switch (opcode) {
    case READ_LOCAL_VERSION: out[0] = out[3] = 9; out[4] = out[5] = 0xff; return 8;  // 5.0
    case READ_LOCAL_COMMANDS: supported_commands(c, out); return 64;
    case READ_LOCAL_FEATURES: out[4] = 0x60; return 8;  // LE, no BR/EDR
    case READ_BUFFER_SIZE: return 7;                     // none for BR/EDR
    case READ_BD_ADDR: memcpy(out, c->address, 6); return 6;
    case READ_LOCAL_NAME: strcpy((char *)out, "virtual"); return 248;
    case READ_CLASS: return 3;
    case LE_READ_BUFFER_SIZE: out[0] = 0xfb; out[2] = 8; return 3;
    case LE_READ_LOCAL_FEATURES: out[1] = c->extended ? 0x10 : 0; return 8;
    case LE_READ_ADV_TX_POWER: return 1;
    case LE_READ_ACCEPT_LIST_SIZE:
    case LE_READ_RESOLVING_LIST_SIZE: out[0] = 16; return 1;
    case LE_RAND: memcpy(out, &(uint64_t){now_ns()}, 8); return 8;
    case LE_READ_SUPPORTED_STATES: memset(out, 0xff, 5); return 8;
    case LE_READ_MAX_ADV_LENGTH: out[0] = 31; return 2;
    case LE_READ_ADV_SETS: out[0] = 4; return 1;
    case RESET: c->scanning = false; c->family = 0; return 0;
    default: return 0;  // whatever else there is, it is fine
  }
}

void controller_answer(struct controller *c, const uint8_t *command, size_t length) {
  const uint16_t opcode = command[0] | command[1] << 8;
  uint8_t in[256] = {0}, out[256] = {0};
  memcpy(in, command + 3, length - 3 < sizeof in ? length - 3 : sizeof in);
  size_t count = 0;
  if (!scan_command(c, opcode, in, out)) count = information(c, opcode, out + 1);
  complete(c, opcode, out, 1 + count);
}
