"""A plain model of verifying, used to cross-check the outcomes typed into the cases.

It follows the rules one after another and knows nothing of speed: the store is a set that
forgets nothing, which no case here can tell from a bounded store that forgets late.
"""

from .wsse_created import NANOS, parse_created
from .wsse_dialect import parse_dialect
from .wsse_token import (
    claim_id, claim_message, claim_values, digest_hash, digest_input, hash_bytes, nonce_bytes,
)

ACCEPTED = "accepted"
MAX_HEADER_BYTES = 4096
MAX_USERNAME_BYTES = 256
SPACES = " \t"
WORD = "usernametoken"
MAX_WORDS = {"required": 1, "optional": 1, "twice": 2}
PARAMETERS = ("username", "passworddigest", "nonce", "created")
SEEN_CODES = {"digest": "replayed", "nonce": "nonce_reused", "created": "created_reused"}
NAME_CHARACTERS = set(
    "!#$%&'*+-.^_`|~0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ"
)


class Refused(Exception):
    """Carries the rejection code as its only argument."""


class Reader:
    """A place in a header text, moving only to the right."""

    def __init__(self, text):
        self.text = text
        self.at = 0

    def done(self):
        return self.at == len(self.text)

    def skip_spaces(self):
        while not self.done() and self.text[self.at] in SPACES:
            self.at += 1

    def expect(self, character):
        if self.text[self.at:self.at + 1] != character:
            raise Refused("header_malformed")
        self.at += 1

    def name(self):
        start = self.at
        while not self.done() and self.text[self.at] in NAME_CHARACTERS:
            self.at += 1
        if self.at == start:
            raise Refused("header_malformed")
        return self.text[start:self.at].lower()

    def quoted(self):
        self.expect('"')
        start = self.at
        while not self.done() and self.text[self.at] != '"':
            if self.text[self.at] == "\\" or is_ascii_control(self.text[self.at]):
                raise Refused("header_malformed")
            self.at += 1
        value = self.text[start:self.at]
        self.expect('"')
        return value

    def scheme_words(self, most):
        """Skip up to `most` scheme words, each followed by white space; how many there were."""
        count = 0
        while count < most:
            end = self.at + len(WORD)
            word = self.text[self.at:end]
            if not word.isascii() or word.lower() != WORD:
                break
            if self.text[end:end + 1] not in (" ", "\t"):
                break
            self.at = end
            self.skip_spaces()
            count += 1
        return count


def is_ascii_control(character):
    return ord(character) < 0x20 or ord(character) == 0x7F


def parse_header(values, dialect):
    """The parameters of the one header value; Refused when they cannot be read."""
    if not values:
        raise Refused("header_missing")
    if len(values) > 1:
        raise Refused("header_malformed")
    if len(values[0]) > MAX_HEADER_BYTES:
        raise Refused("header_too_large")
    try:
        text = values[0].decode("utf-8")
    except UnicodeDecodeError:
        raise Refused("header_malformed") from None
    reader = Reader(text.strip(SPACES))
    words = reader.scheme_words(MAX_WORDS[dialect.word])
    if words == 0 and dialect.word != "optional":
        raise Refused("header_malformed")
    found = read_parameters(reader, dialect.unknown == "ignore")
    for name in PARAMETERS:
        if name not in found or (name in ("nonce", "created") and not found[name]):
            raise Refused("parameter_missing")
    return found


def read_parameters(reader, ignore_unknown):
    """Comma-separated name="value" pairs up to the end of the text."""
    found = {}
    while True:
        name = reader.name()
        reader.skip_spaces()
        reader.expect("=")
        if name not in PARAMETERS and not ignore_unknown:
            raise Refused("parameter_unknown")
        if name in PARAMETERS and name in found:
            raise Refused("parameter_duplicate")
        reader.skip_spaces()
        found[name] = reader.quoted()
        reader.skip_spaces()
        if reader.done():
            return found
        reader.expect(",")
        reader.skip_spaces()


def username_is_valid(username):
    length = len(username.encode("utf-8"))
    control = any(is_ascii_control(char) or 0x80 <= ord(char) <= 0x9F for char in username)
    return 1 <= length <= MAX_USERNAME_BYTES and not control


def verify(values, dialect_text, secrets, now_text, store):
    """`accepted` or a rejection code. `store` is a set of claim ids and is added to."""
    dialect = parse_dialect(dialect_text)
    now = parse_created(now_text, "strict")
    try:
        claims = authenticate(values, dialect, secrets, now)
    except Refused as refused:
        return refused.args[0]
    for kind, identity in claims:
        if identity in store:
            return SEEN_CODES[kind]
    store.update(identity for _, identity in claims)
    return ACCEPTED


def authenticate(values, dialect, secrets, now):
    """(kind, claim id) of each claim of an honest header; Refused otherwise."""
    found = parse_header(values, dialect)
    username = found["username"]
    if not username_is_valid(username):
        raise Refused("username_invalid")
    if len(found["nonce"]) > dialect.max_nonce:
        raise Refused("nonce_too_long")
    nonce = nonce_bytes(dialect, found["nonce"])
    if nonce is None:
        raise Refused("nonce_invalid")
    claimed_hash = digest_hash(dialect, found["passworddigest"])
    if claimed_hash is None:
        raise Refused("digest_invalid")
    instant = parse_created(found["created"], dialect.accept)
    if instant is None:
        raise Refused("created_invalid")
    if instant < now - dialect.max_age * NANOS:
        raise Refused("created_stale")
    if instant > now + dialect.max_future * NANOS:
        raise Refused("created_in_future")
    active = [secret for secret in secrets.get(username, []) if secret]
    if not active:
        raise Refused("username_unknown")
    right_hashes = [hash_bytes(dialect.hash, digest_input(nonce, found["created"], secret))
                    for secret in active]
    if claimed_hash not in right_hashes:
        raise Refused("digest_mismatch")
    return [
        (kind, claim_id(claim_message(username, kind, value)))
        for kind, value in claim_values(dialect, claimed_hash, nonce, instant)
    ]
