/* Signs a GET request with libcurl, and each of its redirects afresh.
 *
 *   cc sign_curl.c $(pkg-config --cflags --libs xwsse libcurl) -o sign_curl
 *   API_KEY=… API_SECRET=… ./sign_curl https://api.example/orders
 *
 * A token is good for one request, and anyone who reads one can use it first. So redirects are followed by hand: every
 * hop to the origin of the first URL gets a token of its own, and a hop to any other origin gets none. Plain http is
 * for loopback hosts. */

#include <curl/curl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "xwsse.h"

#define MAX_HOPS 10

/* Scheme, host and port, as curl has them: lower case, and the port always there. */
struct origin {
  char scheme[16], host[256], port[8];
};

static int get_part(CURLU *url, CURLUPart part, char *into, size_t capacity) {
  char *text = NULL;
  if (curl_url_get(url, part, &text, CURLU_DEFAULT_PORT) != CURLUE_OK) {
    return 0;
  }
  const int fits = (size_t)snprintf(into, capacity, "%s", text) < capacity;
  for (char *c = into; *c != '\0'; c++) {
    *c = *c >= 'A' && *c <= 'Z' ? (char)(*c - 'A' + 'a') : *c;
  }
  curl_free(text);
  return fits;
}

static int get_origin(const char *text, struct origin *origin) {
  CURLU *url = curl_url();
  const int known = url != NULL && curl_url_set(url, CURLUPART_URL, text, 0) == CURLUE_OK &&
                    get_part(url, CURLUPART_SCHEME, origin->scheme, sizeof origin->scheme) &&
                    get_part(url, CURLUPART_HOST, origin->host, sizeof origin->host) &&
                    get_part(url, CURLUPART_PORT, origin->port, sizeof origin->port);
  curl_url_cleanup(url);
  return known;
}

static int same_origin(const struct origin *a, const struct origin *b) {
  return strcmp(a->scheme, b->scheme) == 0 && strcmp(a->host, b->host) == 0 && strcmp(a->port, b->port) == 0;
}

/* curl writes 127.1 and the like as 127.0.0.1, so that four numbers are an address and no name. */
static int is_loopback(const char *host) {
  unsigned char a, b, c;
  char end;
  return strcmp(host, "localhost") == 0 || strcmp(host, "[::1]") == 0 ||
         sscanf(host, "127.%hhu.%hhu.%hhu%c", &a, &b, &c, &end) == 3;
}

/* The two headers of a fresh token. */
static struct curl_slist *sign(const xwsse_signer *signer) {
  xwsse_token *token = NULL;
  const xwsse_status status = xwsse_signer_token(signer, &token);
  if (status != XWSSE_OK) {
    fprintf(stderr, "not signed: %s\n", xwsse_status_text(status));
    return NULL;
  }
  struct curl_slist *headers = NULL, *longer = NULL;
  xwsse_slice line;
  for (size_t i = 0; (line = xwsse_token_header_line(token, i)).data != NULL; i++) {
    if ((longer = curl_slist_append(headers, line.data)) == NULL) {
      curl_slist_free_all(headers);
      headers = NULL;
      break;
    }
    headers = longer;
  }
  xwsse_token_free(token);
  return headers;
}

/* One request: its HTTP status, or 0. `next` is where it is redirected to, or empty. */
static long get(CURL *curl, const char *url, struct curl_slist *headers, char *next, size_t capacity) {
  char *redirect = NULL;
  long status = 0;
  next[0] = '\0';
  curl_easy_setopt(curl, CURLOPT_URL, url);
  curl_easy_setopt(curl, CURLOPT_HTTPHEADER, headers);
  const CURLcode code = curl_easy_perform(curl);
  if (code != CURLE_OK) {
    fprintf(stderr, "%s\n", curl_easy_strerror(code));
    return 0;
  }
  curl_easy_getinfo(curl, CURLINFO_RESPONSE_CODE, &status);
  curl_easy_getinfo(curl, CURLINFO_REDIRECT_URL, &redirect);
  if (redirect != NULL && (size_t)snprintf(next, capacity, "%s", redirect) >= capacity) {
    fprintf(stderr, "the redirect's URL is too long\n");
    return 0;
  }
  return status;
}

static long follow(CURL *curl, const xwsse_signer *signer, const char *first) {
  struct origin home, here;
  char url[4096], next[sizeof url];
  if ((size_t)snprintf(url, sizeof url, "%s", first) >= sizeof url || !get_origin(url, &home)) {
    fprintf(stderr, "this is not a URL\n");
    return 0;
  }
  if (strcmp(home.scheme, "https") != 0 && !is_loopback(home.host)) {
    fprintf(stderr, "no token is sent over plain http; use https\n");
    return 0;
  }
  for (int hop = 0; hop <= MAX_HOPS; hop++) {
    struct curl_slist *headers = NULL;
    if (!get_origin(url, &here) || (same_origin(&here, &home) && (headers = sign(signer)) == NULL)) {
      return 0;
    }
    const long status = get(curl, url, headers, next, sizeof next);
    curl_slist_free_all(headers);
    if (status == 0 || next[0] == '\0') {
      return status;
    }
    memcpy(url, next, sizeof url);
  }
  fprintf(stderr, "there are too many redirects\n");
  return 0;
}

int main(int argc, char **argv) {
  const char *key = getenv("API_KEY"), *secret = getenv("API_SECRET");
  if (argc != 2 || key == NULL || secret == NULL) {
    fprintf(stderr, "usage: API_KEY=… API_SECRET=… %s URL\n", argv[0]);
    return 2;
  }
  xwsse_signer *signer = NULL;
  const xwsse_status status = xwsse_signer_new(key, strlen(key), secret, strlen(secret), NULL, &signer);
  if (status != XWSSE_OK) {
    fprintf(stderr, "%s\n", xwsse_status_text(status));
    return 2;
  }
  CURL *curl = curl_global_init(CURL_GLOBAL_DEFAULT) == CURLE_OK ? curl_easy_init() : NULL;
  long http_status = 0;
  if (curl != NULL) {
    curl_easy_setopt(curl, CURLOPT_PROTOCOLS_STR, "http,https");
    curl_easy_setopt(curl, CURLOPT_FOLLOWLOCATION, 0L);
    http_status = follow(curl, signer, argv[1]);
    curl_easy_cleanup(curl);
  }
  curl_global_cleanup();
  xwsse_signer_free(signer);
  fprintf(stderr, "status: %ld\n", http_status);
  return http_status == 200 ? 0 : 1;
}
