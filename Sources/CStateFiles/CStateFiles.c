#define _GNU_SOURCE
#include "CStateFiles.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <sys/file.h>
#include <sys/mman.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <unistd.h>
#if defined(__linux__)
#include <sys/prctl.h>
#endif

int state_file_status_of(const char *path, state_file_status *status) {
  struct stat found;
  if (lstat(path, &found) != 0) return -errno;
  status->mode = (uint32_t)found.st_mode & 07777;
  status->owner = (uint32_t)found.st_uid;
  status->size = (int64_t)found.st_size;
  status->kind = S_ISREG(found.st_mode) ? 1 : S_ISDIR(found.st_mode) ? 2 : 0;
  return 0;
}

uint32_t state_file_user(void) { return (uint32_t)geteuid(); }

int state_directory_create(const char *path) {
  if (mkdir(path, 0700) != 0) return -errno;
  return 0;
}

static int write_all(int file, const char *bytes, size_t count, off_t offset) {
  while (count > 0) {
    ssize_t written = pwrite(file, bytes, count, offset);
    if (written < 0) {
      if (errno == EINTR) continue;
      return -errno;
    }
    bytes += written;
    offset += written;
    count -= (size_t)written;
  }
  return 0;
}

int state_file_create(const char *path, const void *bytes, size_t count) {
  int file = open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC | O_NOFOLLOW, 0600);
  if (file < 0) return -errno;
  int result = write_all(file, bytes, count, 0);
  if (result == 0 && fsync(file) != 0) result = -errno;
  close(file);
  if (result != 0) unlink(path);
  return result;
}

int64_t state_file_read(const char *path, int64_t offset, void *bytes, size_t capacity) {
  int file = open(path, O_RDONLY | O_CLOEXEC | O_NOFOLLOW);
  if (file < 0) return -errno;
  size_t count = 0;
  int64_t result = 0;
  while (count < capacity) {
    ssize_t got = pread(file, (char *)bytes + count, capacity - count, offset + (off_t)count);
    if (got < 0 && errno == EINTR) continue;
    if (got < 0) result = -errno;
    if (got <= 0) break;
    count += (size_t)got;
  }
  close(file);
  return result < 0 ? result : (int64_t)count;
}

int state_file_replace_destroying(const char *path, const char *replacement) {
  // Opened before the name goes to the new file, because afterwards nothing leads to the old one.
  int old = open(path, O_WRONLY | O_CLOEXEC | O_NOFOLLOW);
  if (rename(replacement, path) != 0) {
    int error = -errno;
    if (old >= 0) close(old);
    return error;
  }
  if (old < 0) return 0;
  struct stat found;
  int result = fstat(old, &found) == 0 ? 0 : -errno;
  const char zeros[64] = {0};
  for (off_t at = 0; result == 0 && at < found.st_size; at += (off_t)sizeof zeros) {
    off_t left = found.st_size - at;
    size_t count = left < (off_t)sizeof zeros ? (size_t)left : sizeof zeros;
    result = write_all(old, zeros, count, at);
  }
  if (result == 0 && fsync(old) != 0) result = -errno;
  close(old);
  return result;
}

int state_file_remove(const char *path) { return unlink(path) == 0 ? 0 : -errno; }

int state_directory_sync(const char *path) {
  int directory = open(path, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
  if (directory < 0) return -errno;
  int result = fsync(directory) == 0 ? 0 : -errno;
  close(directory);
  return result;
}

int state_file_lock(const char *path) {
  int file = open(path, O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0600);
  if (file < 0) return -errno;
  if (flock(file, LOCK_EX | LOCK_NB) != 0) {
    int error = -errno;
    close(file);
    return error;
  }
  return file;
}

void state_file_unlock(int descriptor) {
  // Closing alone would leave it locked while a child that has just been forked holds it too.
  flock(descriptor, LOCK_UN);
  close(descriptor);
}

int process_forbid_dumps(void) {
  const struct rlimit none = {0, 0};
  if (setrlimit(RLIMIT_CORE, &none) != 0) return -errno;
#if defined(__linux__)
  if (prctl(PR_SET_DUMPABLE, 0, 0, 0, 0) != 0) return -errno;
#endif
  return 0;
}

int process_lock_memory(void) {
#if defined(__linux__)
  return mlockall(MCL_CURRENT | MCL_FUTURE | MCL_ONFAULT) == 0 ? 0 : -errno;
#else
  return -ENOTSUP;
#endif
}
