/* Faults that the sanitizers must find: the proof that they look. */
#include "xwsse.h"

int main(void) {
  static xwsse_signer *signer;
  if (xwsse_signer_new("key", 3, "secret", 6, NULL, &signer) != XWSSE_OK) {
    return 0;
  }
#ifdef LEAK
  signer = NULL;
  return 0;
#else
  const char *username = xwsse_signer_username(signer).data;
  xwsse_signer_free(signer);
  return username[0] == 'k';
#endif
}
