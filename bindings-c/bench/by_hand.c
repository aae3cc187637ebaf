#include "by_hand.h"

#include <openssl/evp.h>
#include <stdio.h>
#include <string.h>
#include <sys/random.h>
#include <time.h>

size_t sign_plain(char *header, size_t capacity, const char *username, const char *secret) {
  unsigned char nonce[16], digest[20];
  char nonce_text[25], digest_text[29], seconds[24], created[32];
  struct timespec now;
  struct tm utc;
  if (getrandom(nonce, sizeof nonce, 0) != sizeof nonce) {
    return 0;
  }
  clock_gettime(CLOCK_REALTIME, &now);
  gmtime_r(&now.tv_sec, &utc);
  strftime(seconds, sizeof seconds, "%Y-%m-%dT%H:%M:%S", &utc);
  snprintf(created, sizeof created, "%s.%03ldZ", seconds, now.tv_nsec / 1000000 % 1000);

  EVP_MD_CTX *hash = EVP_MD_CTX_new();
  if (hash == NULL || !EVP_DigestInit_ex(hash, EVP_sha1(), NULL) || !EVP_DigestUpdate(hash, nonce, sizeof nonce) ||
      !EVP_DigestUpdate(hash, created, strlen(created)) || !EVP_DigestUpdate(hash, secret, strlen(secret)) ||
      !EVP_DigestFinal_ex(hash, digest, NULL)) {
    EVP_MD_CTX_free(hash);
    return 0;
  }
  EVP_MD_CTX_free(hash);
  EVP_EncodeBlock((unsigned char *)nonce_text, nonce, sizeof nonce);
  EVP_EncodeBlock((unsigned char *)digest_text, digest, sizeof digest);
  return (size_t)snprintf(header, capacity,
                          "UsernameToken Username=\"%s\", PasswordDigest=\"%s\", Nonce=\"%s\", Created=\"%s\"", username,
                          digest_text, nonce_text, created);
}

static char *digits(char *at, int number, int width) {
  for (int i = width; i-- > 0; number /= 10) {
    at[i] = (char)('0' + number % 10);
  }
  return at + width;
}

static char *append(char *at, const char *text, size_t len) {
  memcpy(at, text, len);
  return at + len;
}

#define APPEND(at, literal) append((at), (literal), sizeof(literal) - 1)

static char *append_created(char *at) {
  struct timespec now;
  struct tm utc;
  clock_gettime(CLOCK_REALTIME, &now);
  gmtime_r(&now.tv_sec, &utc);
  at = digits(at, utc.tm_year + 1900, 4);
  *at++ = '-';
  at = digits(at, utc.tm_mon + 1, 2);
  *at++ = '-';
  at = digits(at, utc.tm_mday, 2);
  *at++ = 'T';
  at = digits(at, utc.tm_hour, 2);
  *at++ = ':';
  at = digits(at, utc.tm_min, 2);
  *at++ = ':';
  at = digits(at, utc.tm_sec, 2);
  *at++ = '.';
  at = digits(at, (int)(now.tv_nsec / 1000000), 3);
  *at++ = 'Z';
  return at;
}

size_t sign_tuned(char *header, size_t capacity, const char *username, const char *secret) {
  static _Thread_local EVP_MD_CTX *hash;
  static _Thread_local EVP_MD *sha1;
  unsigned char input[256], digest[20];
  const size_t username_len = strlen(username), secret_len = strlen(secret);
  if (hash == NULL) {
    hash = EVP_MD_CTX_new();
    sha1 = EVP_MD_fetch(NULL, "SHA1", NULL);
  }
  if (capacity < 192 + username_len || secret_len > 128 || getrandom(input, 16, 0) != 16) {
    return 0;
  }
  char *created = (char *)input + 16, *end = append_created(created);
  const size_t created_len = (size_t)(end - created);
  end = append(end, secret, secret_len);
  if (!EVP_DigestInit_ex2(hash, sha1, NULL) || !EVP_DigestUpdate(hash, input, (size_t)(end - (char *)input)) ||
      !EVP_DigestFinal_ex(hash, digest, NULL)) {
    return 0;
  }
  char *at = APPEND(header, "UsernameToken Username=\"");
  at = append(at, username, username_len);
  at = APPEND(at, "\", PasswordDigest=\"");
  at += EVP_EncodeBlock((unsigned char *)at, digest, sizeof digest);
  at = APPEND(at, "\", Nonce=\"");
  at += EVP_EncodeBlock((unsigned char *)at, input, 16);
  at = APPEND(at, "\", Created=\"");
  at = append(at, created, created_len);
  at = append(at, "\"", 2);
  return (size_t)(at - header) - 1;
}
