/* The peer that speaks through libxwsse: see README.md. It signs for libcurl and verifies behind plain sockets. */

#define _GNU_SOURCE
#include <arpa/inet.h>
#include <curl/curl.h>
#include <pthread.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <sys/socket.h>
#include <time.h>
#include <unistd.h>
#include <xwsse.h>

enum { REQUEST_CAPACITY = 65536, MOST_VALUES = 64, MOST_USERS = 64 };

static void die(const char *what) {
  fprintf(stderr, "peer.c: %s\n", what);
  exit(1);
}

static void must(xwsse_status status) {
  if (status != XWSSE_OK) die(xwsse_status_text(status));
}

static xwsse_slice slice(const char *text) { return (xwsse_slice){text, strlen(text)}; }

static xwsse_dialect *dialect_of(const char *text) {
  xwsse_dialect *dialect;
  must(xwsse_dialect_new(text, strlen(text), &dialect));
  return dialect;
}

static size_t index_of_preset(const char *name, size_t len) {
  const char *preset;
  for (size_t i = 0; (preset = xwsse_dialect_preset(i)) != NULL; i++)
    if (strlen(preset) == len && memcmp(preset, name, len) == 0) return i;
  die("no such preset");
  return 0;
}

/* Turns hex digits into bytes, in place; gives how many. */
static size_t unhex(char *text) {
  size_t len = strlen(text) / 2;
  for (size_t i = 0; i < len; i++) {
    unsigned byte;
    if (sscanf(text + 2 * i, "%2x", &byte) != 1) die("this is not hex");
    text[i] = (char)byte;
  }
  return len;
}

/* Takes the text up to a separator off a line. */
static char *next(char **line, const char *separator) {
  char *field = strsep(line, separator);
  if (field == NULL) die("a line with too few fields");
  return field;
}

/* serve */

typedef struct user {
  xwsse_slice name;
  xwsse_slice secrets[8];
  size_t count;
} user;

typedef struct users {
  user list[MOST_USERS];
  size_t count;
} users;

static int32_t look_up(void *context, xwsse_slice username, xwsse_found *found) {
  const users *all = context;
  for (size_t i = 0; i < all->count; i++) {
    const user *one = &all->list[i];
    if (one->name.len != username.len || memcmp(one->name.data, username.data, username.len) != 0) continue;
    for (size_t s = 0; s < one->count; s++)
      if (xwsse_found_secret(found, one->secrets[s].data, one->secrets[s].len) != XWSSE_OK) return 1;
  }
  return 0;
}

/* Finds the values of X-WSSE in the lines of a request. */
static size_t header_values(char *request, xwsse_slice *values) {
  size_t count = 0;
  for (char *line = strstr(request, "\r\n"); line != NULL; line = strstr(line, "\r\n")) {
    line += 2;
    if (strncasecmp(line, "X-WSSE:", 7) != 0 || count == MOST_VALUES) continue;
    const char *start = line + 7 + strspn(line + 7, " \t");
    const char *end = strstr(start, "\r\n");
    values[count++] = (xwsse_slice){start, (size_t)(end - start)};
  }
  return count;
}

static void answer(int connection, xwsse_status status, xwsse_slice body) {
  char challenge[256] = "", reply[REQUEST_CAPACITY];
  size_t len;
  must(xwsse_challenge("interop", 7, challenge, sizeof challenge, &len));
  uint16_t http = xwsse_status_http(status);
  int size = status == XWSSE_OK
                 ? snprintf(reply, sizeof reply, "HTTP/1.1 200 OK\r\nContent-Length: %zu\r\nConnection: close\r\n\r\n%.*s",
                            body.len, (int)body.len, body.data)
                 : snprintf(reply, sizeof reply,
                            "HTTP/1.1 %d Refused\r\n%s%s\r\nX-Code: %s\r\nContent-Length: 0\r\nConnection: close\r\n\r\n",
                            http, http == 401 ? "WWW-Authenticate: " : "Retry-After: ", http == 401 ? challenge : "1",
                            xwsse_status_code(status));
  if (send(connection, reply, (size_t)size, MSG_NOSIGNAL) != size) die("send");
}

