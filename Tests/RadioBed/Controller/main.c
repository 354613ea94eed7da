// virtual-controller: plugs a virtual LE controller in and does what its standard input says.
//
//   virtual-controller [-a ADDRESS] [-x]     -x: offers extended advertising
//
// One command a line, one answer a line: "ok …" or "error …". See commands[] at the end.
#include <errno.h>
#include <inttypes.h>
#include <poll.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "controller.h"

static struct controller controller = {.fd = -1, .address = {1, 0, 0, 0xbb, 0xaa, 0xc0}};
static uint64_t origin;  // what `at` counts from

static int parse_address(const char *text, uint8_t *address) {
  unsigned part[6];
  if (sscanf(text, "%2x:%2x:%2x:%2x:%2x:%2x", part, part + 1, part + 2, part + 3, part + 4,
             part + 5) != 6)
    return -EINVAL;
  for (int i = 0; i < 6; i++) address[i] = (uint8_t)part[5 - i];
  return 0;
}

static int digit(char c) {
  if (c >= '0' && c <= '9') return c - '0';
  c |= 0x20;
  return c >= 'a' && c <= 'f' ? c - 'a' + 10 : -1;
}

/// The type, address, RSSI and payload of an advertisement.
static int parse(const char *arguments, struct advertisement *a, int *fragment) {
  char address[32], hex[2 * MAX_PAYLOAD + 2] = "";
  int type, rssi;
  *fragment = 0;
  if (sscanf(arguments, "%d %31s %d %3301s %d", &type, address, &rssi, hex, fragment) < 3)
    return -EINVAL;
  if (type < 0 || type > 4 || rssi < -128 || rssi > 127) return -EINVAL;
  a->type = (uint8_t)type;
  a->rssi = (int8_t)rssi;
  a->address_type = strstr(address, "/public") ? 0 : 1;
  a->length = 0;
  // A script has many of these, and sscanf is slow.
  for (int high, low; a->length < MAX_PAYLOAD && (high = digit(hex[2 * a->length])) >= 0 &&
                      (low = digit(hex[2 * a->length + 1])) >= 0;)
    a->payload[a->length++] = (uint8_t)(high << 4 | low);
  return parse_address(address, a->address);
}

static int do_advertise(const char *arguments) {
  static struct advertisement a;
  int ignored;
  const int failed = parse(arguments, &a, &ignored);
  return failed ? failed : air(&controller, &a, 1);
}

static int do_extended(const char *arguments) {
  static struct advertisement a;
  int fragment;
  const int failed = parse(arguments, &a, &fragment);
  return failed ? failed : air_fragments(&controller, &a, fragment > 0 ? (size_t)fragment : 229);
}

static int do_flood(const char *arguments) {
  unsigned count, per_event = 1, addresses = 1, first = 0;
  double rate;
  if (sscanf(arguments, "%u %lf %u %u %u", &count, &rate, &per_event, &addresses, &first) < 2)
    return -EINVAL;
  return flood(&controller, count, rate, per_event, addresses, first);
}

static int do_await(const char *arguments) {
  char what[16] = "";
  int milliseconds = 10000;
  sscanf(arguments, "%15s %d", what, &milliseconds);
  const bool wanted = strcmp(what, "idle") != 0;
  const uint64_t deadline = now_ns() + (uint64_t)milliseconds * 1000000;
  while (controller.scanning != wanted) {
    if (now_ns() >= deadline) return -ETIMEDOUT;
    controller_serve(&controller, 10);
  }
  return 0;
}

static int do_sleep(const char *arguments) {
  serve_until(&controller, now_ns() + (uint64_t)(atof(arguments) * 1e6));
  return 0;
}

static int do_at(const char *arguments) {
  if (origin == 0) origin = now_ns();
  serve_until(&controller, origin + (uint64_t)(atof(arguments) * 1e6));
  return 0;
}

static int do_error(const char *arguments) {
  const uint8_t event[] = {0x04, 0x10, 0x01, (uint8_t)strtoul(arguments, NULL, 16)};
  return controller_send(&controller, event, sizeof event);
}

