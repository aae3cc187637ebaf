// The C++ wrapper: what it throws, what it holds, and what it lets through.
#include <cstdio>
#include <cstdlib>
#include <type_traits>

#include "xwsse.hpp"

static void check(bool holds, const char* what, int line) {
  if (!holds) {
    std::fprintf(stderr, "line %d: %s\n", line, what);
    std::exit(1);
  }
}
#define CHECK(condition) check((condition), #condition, __LINE__)

// What a call throws, as its code; empty when it does not.
template <typename Call>
static std::string code_of(Call call) {
  try {
    call();
  } catch (const xwsse::error& error) {
    CHECK(error.status() == XWSSE_DIALECT_INVALID || std::string(error.what()) == xwsse_status_text(error.status()));
    return std::string(error.code());
  }
  return "";
}

static xwsse::verifier::look_up one(std::string secret) {
  return [secret](std::string_view) { return std::vector<std::string>{secret}; };
}

static void values_that_cannot_be_used_are_thrown_as_errors() {
  CHECK(code_of([] { xwsse::signer("", "secret"); }) == "username_unusable");
  CHECK(code_of([] { xwsse::signer("key", ""); }) == "secret_empty");
  CHECK(code_of([] { xwsse::dialect("Penneo"); }) == "dialect_invalid");
  CHECK(code_of([] { xwsse::memory_store(0); }) == "capacity_invalid");
  CHECK(code_of([] { xwsse::diagnosis("", std::string_view()); }) == "secret_empty");
  CHECK(code_of([] { xwsse::diagnosis("", ""); }) == "secret_empty");
}

static void objects_are_moved_and_not_copied() {
  static_assert(!std::is_copy_constructible_v<xwsse::signer> && std::is_nothrow_move_constructible_v<xwsse::signer>);
  static_assert(!std::is_copy_constructible_v<xwsse::token> && std::is_nothrow_move_assignable_v<xwsse::token>);
  static_assert(!std::is_copy_constructible_v<xwsse::identity>);
  xwsse::signer signer("key", "secret", "atom");
  const xwsse::signer moved = std::move(signer);
  CHECK(moved.token().nonce().size() == 32);
  try {
    signer.sign();
    CHECK(false);
  } catch (const std::logic_error& error) {
    CHECK(std::string_view(error.what()).find("moved from") != std::string_view::npos);
  }
}

static void a_wrong_dialect_says_which_word_and_where() {
  try {
    xwsse::dialect("penneo,max_nonce=1000");
    CHECK(false);
  } catch (const xwsse::dialect_error& error) {
    CHECK(error.position() == 17 && error.code() == "dialect_invalid");
    CHECK(std::string(error.what()) == "\"1000\" is not a value of max_nonce; write 1 to 256");
  }
}

static void a_store_of_ones_own_is_asked() {
  const auto token = xwsse::signer("key", "secret").token();
  std::vector<std::size_t> asked;
  xwsse_outcome answer = XWSSE_OUTCOME_SEEN_NONCE;
  const xwsse::verifier verifier(one("secret"), [&](const xwsse::claims& claims, xwsse::clock::time_point now) {
    CHECK(claims.opens() <= now && now <= claims.keep_until() && claims[0].kind == XWSSE_CLAIM_KIND_DIGEST);
    CHECK(claims.keep_for() == std::chrono::seconds(120));
    asked.push_back(claims.size());
    if (answer == XWSSE_OUTCOME_UNAVAILABLE) throw std::runtime_error("the store is away");
    return answer;
  });
  CHECK(code_of([&] { verifier.verify({token.header()}); }) == "nonce_reused");
  answer = XWSSE_OUTCOME_FIRST;
  CHECK(verifier.verify({token.header()}).username() == "key");
  answer = XWSSE_OUTCOME_UNAVAILABLE;
  try {
    verifier.verify({token.header()});
    CHECK(false);
  } catch (const xwsse::rejected& rejected) {
    CHECK(rejected.code() == "store_unavailable");
    try {
      std::rethrow_if_nested(rejected);
      CHECK(false);
    } catch (const std::runtime_error& cause) {
      CHECK(std::string_view(cause.what()) == "the store is away");
    }
  }
  CHECK(asked == std::vector<std::size_t>({3, 3, 3}));
}

static void history_begins_when_told() {
  const auto token = xwsse::signer("key", "secret").token();
  const auto now = xwsse::clock::now();
  const xwsse::verifier restarted(one("secret"), xwsse::memory_store(10, now + std::chrono::seconds(60)));
  CHECK(code_of([&] { restarted.verify({token.header()}); }) == "history_gap");
  const xwsse::verifier older(one("secret"), xwsse::memory_store(10, now - std::chrono::seconds(60)));
  CHECK(code_of([&] { older.verify({token.header()}); }) == "");
}

static void a_header_is_let_in_once() {
  const xwsse::verifier verifier(one("secret"));
  const auto token = xwsse::signer("key", "secret").token();
  const auto identity = verifier.verify({token.header()});
  CHECK(identity.username() == "key" && identity.secret_index() == 0 && identity.dialect() == "penneo");
  CHECK(code_of([&] { verifier.verify({token.header()}); }) == "replayed");
  CHECK(code_of([&] { verifier.verify({token.header(), token.header()}); }) == "header_malformed");
  CHECK(code_of([&] { verifier.verify({}); }) == "header_missing");
  const xwsse::verifier nobody([](std::string_view) { return std::vector<std::string>(); });
  CHECK(code_of([&] { nobody.verify({token.header()}); }) == "username_unknown");
  const xwsse::verifier empty(one(""));
  CHECK(code_of([&] { empty.verify({token.header()}); }) == "secret_empty");
}