static void *serve_all(void *argument) {
  int listener = *(int *)argument;
  static users known;
  known.count = 1;
  known.list[0] = (user){slice(getenv("XWSSE_USERNAME")), {slice(getenv("XWSSE_SECRET"))}, 1};
  xwsse_verifier *verifiers[16];
  const char *preset;
  for (size_t i = 0; (preset = xwsse_dialect_preset(i)) != NULL; i++) {
    xwsse_store *store;
    xwsse_dialect *dialect = dialect_of(preset);
    must(xwsse_store_new_memory(XWSSE_DEFAULT_CAPACITY, NULL, &store));
    must(xwsse_verifier_new(dialect, look_up, &known, store, &verifiers[i]));
    xwsse_store_free(store);
    xwsse_dialect_free(dialect);
  }
  static char request[REQUEST_CAPACITY];
  for (;;) {
    int connection = accept(listener, NULL, NULL);
    size_t len = 0;
    request[0] = '\0';
    while (strstr(request, "\r\n\r\n") == NULL && len < sizeof request - 1) {
      ssize_t more = recv(connection, request + len, sizeof request - 1 - len, 0);
      if (more <= 0) break;
      request[len += (size_t)more] = '\0';
    }
    const char *path = strchr(request, '/');
    if (path == NULL) die("this is no request");
    xwsse_slice values[MOST_VALUES];
    size_t count = header_values(request, values);
    xwsse_identity *identity = NULL;
    size_t preset_index = index_of_preset(path + 1, strcspn(path + 1, " ?"));
    xwsse_status status = xwsse_verifier_verify(verifiers[preset_index], values, count, NULL, &identity);
    answer(connection, status, count > 0 ? values[0] : slice(""));
    xwsse_identity_free(identity);
    close(connection);
  }
  return NULL;
}

static void serve(void) {
  int listener = socket(AF_INET, SOCK_STREAM, 0);
  struct sockaddr_in address = {.sin_family = AF_INET, .sin_addr.s_addr = htonl(INADDR_LOOPBACK)};
  socklen_t size = sizeof address;
  if (bind(listener, (struct sockaddr *)&address, size) != 0 || listen(listener, 64) != 0) die("listen");
  getsockname(listener, (struct sockaddr *)&address, &size);
  printf("%d\n", ntohs(address.sin_port));
  fflush(stdout);
  pthread_t server;
  if (pthread_create(&server, NULL, serve_all, &listener) != 0) die("pthread_create");
  while (getchar() != EOF) continue;
}

/* send */

static size_t keep(char *data, size_t size, size_t count, void *body) {
  strncat(body, data, size * count);
  return size * count;
}

static void send_all(void) {
  xwsse_signer *signers[16];
  const char *preset, *username = getenv("XWSSE_USERNAME"), *secret = getenv("XWSSE_SECRET");
  for (size_t i = 0; (preset = xwsse_dialect_preset(i)) != NULL; i++) {
    xwsse_dialect *dialect = dialect_of(preset);
    must(xwsse_signer_new(username, strlen(username), secret, strlen(secret), dialect, &signers[i]));
    xwsse_dialect_free(dialect);
  }
  static char line[4096], body[REQUEST_CAPACITY];
  while (fgets(line, sizeof line, stdin) != NULL) {
    line[strcspn(line, "\n")] = '\0';
    char *rest = line, *url = next(&rest, " ");
    xwsse_token *token;
    must(xwsse_signer_token(signers[index_of_preset(rest, strlen(rest))], &token));
    struct curl_slist *headers = NULL;
    for (size_t i = 0; xwsse_token_header_line(token, i).data != NULL; i++)
      headers = curl_slist_append(headers, xwsse_token_header_line(token, i).data);
    CURL *curl = curl_easy_init();
    curl_easy_setopt(curl, CURLOPT_URL, url);
    curl_easy_setopt(curl, CURLOPT_HTTPHEADER, headers);
    curl_easy_setopt(curl, CURLOPT_TIMEOUT, 20L);
    curl_easy_setopt(curl, CURLOPT_WRITEFUNCTION, keep);
    curl_easy_setopt(curl, CURLOPT_WRITEDATA, body);
    body[0] = '\0';
    long status = 0;
    if (curl_easy_perform(curl) == CURLE_OK) curl_easy_getinfo(curl, CURLINFO_RESPONSE_CODE, &status);
    printf("%ld %s\n", status, body);
    fflush(stdout);
    curl_easy_cleanup(curl);
    curl_slist_free_all(headers);
    xwsse_token_free(token);
  }
}

/* verify */

static void read_users(char *text, users *all) {
  all->count = 0;
  for (char *one; (one = strsep(&text, ";")) != NULL && *one != '\0' && all->count < MOST_USERS;) {
    user *into = &all->list[all->count++];
    char *name = next(&one, "=");
    into->name = (xwsse_slice){name, unhex(name)};
    into->count = 0;
    for (char *secret; (secret = strsep(&one, ",")) != NULL;)
      if (*secret != '\0') into->secrets[into->count++] = (xwsse_slice){secret, unhex(secret)};
  }
}

