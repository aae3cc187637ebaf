"""Headers that are wrong on purpose, and what the diagnosis must say of each.

Every digest is made here with hashlib. `mentions` are pieces of the first finding, its problem and
its remedy, that a developer needs to see.
"""

import base64
import hashlib

KEY = bytes(range(16))
NONCE = base64.b64encode(KEY).decode()
HEX_NONCE = KEY.hex()
CREATED = "2026-01-15T12:30:00.000Z"
NOW = "2026-01-15T12:30:01Z"
SECRET = "0123456789abcdef"


def header(*, parts=(KEY, CREATED, SECRET), nonce=NONCE, created=CREATED, hashed=hashlib.sha1,
           written="base64"):
    """A header whose digest is made of `parts`, whatever stands beside it."""
    joined = b"".join(part if isinstance(part, bytes) else part.encode() for part in parts)
    raw = hashed(joined).digest()
    digest = {"base64": base64.b64encode(raw),
              "base64hex": base64.b64encode(raw.hex().encode()),
              "base64HEX": base64.b64encode(raw.hex().upper().encode()),
              "hex": raw.hex().encode()}[written].decode()
    return (f'UsernameToken Username="key", PasswordDigest="{digest}", '
            f'Nonce="{nonce}", Created="{created}"')


def aged(created):
    """A header that is right but for its Created."""
    return header(parts=(KEY, created, SECRET), created=created)


def case(name, pasted, verdict, *mentions, dialect="penneo", secret=SECRET):
    """One case; without mentions there must be no finding that leads to a refusal."""
    return {"id": name, "pasted": pasted, "dialect": dialect, "secret": secret, "now": NOW,
            "verdict": verdict, "mentions": list(mentions)}


def worded(name, pasted, verdict, problem, remedy, **more):
    """One case whose first finding is known word for word."""
    return case(name, pasted, verdict, problem, remedy, **more) | {"whole": True}
