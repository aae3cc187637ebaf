"""Small helpers with which the case modules say headers, steps and cases."""

from .wsse_dialect import parse_dialect
from .wsse_token import base64_text, format_header, make_digest, nonce_bytes

# The base vector of the attack cases.
USER = "user"
SECRET = "s3cr3t"
NONCE = "YWJjZA=="
CREATED = "2026-03-14T10:00:00Z"
DIGEST = "IAi+AjzrFAdVY2bqeCpaDzzKE6U="
NOW = "2026-03-14T10:00:05Z"
SECRETS = {USER: [SECRET]}
BASE = format_header(USER, DIGEST, NONCE, CREATED)
WORD = "UsernameToken "
PAIRS = BASE[len(WORD):].split(", ")
SYNTAX_NOTE = ("The rest of the header is right, so the syntax alone decides; the honest header "
               "still passes.")
TEXT_NONCE = "d36e316282959a9ed4c89851497a717f"


def numbered_nonce(number):
    """A 16-byte nonce in base64, another for each number below 128, and never UTF-8."""
    return base64_text(bytes([0x80 + number]) + bytes(range(0xF0, 0xFF)))


def with_equals(text):
    """The base vector with another text for the equals sign after each name."""
    parts = [pair.partition("=") for pair in PAIRS]
    return WORD + ", ".join(name + text + value for name, _, value in parts)


def with_digest(digest, nonce=NONCE, created=CREATED, username=USER):
    """A header with this PasswordDigest, right or wrong."""
    return format_header(username, digest, nonce, created)


def signed(dialect="penneo", nonce=NONCE, created=CREATED, *, username=USER, secret=SECRET,
           entering=None, digest=None):
    """A header with the right digest.

    `entering` gives the bytes that enter the digest where the header text of the nonce is
    not valid, so that the nonce stays the only fault. `digest` replaces the right digest.
    """
    rules = parse_dialect(dialect)
    if digest is None:
        if entering is None:
            entering = nonce_bytes(rules, nonce)
        digest = make_digest(rules, entering, created, secret)
    return format_header(username, digest, nonce, created)


def step(values, outcome, now=NOW, dialect=None):
    """One presentation: a header text, its bytes, or the list of all values of the header."""
    if isinstance(values, bytes):
        result = {"values_hex": [values.hex()]}
    else:
        result = {"values": values if isinstance(values, list) else [values]}
    if dialect:
        result["dialect"] = dialect
    result["now"] = now
    result["outcome"] = outcome
    return result


def accepted(values, now=NOW, dialect=None):
    """A step that must be accepted."""
    return step(values, "accepted", now, dialect)


def attack(row, case, title, steps, note, dialect="penneo", secrets=None, ignore_unknown=False):
    """A case of attacks.json. `case` tells cases of one row apart; None where there is one."""
    result = {"row": row}
    if case:
        result["case"] = case
    result.update(_body(title, steps, note, dialect, secrets, ignore_unknown))
    return result


def header_case(identity, title, steps, note, dialect="penneo", secrets=None,
                ignore_unknown=False):
    """A case of headers.json."""
    return {"id": identity,
            **_body(title, steps, note, dialect, secrets, ignore_unknown)}


def _body(title, steps, note, dialect, secrets, ignore_unknown):
    body = {"title": title, "dialect": dialect + (",unknown=ignore" if ignore_unknown else "")}
    body["secrets"] = SECRETS if secrets is None else secrets
    body["steps"] = steps if isinstance(steps, list) else [steps]
    body["note"] = note
    return body


def named(username, secret=SECRET):
    """The base vector for another user name (the digest does not cover the name)."""
    return signed("symfony", username=username, secret=secret)


def accepted_names(names):
    """A step for each user name, all with one secret. Each has a nonce of its own: a digest is claimed for
    everybody, whoever the user is."""
    return [accepted(signed("symfony", numbered_nonce(number), username=name))
            for number, name in enumerate(names)]


def all_malformed(row, case, title, headers, dialect="penneo", ignore_unknown=False,
                  note=SYNTAX_NOTE):
    """Headers that cannot be read, then an honest one."""
    return attack(row, case, title,
                  [step(header, "header_malformed") for header in headers] + [accepted(BASE)],
                  note, dialect, ignore_unknown=ignore_unknown)
