#ifndef C_PROCESS_H
#define C_PROCESS_H

#include <stdint.h>

/// The most bytes of memory this process has held at once.
uint64_t peak_resident_bytes(void);

#endif
