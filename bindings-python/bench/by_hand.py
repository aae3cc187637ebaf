"""X-WSSE written by hand with the standard library, as programs have it: the service's sample, the usual way and a
tuned one.

All but the sample do the work of ``penneo``: a raw nonce, SHA-1, milliseconds, a window of 60 s, each digest, nonce
and Created once. None is as strict as the package is.
"""

import base64
import binascii
import hashlib
import hmac
import os
import random
import re
import threading
import time
from datetime import datetime, timedelta, timezone


def sign_as_the_sample(username: str, secret: str) -> str:
    """The steps of the sample in Penneo's documentation: whole seconds of local time, a nonce of decimal digits that can
    be predicted, and everything as text."""
    created = datetime.now().strftime("%Y-%m-%dT%H:%M:%SZ")
    nonce = base64.b64encode(bytes(str(random.randrange(10**19)), "utf-8")).decode("utf-8")
    text = "{}{}{}".format(base64.b64decode(nonce).decode("utf-8"), created, secret)
    digest = base64.b64encode(hashlib.sha1(bytes(text, "utf-8")).digest()).decode("utf-8")
    return 'UsernameToken Username="{}", PasswordDigest="{}", Nonce="{}", Created="{}"'.format(
        username, digest, nonce, created
    )


def sign_usual(username: str, secret: str) -> str:
    nonce = os.urandom(16)
    created = datetime.now(timezone.utc).strftime("%Y-%m-%dT%H:%M:%S.%f")[:-3] + "Z"
    digest = hashlib.sha1(nonce + created.encode() + secret.encode()).digest()
    digest_text, nonce_text = base64.b64encode(digest).decode(), base64.b64encode(nonce).decode()
    return (
        f'UsernameToken Username="{username}", PasswordDigest="{digest_text}", '
        f'Nonce="{nonce_text}", Created="{created}"'
    )


class TunedSigner:
    """Keeps what does not change, and the text of the running second."""

    def __init__(self, username: str, secret: str) -> None:
        self._start = f'UsernameToken Username="{username}", PasswordDigest="'
        self._secret = secret.encode()
        self._second = (0, "")

    def sign(self) -> str:
        seconds, nanos = divmod(time.time_ns(), 1_000_000_000)
        known, text = self._second
        if seconds != known:
            text = time.strftime("%Y-%m-%dT%H:%M:%S.", time.gmtime(seconds))
            self._second = (seconds, text)
        created = f"{text}{nanos // 1_000_000:03}Z"
        nonce = os.urandom(16)
        digest = hashlib.sha1(nonce + created.encode() + self._secret).digest()
        digest_text = binascii.b2a_base64(digest, newline=False).decode()
        nonce_text = binascii.b2a_base64(nonce, newline=False).decode()
        return f'{self._start}{digest_text}", Nonce="{nonce_text}", Created="{created}"'


class UsualVerifier:
    def __init__(self, secrets: dict[str, str]) -> None:
        self._secrets = secrets
        self._seen: dict[tuple[str, str], datetime] = {}
        self._lock = threading.Lock()

    def verify(self, header: str) -> str:
        values: dict[str, str] = dict(re.findall(r'(\w+)="([^"]*)"', header))
        username, nonce, created = values["Username"], values["Nonce"], values["Created"]
        instant = datetime.strptime(created, "%Y-%m-%dT%H:%M:%S.%fZ").replace(tzinfo=timezone.utc)
        now = datetime.now(timezone.utc)
        if abs(now - instant) > timedelta(seconds=60):
            raise ValueError("stale")
        text = base64.b64decode(nonce, validate=True) + created.encode() + self._secrets[username].encode()
        digest = base64.b64encode(hashlib.sha1(text).digest()).decode()
        if not hmac.compare_digest(digest, values["PasswordDigest"]):
            raise ValueError("digest")
        keys = [(username, digest), (username, nonce), (username, created)]
        with self._lock:
            if any(key in self._seen for key in keys):
                raise ValueError("replayed")
            self._seen.update(dict.fromkeys(keys, instant))
        return username


_HEADER = re.compile(
    r'UsernameToken Username="([^"\\]+)", PasswordDigest="([A-Za-z0-9+/]{27}=)", '
    r'Nonce="([A-Za-z0-9+/=]{4,64})", Created="(\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d)\.(\d{3})Z"'
)


class TunedVerifier:
    """One expression, the running seconds kept, and one dictionary."""

    def __init__(self, secrets: dict[str, str]) -> None:
        self._secrets = {username: secret.encode() for username, secret in secrets.items()}
        self._seconds: dict[str, int] = {}
        self._seen: dict[tuple[str, str], float] = {}
        self._lock = threading.Lock()

    def verify(self, header: str) -> str:
        match = _HEADER.fullmatch(header)
        if match is None:
            raise ValueError("malformed")
        username, digest, nonce, second, millis = match.groups()
        seconds = self._seconds.get(second)
        if seconds is None:
            seconds = int(datetime.fromisoformat(second + "+00:00").timestamp())
            self._seconds[second] = seconds
        age = time.time() - seconds
        if not -60 <= age <= 60:
            raise ValueError("stale")
        created = f"{second}.{millis}Z"
        secret = self._secrets[username]
        made = hashlib.sha1(binascii.a2b_base64(nonce) + created.encode() + secret).digest()
        if not hmac.compare_digest(made, binascii.a2b_base64(digest)):
            raise ValueError("digest")
        seen, by_digest = self._seen, (username, digest)
        by_nonce, by_created = (username, nonce), (username, created)
        with self._lock:
            if by_digest in seen or by_nonce in seen or by_created in seen:
                raise ValueError("replayed")
            seen[by_digest] = seen[by_nonce] = seen[by_created] = seconds + 60
        return username
