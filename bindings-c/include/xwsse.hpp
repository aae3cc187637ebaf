/// libxwsse for C++17 or later: the functions of xwsse.h as classes that free what they hold and throw what fails.
///
/// Objects may be used by all threads at once, and can be moved. Texts are handed out as std::string_view into the
/// object that was asked. Whatever is missing here can be had from `get()` and xwsse.h.
#ifndef XWSSE_HPP
#define XWSSE_HPP

#include <chrono>
#include <exception>
#include <functional>
#include <memory>
#include <optional>
#include <stdexcept>
#include <string>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

#include "xwsse.h"

namespace xwsse {

using clock = std::chrono::system_clock;

/// A function failed. `what()` says why and what to do, and holds nothing of a secret or a header.
class error : public std::runtime_error {
 public:
  explicit error(xwsse_status status) : error(status, xwsse_status_text(status)) {}
  error(xwsse_status status, const char* text) : std::runtime_error(text), status_(status) {}
  xwsse_status status() const noexcept { return status_; }
  /// The stable code for logs, such as `created_stale`.
  std::string_view code() const noexcept { return xwsse_status_code(status_); }
  /// How a server answers: 401 or 503 for a rejection, 500 for anything else.
  int http_status() const noexcept { return xwsse_status_http(status_); }

 private:
  xwsse_status status_;
};

/// A header was refused.
class rejected : public error {
 public:
  using error::error;
};

/// A text is not a dialect. `what()` says which word is wrong, and what is allowed.
class dialect_error : public error {
 public:
  dialect_error(const char* text, std::size_t position) : error(XWSSE_DIALECT_INVALID, text), position_(position) {}
  /// Where the word stands, in characters from 0.
  std::size_t position() const noexcept { return position_; }

 private:
  std::size_t position_;
};

namespace detail {

inline void check(xwsse_status status) {
  if (status == XWSSE_OK) return;
  // Nothing else here is ever NULL.
  if (status == XWSSE_NULL_ARGUMENT) throw std::logic_error("this object was moved from; use the one it was moved to");
  if (status < 100) throw rejected(status);
  throw error(status);
}

inline std::string_view view(xwsse_slice slice) noexcept { return {slice.data, slice.len}; }
inline xwsse_slice slice(std::string_view text) noexcept { return {text.data(), text.size()}; }

inline std::vector<xwsse_slice> slices(const std::vector<std::string_view>& texts) {
  std::vector<xwsse_slice> slices;
  for (const auto text : texts) slices.push_back(slice(text));
  return slices;
}

/// An instant as C has it; also one before 1970.
inline xwsse_time time(clock::time_point point) {
  const auto since = point.time_since_epoch();
  const auto whole = std::chrono::floor<std::chrono::seconds>(since);
  const auto nanos = std::chrono::duration_cast<std::chrono::nanoseconds>(since - whole).count();
  return {whole.count(), static_cast<std::uint32_t>(nanos)};
}

inline clock::time_point point(xwsse_time time) {
  const auto since = std::chrono::seconds(time.seconds) + std::chrono::nanoseconds(time.nanos);
  return clock::time_point(std::chrono::duration_cast<clock::duration>(since));
}

inline std::chrono::nanoseconds duration(xwsse_duration duration) {
  return std::chrono::seconds(duration.seconds) + std::chrono::nanoseconds(duration.nanos);
}

template <typename T, void (*Free)(T*)>
struct free_with {
  void operator()(T* object) const noexcept { Free(object); }
};

template <typename T, void (*Free)(T*)>
using handle = std::unique_ptr<T, free_with<T, Free>>;

/// Calls a function whose last parameter is the place for a new object.
template <typename Handle, typename Function, typename... Arguments>
Handle make(Function function, Arguments... arguments) {
  typename Handle::pointer object = nullptr;
  check(function(arguments..., &object));
  return Handle(object);
}

}  // namespace detail

/// How a service makes the digest: a preset's name, then changes, as in `penneo,max_nonce=128`.
class dialect {
 public:
  dialect(std::string_view text = "penneo") : handle_(made(text)) {}
  dialect(const char* text) : dialect(std::string_view(text)) {}
  std::string_view text() const noexcept { return detail::view(xwsse_dialect_text(get())); }
  const xwsse_dialect* get() const noexcept { return handle_.get(); }

 private:
  using handle = detail::handle<xwsse_dialect, xwsse_dialect_free>;

  static handle made(std::string_view text) {
    xwsse_dialect* dialect = nullptr;
    const auto status = xwsse_dialect_new(text.data(), text.size(), &dialect);
    if (status != XWSSE_DIALECT_INVALID) {
      detail::check(status);
      return handle(dialect);
    }
    const auto why = detail::make<detail::handle<xwsse_dialect_error, xwsse_dialect_error_free>>(
        xwsse_dialect_error_of, text.data(), text.size());
    throw dialect_error(xwsse_dialect_error_text(why.get()).data, xwsse_dialect_error_position(why.get()));
  }