static xwsse_time time_of(const char *text) {
  struct tm parts = {0};
  int read = 0;
  long nanos = 0;
  if (sscanf(text, "%d-%d-%dT%d:%d:%d%n", &parts.tm_year, &parts.tm_mon, &parts.tm_mday, &parts.tm_hour,
             &parts.tm_min, &parts.tm_sec, &read) != 6)
    die("this is no time");
  if (text[read] == '.') {
    char digits[10] = "000000000";
    memcpy(digits, text + read + 1, strspn(text + read + 1, "0123456789"));
    nanos = atol(digits);
  }
  parts.tm_year -= 1900;
  parts.tm_mon -= 1;
  return (xwsse_time){timegm(&parts), (uint32_t)nanos};
}

static void verify(void) {
  xwsse_store *store = NULL;
  static users known;
  char *line = NULL;
  size_t capacity = 0;
  while (getline(&line, &capacity, stdin) > 0) {
    line[strcspn(line, "\n")] = '\0';
    if (strcmp(line, "new") == 0) {
      xwsse_store_free(store);
      must(xwsse_store_new_memory(4000, NULL, &store));
      puts("ok");
      fflush(stdout);
      continue;
    }
    char *rest = line;
    xwsse_dialect *dialect = dialect_of(next(&rest, "\t"));
    xwsse_time now = time_of(next(&rest, "\t"));
    read_users(next(&rest, "\t"), &known);
    xwsse_slice values[MOST_VALUES];
    size_t count = 0;
    for (char *value; (value = strsep(&rest, ",")) != NULL;)
      if (*value == '-') values[count++] = (xwsse_slice){value + 1, unhex(value + 1)};
    xwsse_verifier *verifier;
    xwsse_identity *identity = NULL;
    must(xwsse_verifier_new(dialect, look_up, &known, store, &verifier));
    xwsse_status status = xwsse_verifier_verify(verifier, values, count, &now, &identity);
    puts(status == XWSSE_OK ? "accepted" : xwsse_status_code(status));
    fflush(stdout);
    xwsse_identity_free(identity);
    xwsse_verifier_free(verifier);
    xwsse_dialect_free(dialect);
  }
  free(line);
  xwsse_store_free(store);
}

/* explain */

static void explain(void) {
  char *line = NULL;
  size_t capacity = 0;
  while (getline(&line, &capacity, stdin) > 0) {
    line[strcspn(line, "\n")] = '\0';
    char *rest = line, *pasted = next(&rest, "\t"), *secret = next(&rest, "\t");
    size_t pasted_len = unhex(pasted), secret_len = 0;
    if (strcmp(secret, "-") == 0)
      secret = NULL;
    else
      secret_len = unhex(secret);
    xwsse_dialect *dialect = dialect_of(next(&rest, "\t"));
    xwsse_time now = time_of(rest);
    xwsse_diagnosis *diagnosis;
    must(xwsse_explain(pasted, pasted_len, dialect, secret, secret_len, &now, &diagnosis));
    xwsse_slice text = xwsse_diagnosis_text(diagnosis);
    for (size_t i = 0; i < text.len; i++) printf("%02x", (unsigned char)text.data[i]);
    puts("");
    fflush(stdout);
    xwsse_diagnosis_free(diagnosis);
    xwsse_dialect_free(dialect);
  }
  free(line);
}

/* table */

static void table(void) {
  for (int32_t number = 1; number < 200; number++) {
    const char *code = xwsse_status_code(number);
    if (code == NULL) continue;
    if (number < 100)
      printf("rejection %d %s %d\n", number, code, xwsse_status_http(number));
    else
      printf("signing %d %s\n", number, code);
  }
  const char *preset;
  for (size_t i = 0; (preset = xwsse_dialect_preset(i)) != NULL; i++) printf("preset %s\n", preset);
}

int main(int count, char **arguments) {
  const struct {
    const char *name;
    void (*run)(void);
  } jobs[] = {{"serve", serve}, {"send", send_all}, {"verify", verify}, {"explain", explain}, {"table", table}};
  for (size_t i = 0; count == 2 && i < sizeof jobs / sizeof *jobs; i++)
    if (strcmp(arguments[1], jobs[i].name) == 0) {
      jobs[i].run();
      return 0;
    }
  die("serve, send, verify, explain or table?");
}
