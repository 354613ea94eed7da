#define _GNU_SOURCE
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <linux/capability.h>
#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/eventfd.h>
#include <sys/syscall.h>
#include <sys/timex.h>
#include <time.h>
#include <unistd.h>

#include "CBlueZ.h"

bool cbluez_capable(int capability) {
  struct __user_cap_header_struct header = {_LINUX_CAPABILITY_VERSION_3, 0};
  struct __user_cap_data_struct data[2] = {{0}};
  if (syscall(SYS_capget, &header, data) < 0) return false;
  return capability >= 0 && capability < 64 &&
         (data[capability / 32].effective >> (capability % 32) & 1);
}

int64_t cbluez_now(void) {
  struct timespec now;
  clock_gettime(CLOCK_BOOTTIME, &now);
  return now.tv_sec * 1000000000ll + now.tv_nsec;
}

void cbluez_sleep(int64_t nanoseconds) {
  const struct timespec nap = {nanoseconds / 1000000000, nanoseconds % 1000000000};
  nanosleep(&nap, NULL);
}

bool cbluez_is_synchronised(void) {
  struct timex state = {0};
  const int clock = adjtimex(&state);
  // Where that is not allowed, nobody knows, and nobody trusts it.
  return clock >= 0 && clock != TIME_ERROR && !(state.status & STA_UNSYNC);
}

int cbluez_bell(void) {
  const int bell = eventfd(0, EFD_CLOEXEC | EFD_NONBLOCK);
  return bell < 0 ? -errno : bell;
}

void cbluez_ring(int bell) {
  // A bell that rings already need not ring again.
  if (eventfd_write(bell, 1) < 0) return;
}

struct start {
  void (*body)(void *);
  void *context;
};

static void *started(void *argument) {
  const struct start start = *(struct start *)argument;
  free(argument);
  start.body(start.context);
  return NULL;
}

int cbluez_thread(void (*body)(void *), void *context) {
  struct start *start = malloc(sizeof *start);
  if (!start) return -ENOMEM;
  *start = (struct start){body, context};
  pthread_t thread;
  const int failed = pthread_create(&thread, NULL, started, start);
  if (failed) {
    free(start);
    return -failed;
  }
  pthread_setname_np(thread, "radio");
  pthread_detach(thread);
  return 0;
}

int cbluez_replace(const char *path, const uint8_t *bytes, size_t count) {
  char fresh[PATH_MAX];
  if (snprintf(fresh, sizeof fresh, "%s.new", path) >= (int)sizeof fresh) return -ENAMETOOLONG;
  const int file = open(fresh, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0600);
  if (file < 0) return -errno;
  const ssize_t written = write(file, bytes, count);
  int failed = written < 0 ? -errno : written == (ssize_t)count ? 0 : -EIO;
  if (close(file) < 0 && !failed) failed = -errno;
  if (!failed && rename(fresh, path) < 0) failed = -errno;
  if (failed) unlink(fresh);
  return failed;
}

int cbluez_load(const char *path, uint8_t *bytes, size_t limit) {
  const int file = open(path, O_RDONLY | O_CLOEXEC);
  if (file < 0) return -errno;
  const ssize_t count = read(file, bytes, limit);
  const int failed = count < 0 ? -errno : 0;
  close(file);
  return failed ? failed : (int)count;
}

const char *cbluez_meaning(int error) {
  const char *text = strerrordesc_np(error);
  return text ? text : "unknown error";
}