  handle handle_;
};

/// The four values of a token, which is good for one request.
class token {
 public:
  explicit token(xwsse_token* owned) noexcept : handle_(owned) {}
  std::string_view username() const noexcept { return detail::view(xwsse_token_username(get())); }
  std::string_view password_digest() const noexcept { return detail::view(xwsse_token_password_digest(get())); }
  std::string_view nonce() const noexcept { return detail::view(xwsse_token_nonce(get())); }
  std::string_view created() const noexcept { return detail::view(xwsse_token_created(get())); }
  /// The value of `X-WSSE`.
  std::string_view header() const noexcept { return detail::view(xwsse_token_header(get())); }
  /// The value of `Authorization` that goes with it.
  std::string_view authorization() const noexcept { return detail::view(xwsse_token_authorization(get())); }
  const xwsse_token* get() const noexcept { return handle_.get(); }

 private:
  detail::handle<xwsse_token, xwsse_token_free> handle_;
};

/// Makes a fresh token for each request, each redirect and each retry.
class signer {
 public:
  signer(std::string_view username, std::string_view secret, const dialect& dialect = {})
      : handle_(detail::make<handle>(xwsse_signer_new, username.data(), username.size(), secret.data(),
                                     secret.size(), dialect.get())) {}
  /// The value of `X-WSSE` for one request.
  std::string sign() const {
    char buffer[XWSSE_HEADER_CAPACITY];
    std::size_t len = 0;
    detail::check(xwsse_signer_sign(get(), buffer, sizeof buffer, &len));
    return {buffer, len};
  }
  class token token() const {
    xwsse_token* token = nullptr;
    detail::check(xwsse_signer_token(get(), &token));
    return xwsse::token(token);
  }
  const xwsse_signer* get() const noexcept { return handle_.get(); }

 private:
  using handle = detail::handle<xwsse_signer, xwsse_signer_free>;
  handle handle_;
};

/// Remembers what was used, in memory, for one process; it refuses when it is full, and evicts nothing.
class memory_store {
 public:
  /// With `history_from`, every token of that instant or before is refused (503): a restarted process has lost what it
  /// knew, and its start plus the dialect's max_future lets nothing in again.
  explicit memory_store(std::size_t capacity = XWSSE_DEFAULT_CAPACITY,
                        std::optional<clock::time_point> history_from = {})
      : handle_(made(capacity, history_from)) {}
  const xwsse_store* get() const noexcept { return handle_.get(); }

 private:
  using handle = detail::handle<xwsse_store, xwsse_store_free>;

  static handle made(std::size_t capacity, std::optional<clock::time_point> history_from) {
    const auto history = detail::time(history_from.value_or(clock::time_point()));
    return detail::make<handle>(xwsse_store_new_memory, capacity, history_from ? &history : nullptr);
  }

  handle handle_;
};

/// What one token uses up: one to three claims, which a store makes together or not at all.
class claims {
 public:
  explicit claims(const xwsse_claims* borrowed) noexcept : claims_(borrowed) {}
  std::size_t size() const noexcept { return xwsse_claims_count(claims_); }
  /// A key of 16 bytes, the same in every language, and what it is about.
  xwsse_claim operator[](std::size_t index) const {
    xwsse_claim claim;
    detail::check(xwsse_claims_get(claims_, index, &claim));
    return claim;
  }
  clock::time_point created() const noexcept { return detail::point(xwsse_claims_created(claims_)); }
  /// The first instant at which the token can have passed the window.
  clock::time_point opens() const noexcept { return detail::point(xwsse_claims_opens(claims_)); }
  /// The last instant at which the token can pass the window, by the verifier's clock.
  clock::time_point keep_until() const noexcept { return detail::point(xwsse_claims_keep_until(claims_)); }
  /// How long to keep them from now on, for a store with a clock of its own.
  std::chrono::nanoseconds keep_for() const noexcept { return detail::duration(xwsse_claims_keep_for(claims_)); }
  const xwsse_claims* get() const noexcept { return claims_; }

 private:
  const xwsse_claims* claims_;
};

/// Who signed an accepted request.
class identity {
 public:
  explicit identity(xwsse_identity* owned) noexcept : handle_(owned) {}
  std::string_view username() const noexcept { return detail::view(xwsse_identity_username(handle_.get())); }
  std::size_t secret_index() const noexcept { return xwsse_identity_secret_index(handle_.get()); }
  std::string_view dialect() const noexcept { return detail::view(xwsse_identity_dialect(handle_.get())); }
  clock::time_point created() const noexcept { return detail::point(xwsse_identity_created(handle_.get())); }

 private:
  detail::handle<xwsse_identity, xwsse_identity_free> handle_;
};

/// What a look-up found: the active secrets, none for nobody, and the name that they belong to.
struct credentials {
  // Not explicit: most look-ups return a list of secrets and no name.
  credentials(std::vector<std::string> secrets = {}, std::optional<std::string> username = {})
      : secrets(std::move(secrets)), username(std::move(username)) {}