static int do_raw(const char *arguments) {
  uint8_t packet[1024];
  size_t length = 0;
  for (unsigned byte; length < sizeof packet && sscanf(arguments, " %2x", &byte) == 1;) {
    packet[length++] = (uint8_t)byte;
    arguments += strspn(arguments, " ") + 2;
  }
  return controller_send(&controller, packet, length);
}

static int do_deaf(const char *arguments) {
  controller.deaf = strstr(arguments, "on") != NULL;
  return 0;
}

static int do_unplug(const char *arguments) {
  (void)arguments;
  controller_unplug(&controller);
  return 0;
}

static int do_plug(const char *arguments) {
  (void)arguments;
  return controller_plug(&controller);
}

static int perform(char *line);

/// Does what the lines of a file say, up to the first that fails.
static int do_play(const char *arguments) {
  char path[256] = "";
  sscanf(arguments, "%255s", path);
  FILE *script = fopen(path, "re");
  if (!script) return -errno;
  static char line[2 * MAX_PAYLOAD + 256];
  int failed = 0;
  while (!failed && fgets(line, sizeof line, script)) failed = perform(line);
  fclose(script);
  return failed;
}

static int do_status(const char *arguments) {
  (void)arguments;
  return 0;  // the counts are in every answer
}

static const struct {
  const char *name;
  int (*perform)(const char *);
} commands[] = {
    {"advertise", do_advertise},  // TYPE ADDRESS[/public] RSSI [HEX]
    {"extended", do_extended},    // TYPE ADDRESS[/public] RSSI HEX [BYTES A FRAGMENT]
    {"flood", do_flood},          // COUNT RATE [REPORTS AN EVENT] [ADDRESSES] [FIRST NUMBER]
    {"await", do_await},          // scan|idle [MS]
    {"sleep", do_sleep},          // MS
    {"at", do_at},                // MS since the first "at"
    {"error", do_error},          // CODE of a Hardware Error event
    {"raw", do_raw},              // HEX of a whole packet
    {"deaf", do_deaf},            // on|off
    {"unplug", do_unplug},
    {"plug", do_plug},
    {"play", do_play},            // FILE of such lines
    {"status", do_status},
};

/// 0, or -errno; an empty line or one that begins with # is nothing to do.
static int perform(char *line) {
  char *name = line + strspn(line, " \n");
  if (*name == 0 || *name == '#') return 0;
  const size_t length = strcspn(name, " \n");
  for (size_t i = 0; i < sizeof commands / sizeof *commands; i++)
    if (strlen(commands[i].name) == length && strncmp(commands[i].name, name, length) == 0)
      return commands[i].perform(name + length);
  return -ENOSYS;
}

static void answer(char *line) {
  const int failed = perform(line);
  if (failed) {
    line[strcspn(line, "\n")] = 0;
    printf("error %.40s: %s\n", line, strerror(-failed));
    return;
  }
  printf("ok hci%d scanning=%d active=%d filter=%d interval=%u window=%u aired=%" PRIu64
         " unheard=%" PRIu64 " duplicates=%" PRIu64 " time=%" PRIu64 "\n",
         controller.index, controller.scanning, controller.active, controller.filters,
         controller.interval, controller.window, controller.aired, controller.unheard,
         controller.duplicates, controller.last_ns);
}

int main(int count, char **arguments) {
  for (int option; (option = getopt(count, arguments, "a:x")) > 0;) {
    if (option == 'x') controller.extended = true;
    else if (option != 'a' || parse_address(optarg, controller.address)) return 64;
  }
  setvbuf(stdout, NULL, _IOLBF, 0);
  setvbuf(stdin, NULL, _IONBF, 0);
  const int failed = controller_plug(&controller);
  if (failed) {
    printf("error plug: %s\n", strerror(-failed));
    return 1;
  }
  printf("ok hci%d\n", controller.index);
  static char line[2 * MAX_PAYLOAD + 256];
  for (;;) {
    struct pollfd ready[2] = {{.fd = STDIN_FILENO, .events = POLLIN},
                              {.fd = controller.fd, .events = POLLIN}};
    poll(ready, 2, -1);
    if (ready[1].revents && controller_serve(&controller, 0) < 0) return 1;
    if (!ready[0].revents) continue;
    if (!fgets(line, sizeof line, stdin)) return 0;
    answer(line);
  }
}
