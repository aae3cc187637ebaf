"""Sign, verify and explain X-WSSE UsernameToken headers.

>>> signer = Signer("my-api-key", "my-api-secret")
>>> verifier = Verifier({"my-api-key": "my-api-secret"})
>>> verifier.verify(signer.header()).username
'my-api-key'

X-WSSE proves that the sender knows the secret, once for each token. It does not protect the method, the
path or the body of a request: use it only over TLS.
"""

from ._diagnosis import Diagnosis, Finding, Part, explain
from ._errors import (
    ClearTextRefused,
    DialectError,
    OriginRefused,
    Rejected,
    Replayed,
    SignError,
    Unavailable,
    UsageError,
    WsseError,
)
from ._native import Claims, Dialect, Identity, MemoryReplayStore, Signer, UsernameToken, __version__
from ._store import AsyncReplayStore, ClaimOutcome, ReplayStore
from ._verifier import Credentials, Verifier

__all__ = [
    "AsyncReplayStore",
    "ClaimOutcome",
    "Claims",
    "ClearTextRefused",
    "Credentials",
    "Diagnosis",
    "Dialect",
    "DialectError",
    "Finding",
    "Identity",
    "MemoryReplayStore",
    "OriginRefused",
    "Part",
    "Rejected",
    "ReplayStore",
    "Replayed",
    "SignError",
    "Signer",
    "Unavailable",
    "UsageError",
    "UsernameToken",
    "Verifier",
    "WsseError",
    "__version__",
    "explain",
]

# They are known by the name under which they are imported, in tracebacks too.
for _name in __all__:
    if _name != "__version__":
        globals()[_name].__module__ = __name__
del _name
