/* What a C programmer would write with OpenSSL: as one finds it, and as well as it goes. */
#ifndef BY_HAND_H
#define BY_HAND_H

#include <stddef.h>

/* A fresh context, names looked up, snprintf and strftime. */
size_t sign_plain(char *header, size_t capacity, const char *username, const char *secret);
/* Context and hash kept for each thread, digits written one by one, the header put together by memcpy. */
size_t sign_tuned(char *header, size_t capacity, const char *username, const char *secret);

#endif
