"""Cases of dialects.json."""

from dataclasses import asdict

from .wsse_dialect import PRESETS, DialectError, parse_dialect

# A text and the fields in which it differs from its preset, typed in rather than computed.
CHANGED = (
    ("penneo,max_nonce=128", {"max_nonce": 128}),
    ("penneo,max_nonce=128,accept=rfc2822", {"max_nonce": 128, "accept": "rfc2822"}),
    ("penneo,accept=offset+rfc2822", {"accept": "offset+rfc2822"}),
    ("penneo,unknown=ignore", {"unknown": "ignore"}),
    ("pywsse,unknown=ignore,unknown=refuse", {"unknown": "refuse"}),
    ("penneo,unique=none", {"unique": "none"}),
    ("penneo,unique=nonce", {"unique": "nonce"}),
    ("penneo,unique=created", {"unique": "created"}),
    ("penneo,unique=none,word=required", {"unique": "none", "word": "required"}),
    ("penneo,nonce=letters,created=micros", {"nonce": "letters", "created": "micros"}),
    ("penneo,nonce=text", {"nonce": "text"}),
    ("penneo,max_nonce=1", {"max_nonce": 1}),
    ("penneo,max_nonce=256", {"max_nonce": 256}),
    ("atom,digest=base64hex", {"digest": "base64hex"}),
    ("atom,created=nanos,unique=nonce+created", {"created": "nanos", "unique": "nonce+created"}),
    ("emarsys,created=millis", {"created": "millis"}),
    ("emarsys,accept=strict", {"accept": "strict"}),
    ("symfony,hash=sha256", {"hash": "sha256"}),
    ("symfony,max_age=3600,max_future=30", {"max_age": 3600, "max_future": 30}),
    ("symfony,word=optional", {"word": "optional"}),
    ("symfony,word=twice", {"word": "twice"}),
    ("huawei,digest=base64hex", {"digest": "base64hex"}),
    ("huawei,max_age=28800,max_future=28800", {"max_age": 28800, "max_future": 28800}),
    ("pywsse,nonce=raw,hash=sha1", {"nonce": "raw", "hash": "sha1"}),
    ("pywsse,max_age=1", {"max_age": 1}),
)

INVALID = (
    "",
    ",",
    "unknown",
    "Penneo",
    "penne",
    "penneo2",
    "penneo,",
    ",max_nonce=12",
    "max_nonce=12",
    "penneo max_nonce=12",
    "penneo;max_nonce=12",
    "penneo,atom",
    "penneo,max_nonce",
    "penneo,max_nonce=",
    "penneo,=12",
    "penneo,max_nonce=0",
    "penneo,max_nonce=257",
    "penneo,max_nonce=65536",
    "penneo,max_nonce=4294967297",
    "penneo,max_nonce=99999999999999999999",
    "penneo,max_nonce=-1",
    "penneo,max_nonce=12.5",
    "penneo,max_nonce=0x10",
    "penneo,max_nonce=many",
    "penneo,max_nonce=+12",
    "penneo,max_age=+60",
    "penneo,max_age=60.",
    "penneo,max_age=.5",
    "penneo,max_age=60.+5",
    "penneo,max_age=",
    "penneo,max_age=-1",
    "penneo,max_age=60s",
    "penneo,max_age=1e3",
    "penneo,max_future=-1",
    "penneo,max_future=soon",
    "penneo,nonce=hex",
    "penneo,nonce=",
    "penneo,hash=md5",
    "penneo,hash=SHA1",
    "penneo,hash=sha512",
    "penneo,digest=hex",
    "penneo,digest=base64url",
    "penneo,created=minutes",
    "penneo,accept=any",
    "penneo,accept=",
    "penneo,accept=offset+",
    "penneo,unique=all",
    "penneo,unique=nonce+",
    "penneo,word=thrice",
    "penneo,word=2",
    "penneo,unknown=maybe",
    "penneo,unknown=",
    "penneo,max_age=60,hash=md5",
    "penneo,colour=red",
    "penneo,MAX_NONCE=12",
    "penneo,max-nonce=12",
    "penneo,name=atom",
    "penneo,max_nonce=12,",
    "penneo,,max_nonce=12",
)


def cases():
    """Presets, changed presets and texts that are no dialect."""
    presets = [{"kind": "preset", "text": name, **asdict(preset)}
               for name, preset in PRESETS.items()]
    return presets + [_changed(text, changes) for text, changes in CHANGED] + [
        _invalid(text) for text in INVALID]


def _changed(text, changes):
    preset = PRESETS[text.split(",")[0]]
    fields = {**asdict(preset), **changes}
    if asdict(parse_dialect(text)) != fields:
        raise AssertionError(f"dialect {text!r} does not read as typed in")
    del fields["name"]
    return {"kind": "changed", "text": text, **fields}


def _invalid(text):
    try:
        parse_dialect(text)
    except DialectError as error:
        return {"kind": "invalid", "text": text, "position": error.position}
    raise AssertionError(f"dialect {text!r} is taken")
