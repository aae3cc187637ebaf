#include "support.h"

xwsse_slice slice(const char *text) {
  xwsse_slice slice = {text, strlen(text)};
  return slice;
}

int same(xwsse_slice a, xwsse_slice b) {
  return a.len == b.len && (a.len == 0 || memcmp(a.data, b.data, a.len) == 0);
}

void assert_same_text(const char *expected, xwsse_slice slice, const char *file, int line) {
  if (slice.data == NULL || slice.data[slice.len] != '\0' || slice.len != strlen(expected) ||
      memcmp(slice.data, expected, slice.len) != 0) {
    print_error("expected \"%s\", got \"%s\"\n", expected, slice.data == NULL ? "(NULL)" : slice.data);
    _fail(file, line);
  }
}

xwsse_dialect *dialect_of(xwsse_slice text) {
  xwsse_dialect *dialect = NULL;
  assert_ok(xwsse_dialect_new(text.data, text.len, &dialect));
  return dialect;
}

xwsse_signer *signer_of(const char *username, const char *secret, const char *dialect_text) {
  xwsse_dialect *dialect = dialect_of(slice(dialect_text));
  xwsse_signer *signer = NULL;
  assert_ok(xwsse_signer_new(username, strlen(username), secret, strlen(secret), dialect, &signer));
  xwsse_dialect_free(dialect);
  return signer;
}

xwsse_store *store_of(size_t capacity) {
  xwsse_store *store = NULL;
  assert_ok(xwsse_store_new_memory(capacity, NULL, &store));
  return store;
}

int32_t look_up(void *context, xwsse_slice username, xwsse_found *found) {
  const struct secrets *secrets = context;
  for (size_t i = 0; i < secrets->len; i++) {
    const struct entry *entry = &secrets->entries[i];
    if (same(entry->username, username)) {
      assert_ok(xwsse_found_secret(found, entry->secret.data, entry->secret.len));
    }
  }
  return 0;
}

int32_t look_up_one(void *secret, xwsse_slice username, xwsse_found *found) {
  (void)username;
  return xwsse_found_secret(found, secret, strlen(secret));
}