  std::vector<std::string> secrets;
  /// This user's canonical name, if it may differ from the spelling in the header: the identity, and the claims on nonce
  /// and Created, are made of it. 1 to 256 bytes without control characters.
  std::optional<std::string> username;
};

/// Turns a header into an identity, or throws `rejected`.
class verifier {
 public:
  /// The credentials of a username. What it throws becomes `secrets_unavailable` (503), with the cause nested in it.
  /// Threads that verify at once call it at once.
  using look_up = std::function<credentials(std::string_view username)>;

  /// A replay store of yours: it makes all claims or none, in one atomic step. What it throws becomes
  /// `store_unavailable` (503), with the cause nested in it. Threads that verify at once call it at once.
  using claim = std::function<xwsse_outcome(const claims& claims, clock::time_point now)>;

  explicit verifier(look_up look_up, memory_store store = memory_store(), class dialect dialect = {})
      : look_up_(std::move(look_up)), store_(std::move(store)), dialect_(std::move(dialect)) {}
  verifier(look_up look_up, claim claim, class dialect dialect = {})
      : look_up_(std::move(look_up)), store_(std::move(claim)), dialect_(std::move(dialect)) {}

  /// Verifies all values that the request has for the header, by the system's clock or at a time of yours.
  // Step by step, so that an exception of the look-up or the store meets no frame of the library.
  class identity verify(const std::vector<std::string_view>& values, std::optional<clock::time_point> at = {}) const {
    const auto now = at ? std::optional(detail::time(*at)) : std::nullopt;
    const auto* when = now ? &*now : nullptr;
    const auto header = detail::slices(values);
    const auto candidate = detail::make<detail::handle<xwsse_candidate, xwsse_candidate_free>>(
        xwsse_candidate_read, dialect_.get(), header.data(), header.size(), when);

    const auto found = found_for(detail::view(xwsse_candidate_username(candidate.get())));
    const auto secrets = detail::slices({found.secrets.begin(), found.secrets.end()});
    // An empty name is one that no header could have, and not the same as none.
    if (found.username && found.username->empty()) throw rejected(XWSSE_SECRETS_UNAVAILABLE);
    const std::string_view name = found.username ? std::string_view(*found.username) : std::string_view();
    const auto authenticated = detail::make<authenticated_handle>(
        xwsse_candidate_authenticate, candidate.get(), secrets.data(), secrets.size(), name.data(), name.size());

    return identity(claimed(authenticated, when));
  }

 private:
  using authenticated_handle = detail::handle<xwsse_authenticated, xwsse_authenticated_free>;

  xwsse_identity* claimed(const authenticated_handle& authenticated, const xwsse_time* when) const {
    xwsse_identity* identity = nullptr;
    if (const auto* memory = std::get_if<memory_store>(&store_)) {
      detail::check(xwsse_authenticated_claim(authenticated.get(), memory->get(), when, &identity));
      return identity;
    }
    const auto now = when ? *when : detail::time(clock::now());
    const xwsse_claims* wanted = nullptr;
    detail::check(xwsse_authenticated_claims(authenticated.get(), &now, &wanted));
    detail::check(xwsse_authenticated_accept(authenticated.get(), answer_to(claims(wanted), now), &identity));
    return identity;
  }

  xwsse_outcome answer_to(const claims& wanted, xwsse_time now) const {
    try {
      return std::get<claim>(store_)(wanted, detail::point(now));
    } catch (...) {
      std::throw_with_nested(rejected(XWSSE_STORE_UNAVAILABLE));
    }
  }

  credentials found_for(std::string_view username) const {
    try {
      return look_up_(username);
    } catch (...) {
      std::throw_with_nested(rejected(XWSSE_SECRETS_UNAVAILABLE));
    }
  }

  look_up look_up_;
  std::variant<memory_store, claim> store_;
  class dialect dialect_;
};

/// What xwsse_explain() finds: what is wrong with a header, for the developer who sent it.
class diagnosis {
 public:
  explicit diagnosis(std::string_view pasted, std::optional<std::string_view> secret = {},
                     const class dialect& dialect = {})
      : handle_(detail::make<handle>(xwsse_explain, pasted.data(), pasted.size(), dialect.get(),
                                     start_of(secret), secret ? secret->size() : 0, nullptr)) {}
  /// Why a verifier would refuse the header; XWSSE_OK when it would take it once.
  xwsse_status verdict() const {
    xwsse_status verdict = XWSSE_PANICKED;
    detail::check(xwsse_diagnosis_verdict(handle_.get(), &verdict));
    return verdict;
  }
  std::string_view text() const noexcept { return detail::view(xwsse_diagnosis_text(handle_.get())); }
  std::string_view json() const noexcept { return detail::view(xwsse_diagnosis_json(handle_.get())); }

 private:
  /// An empty secret is an error, and NULL is none.
  static const char* start_of(std::optional<std::string_view> secret) noexcept {
    if (!secret) return nullptr;
    return secret->data() == nullptr ? "" : secret->data();
  }

  using handle = detail::handle<xwsse_diagnosis, xwsse_diagnosis_free>;
  handle handle_;
};

}  // namespace xwsse

#endif
