"""Dialects as plain values, and the text form that names them.

Every vector names its dialect by such a text, so that a reader in any language needs one
string rather than eleven fields.
"""

from dataclasses import dataclass, replace


@dataclass(frozen=True)
class Dialect:
    """How a service makes the digest and what it demands of a header."""

    name: str
    nonce: str  # raw | letters | text
    hash: str  # sha1 | sha256
    digest: str  # base64 | base64hex
    created: str  # seconds | millis | micros | nanos
    accept: str  # strict | offset | rfc2822 | offset+rfc2822
    max_age: int  # seconds, inclusive
    max_future: int  # seconds, inclusive
    max_nonce: int  # characters of the header text
    unique: str  # none | nonce | created | nonce+created
    word: str  # required | optional | twice
    unknown: str = "refuse"  # refuse | ignore


PRESETS = {
    preset.name: preset
    for preset in (
        Dialect("penneo", "raw", "sha1", "base64", "millis", "strict",
                60, 60, 64, "nonce+created", "twice"),
        Dialect("atom", "text", "sha1", "base64", "seconds", "strict",
                300, 300, 256, "nonce", "required"),
        Dialect("emarsys", "text", "sha1", "base64hex", "seconds", "offset",
                300, 300, 256, "nonce", "required"),
        Dialect("symfony", "raw", "sha1", "base64", "seconds", "offset",
                300, 300, 256, "nonce", "required"),
        Dialect("huawei", "text", "sha256", "base64", "seconds", "strict",
                300, 300, 128, "nonce", "required"),
        Dialect("pywsse", "letters", "sha256", "base64", "seconds", "strict",
                7200, 120, 256, "nonce", "optional"),
    )
}

CHOICES = {
    "nonce": ("raw", "letters", "text"),
    "hash": ("sha1", "sha256"),
    "digest": ("base64", "base64hex"),
    "created": ("seconds", "millis", "micros", "nanos"),
    "accept": ("strict", "offset", "rfc2822", "offset+rfc2822"),
    "unique": ("none", "nonce", "created", "nonce+created"),
    "word": ("required", "optional", "twice"),
    "unknown": ("refuse", "ignore"),
}

SECONDS_KEYS = ("max_age", "max_future")
MAX_NONCE_RANGE = range(1, 257)
KEYS = {*CHOICES, *SECONDS_KEYS, "max_nonce"}


class DialectError(ValueError):
    """The text is not a dialect. `position` is that of the first wrong word, in characters from 0."""

    def __init__(self, problem, position=0):
        super().__init__(problem)
        self.position = position


def parse_dialect(text):
    """Read `preset[,key=value]...`; raise DialectError for anything else."""
    preset, *changes = text.split(",")
    if preset not in PRESETS:
        raise DialectError(f"no preset {preset!r}")
    dialect = PRESETS[preset]
    position = len(preset) + 1
    for change in changes:
        key, equals, value = change.partition("=")
        if not equals:
            raise DialectError(f"not key=value: {change!r}", position)
        if key not in KEYS:
            raise DialectError(f"no key {key!r}", position)
        try:
            dialect = replace(dialect, **{key: _field_value(key, value)})
        except DialectError as error:
            error.position = position + len(key) + 1
            raise
        position += len(change) + 1
    return dialect


def _field_value(key, value):
    if key in CHOICES:
        if value not in CHOICES[key]:
            raise DialectError(f"{key} cannot be {value!r}")
        return value
    if key in SECONDS_KEYS or key == "max_nonce":
        if not (value.isascii() and value.isdigit()):
            raise DialectError(f"{key} needs a number, not {value!r}")
        number = int(value)
        if key == "max_nonce" and number not in MAX_NONCE_RANGE:
            raise DialectError(f"max_nonce {number} is out of range")
        return number
    raise AssertionError(key)


def digest_bytes_length(dialect):
    """Length of the hash in bytes."""
    return 20 if dialect.hash == "sha1" else 32
