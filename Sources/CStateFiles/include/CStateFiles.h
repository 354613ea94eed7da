#ifndef C_STATE_FILES_H
#define C_STATE_FILES_H

#include <stddef.h>
#include <stdint.h>

// What the ledger asks of the operating system beyond its databases. Every function that returns an
// int returns 0 or a number from 0 on success, and -errno otherwise. No path that is a symbolic link
// is followed.

typedef struct {
  uint32_t mode;   // the twelve permission bits
  uint32_t owner;  // user id
  int64_t size;    // bytes
  int kind;        // 1 a regular file, 2 a directory, 0 anything else
} state_file_status;

/// What a path is.
int state_file_status_of(const char *path, state_file_status *status);

/// The user whose files these must be.
uint32_t state_file_user(void);

/// Makes a directory that nobody else may look into.
int state_directory_create(const char *path);

/// Makes a file that nobody else may read, writes it and waits until the disk has it. Fails when
/// there is something already.
int state_file_create(const char *path, const void *bytes, size_t count);

/// Reads at most so many bytes from an offset; returns how many.
int64_t state_file_read(const char *path, int64_t offset, void *bytes, size_t capacity);

/// Puts a file in place of another, overwrites the old one with zeros, and waits until the disk has
/// both.
int state_file_replace_destroying(const char *path, const char *replacement);

/// Removes a file.
int state_file_remove(const char *path);

/// Waits until the disk has the names in a directory.
int state_directory_sync(const char *path);

/// Opens a file and locks it for this process, or fails with -EWOULDBLOCK; returns its descriptor.
int state_file_lock(const char *path);

/// Closes what `state_file_lock` returned, which unlocks it.
void state_file_unlock(int descriptor);

/// Forbids core dumps and debuggers of the same user.
int process_forbid_dumps(void);

/// Keeps all memory, present and future, out of swap, page by page as it is first used.
int process_lock_memory(void);

#endif
