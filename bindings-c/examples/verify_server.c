/* A small server that lets signed requests in, with libmicrohttpd.
 *
 *   cc verify_server.c $(pkg-config --cflags --libs xwsse libmicrohttpd) -o verify_server
 *   API_KEY=… API_SECRET=… ./verify_server
 *
 * It listens on a free port of 127.0.0.1, prints its address, and ends with its standard input. Its threads share one
 * verifier. It stands behind a proxy that does TLS. */

#include <arpa/inet.h>
#include <microhttpd.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "xwsse.h"

#define REALM "orders"

struct account {
  const char *key, *secret;
};

/* From your database: the active secrets of the key. Nobody is none of them, and a failure is not 0. */
static int32_t look_up(void *context, xwsse_slice username, xwsse_found *found) {
  const struct account *account = context;
  if (username.len != strlen(account->key) || memcmp(username.data, account->key, username.len) != 0) {
    return 0;
  }
  return xwsse_found_secret(found, account->secret, strlen(account->secret));
}

/* All values of X-WSSE: two are refused, so two must be seen. */
struct values {
  xwsse_slice slices[2];
  size_t len;
};

static enum MHD_Result collect(void *context, enum MHD_ValueKind kind, const char *name, size_t name_len,
                               const char *value, size_t value_len) {
  struct values *values = context;
  (void)kind, (void)name_len;
  if (strcasecmp(name, "X-WSSE") == 0 && values->len < 2) {
    values->slices[values->len++] = (xwsse_slice){value, value_len};
  }
  return MHD_YES;
}

static enum MHD_Result send_text(struct MHD_Connection *connection, unsigned int status, const char *header,
                                 const char *value, const char *text) {
  struct MHD_Response *response =
      MHD_create_response_from_buffer(strlen(text), (void *)(uintptr_t)text, MHD_RESPMEM_MUST_COPY);
  if (response == NULL) {
    return MHD_NO;
  }
  if (header != NULL) {
    MHD_add_response_header(response, header, value);
  }
  const enum MHD_Result sent = MHD_queue_response(connection, status, response);
  MHD_destroy_response(response);
  return sent;
}

/* The peer is told no more than this, and the log holds the code, never the header. */
static enum MHD_Result refuse(struct MHD_Connection *connection, xwsse_status status) {
  char challenge[256];
  size_t len = 0;
  fprintf(stderr, "refused: %s\n", xwsse_status_code(status));
  if (xwsse_status_http(status) == MHD_HTTP_UNAUTHORIZED &&
      xwsse_challenge(REALM, strlen(REALM), challenge, sizeof challenge, &len) == XWSSE_OK) {
    return send_text(connection, MHD_HTTP_UNAUTHORIZED, "WWW-Authenticate", challenge, "unauthorized\n");
  }
  return send_text(connection, MHD_HTTP_SERVICE_UNAVAILABLE, "Retry-After", "1", "unavailable\n");
}

static enum MHD_Result answer(void *verifier, struct MHD_Connection *connection, const char *url, const char *method,
                              const char *version, const char *body, size_t *body_len, void **request) {
  static int seen;
  (void)url, (void)method, (void)version, (void)body;
  if (*request == NULL) { /* The headers are there; the body, if any, is not. */
    *request = &seen;
    return MHD_YES;
  }
  if (*body_len > 0) { /* A body is read over. */
    *body_len = 0;
    return MHD_YES;
  }
  struct values values = {{{NULL, 0}, {NULL, 0}}, 0};
  MHD_get_connection_values_n(connection, MHD_HEADER_KIND, collect, &values);
  xwsse_identity *identity = NULL;
  const xwsse_status status = xwsse_verifier_verify(verifier, values.slices, values.len, NULL, &identity);
  if (status != XWSSE_OK) {
    return refuse(connection, status);
  }
  char text[512];
  snprintf(text, sizeof text, "orders of %s\n", xwsse_identity_username(identity).data);
  xwsse_identity_free(identity);
  return send_text(connection, MHD_HTTP_OK, NULL, NULL, text);
}

int main(void) {
  struct account account = {getenv("API_KEY"), getenv("API_SECRET")};
  if (account.key == NULL || account.secret == NULL) {
    fprintf(stderr, "usage: API_KEY=… API_SECRET=… verify_server\n");
    return 2;
  }
  xwsse_store *store = NULL;
  xwsse_verifier *verifier = NULL;
  xwsse_status status = xwsse_store_new_memory(XWSSE_DEFAULT_CAPACITY, NULL, &store);
  if (status == XWSSE_OK) {
    status = xwsse_verifier_new(NULL, look_up, &account, store, &verifier);
  }
  if (status != XWSSE_OK) {
    fprintf(stderr, "%s\n", xwsse_status_text(status));
    return 1;
  }
  struct sockaddr_in address = {.sin_family = AF_INET, .sin_addr.s_addr = htonl(INADDR_LOOPBACK)};
  struct MHD_Daemon *daemon =
      MHD_start_daemon(MHD_USE_INTERNAL_POLLING_THREAD, 0, NULL, NULL, answer, verifier, MHD_OPTION_SOCK_ADDR, &address,
                       MHD_OPTION_THREAD_POOL_SIZE, 4u, MHD_OPTION_END);
  const union MHD_DaemonInfo *bound = daemon ? MHD_get_daemon_info(daemon, MHD_DAEMON_INFO_BIND_PORT) : NULL;
  if (bound != NULL) {
    printf("http://127.0.0.1:%u\n", (unsigned int)bound->port);
    fflush(stdout);
    while (getchar() != EOF) {
    }
  }
  if (daemon != NULL) {
    MHD_stop_daemon(daemon);
  }
  xwsse_verifier_free(verifier);
  xwsse_store_free(store);
  return bound == NULL;
}
