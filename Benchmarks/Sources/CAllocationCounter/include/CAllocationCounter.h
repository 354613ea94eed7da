#ifndef C_ALLOCATION_COUNTER_H
#define C_ALLOCATION_COUNTER_H

#include <stdbool.h>
#include <stdint.h>

/// Whether allocations are counted on this platform: on Linux with the GNU C library.
bool allocation_counter_works(void);

/// Allocations and reallocations of the whole process since it started.
uint64_t allocation_count(void);

#endif
