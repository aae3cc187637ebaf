"""From four values to digest, header and claims: the arithmetic the vectors pin down."""

import base64
import binascii
import hashlib

from .wsse_dialect import digest_bytes_length

MAX_TEXT_NONCE_CODE = 0x7E
MIN_TEXT_NONCE_CODE = 0x21
HEX_DIGITS = set(b"0123456789abcdef")


def canonical_base64(text):
    """Bytes of canonical, padded, standard base64; None for every other spelling.

    Encoding again and comparing is what makes it canonical: padding bits that are not zero,
    missing or surplus padding and foreign characters all print differently.
    """
    try:
        decoded = base64.b64decode(text, validate=True)
    except (binascii.Error, ValueError):
        return None
    return decoded if base64.b64encode(decoded).decode("ascii") == text else None


def base64_text(data):
    """Standard padded base64."""
    return base64.b64encode(data).decode("ascii")


def nonce_bytes(dialect, text):
    """The bytes of a header nonce that enter the digest, or None if the text is invalid."""
    if dialect.nonce == "text":
        in_range = all(MIN_TEXT_NONCE_CODE <= ord(char) <= MAX_TEXT_NONCE_CODE
                       for char in text)
        return text.encode("ascii") if in_range and not set(text) & set('"\\') else None
    return canonical_base64(text)


def nonce_text(dialect, data):
    """The header text of a nonce, from the bytes that enter the digest."""
    return data.decode("ascii") if dialect.nonce == "text" else base64_text(data)


def digest_input(nonce, created, secret):
    """What is hashed: three values run together with nothing between."""
    return nonce + created.encode("utf-8") + secret.encode("utf-8")


def hash_bytes(hash_name, data):
    """The hash itself."""
    return hashlib.new(hash_name, data).digest()


def digest_text(digest_form, hashed):
    """PasswordDigest as the header shows it."""
    if digest_form == "base64hex":
        return base64_text(hashed.hex().encode("ascii"))
    return base64_text(hashed)


def digest_hash(dialect, text):
    """The hash bytes a PasswordDigest carries, or None when it is not exactly that."""
    decoded = canonical_base64(text)
    if decoded is None:
        return None
    if dialect.digest == "base64hex":
        if len(decoded) != 2 * digest_bytes_length(dialect) or set(decoded) - HEX_DIGITS:
            return None
        return bytes.fromhex(decoded.decode("ascii"))
    return decoded if len(decoded) == digest_bytes_length(dialect) else None


def make_digest(dialect, nonce, created, secret):
    """PasswordDigest for nonce bytes, a Created text and a secret text."""
    hashed = hash_bytes(dialect.hash, digest_input(nonce, created, secret))
    return digest_text(dialect.digest, hashed)


def format_header(username, digest, nonce, created):
    """The canonical X-WSSE value; values go in as they are."""
    return (f'UsernameToken Username="{username}", PasswordDigest="{digest}", '
            f'Nonce="{nonce}", Created="{created}"')


def length_prefixed(data):
    """Two bytes of big-endian length, then the data, so that no two lists of values collide."""
    return len(data).to_bytes(2, "big") + data


def instant_value(instant):
    """An instant as a claim value: signed Unix seconds (8 bytes), nanoseconds (4 bytes)."""
    seconds, nanos = divmod(instant, 10**9)
    return seconds.to_bytes(8, "big", signed=True) + nanos.to_bytes(4, "big")


def claim_message(username, kind, value):
    """What is hashed for the identity of a claim. A digest is claimed for everybody."""
    claimant = "" if kind == "digest" else username
    parts = (b"x-wsse", claimant.encode("utf-8"), kind.encode("ascii"), value)
    return b"".join(length_prefixed(part) for part in parts)


def claimant_message(username):
    """What is hashed for the 16 bytes of a claimant."""
    return b"".join(length_prefixed(part) for part in (b"x-wsse", username.encode("utf-8")))


def claim_id(message):
    """The public identity of a claim or claimant: the first half of SHA-256."""
    return hashlib.sha256(message).digest()[:16]


def claim_values(dialect, hashed, nonce, instant):
    """(kind, value) of each claim of a token, in the order in which they are judged."""
    unique = dialect.unique.split("+")
    claims = [("digest", hashed)]
    if "nonce" in unique:
        claims.append(("nonce", nonce))
    if "created" in unique:
        claims.append(("created", instant_value(instant)))
    return claims