static void a_time_may_be_given() {
  // "Atom Authentication", xml.com, 2003-12-17.
  constexpr std::string_view header =
      "UsernameToken Username=\"bob\", PasswordDigest=\"quR/EWLAV4xLf9Zqyw4pDmfV9OY=\", "
      "Nonce=\"d36e316282959a9ed4c89851497a717f\", Created=\"2003-12-15T14:43:07Z\"";
  const auto created = xwsse::clock::from_time_t(1071499387);
  const xwsse::verifier verifier(one("taadtaadpstcsm"), xwsse::memory_store(10), "atom");
  CHECK(code_of([&] { verifier.verify({header}); }) == "created_stale");
  CHECK(code_of([&] { verifier.verify({header}, created + std::chrono::seconds(301)); }) == "created_stale");
  CHECK(code_of([&] { verifier.verify({header}, created - std::chrono::seconds(301)); }) == "created_in_future");
  CHECK(verifier.verify({header}, created + std::chrono::seconds(300)).created() == created);
}

static void a_time_before_1970_is_rounded_down() {
  const auto time = xwsse::detail::time(xwsse::clock::time_point(std::chrono::milliseconds(-1)));
  CHECK(time.seconds == -1 && time.nanos == 999000000);
}

static void unknown_parameters_are_refused_unless_the_dialect_ignores_them() {
  const std::string header = xwsse::signer("key", "secret").sign() + ", Organization=\"acme\"";
  const xwsse::verifier strict(one("secret"));
  const xwsse::verifier lenient(one("secret"), xwsse::memory_store(10), "penneo,unknown=ignore");
  CHECK(code_of([&] { strict.verify({header}); }) == "parameter_unknown");
  CHECK(code_of([&] { lenient.verify({header}); }) == "");
}

/* As a database does whose collation ignores case. */
static xwsse::credentials caseless(std::string_view username) {
  if (username != "key" && username != "Key" && username != "KEY") return {};
  return std::vector<std::string>{"secret"};
}

static std::string with_username(std::string header, std::string_view username) {
  return header.replace(header.find("\"key\"") + 1, 3, username);
}

static void a_header_is_let_in_once_whatever_the_spelling_of_the_name() {
  const std::string header = xwsse::signer("key", "secret").sign();
  const xwsse::verifier verifier(caseless);
  CHECK(verifier.verify({with_username(header, "KEY")}).username() == "KEY");
  for (const auto* other : {"key", "Key", "KEY"}) {
    CHECK(code_of([&] { verifier.verify({with_username(header, other)}); }) == "replayed");
  }
}

static void a_look_up_may_give_the_canonical_name() {
  const auto look_up = [](std::string_view) { return xwsse::credentials({"secret"}, "key"); };
  const xwsse::verifier verifier(look_up);
  const std::string header = xwsse::signer("key", "secret").sign();
  CHECK(verifier.verify({with_username(header, "Key")}).username() == "key");
  for (const auto* name : {"", "k\ney"}) {
    const xwsse::verifier wrong([&](std::string_view) { return xwsse::credentials({"secret"}, name); });
    CHECK(code_of([&] { wrong.verify({header}); }) == "secrets_unavailable");
  }
}

static void what_a_look_up_throws_is_a_503_with_its_cause() {
  struct away : std::exception {};
  const xwsse::verifier verifier([](std::string_view) -> std::vector<std::string> { throw away(); });
  bool seen = false;
  try {
    verifier.verify({xwsse::signer("key", "secret").sign()});
  } catch (const xwsse::rejected& refusal) {
    CHECK(refusal.http_status() == 503);
    try {
      std::rethrow_if_nested(refusal);
    } catch (const away&) {
      seen = true;
    }
  }
  CHECK(seen);
}

static void a_diagnosis_has_verdict_text_and_json() {
  const xwsse::diagnosis diagnosis("UsernameToken Username=\"key\"");
  CHECK(diagnosis.verdict() == XWSSE_PARAMETER_MISSING);
  CHECK(diagnosis.text().find("refused: parameter_missing") == 0);
  CHECK(diagnosis.json().find("{\"dialect\":\"penneo\"") == 0);
}

int main() {
  void (*const tests[])() = {
      values_that_cannot_be_used_are_thrown_as_errors,
      objects_are_moved_and_not_copied,
      a_header_is_let_in_once,
      a_time_may_be_given,
      a_time_before_1970_is_rounded_down,
      a_wrong_dialect_says_which_word_and_where,
      a_store_of_ones_own_is_asked,
      history_begins_when_told,
      unknown_parameters_are_refused_unless_the_dialect_ignores_them,
      a_header_is_let_in_once_whatever_the_spelling_of_the_name,
      a_look_up_may_give_the_canonical_name,
      what_a_look_up_throws_is_a_503_with_its_cause,
      a_diagnosis_has_verdict_text_and_json,
  };
  for (const auto test : tests) {
    test();
    std::puts("[       OK ]");
  }
}
