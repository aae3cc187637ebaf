"""One digest, two readings of where its parts begin and end (A1 to A6)."""

from .case_builder import (
    BASE, CREATED, DIGEST, NONCE, TEXT_NONCE, accepted, attack, signed, step, with_digest,
)
from .wsse_token import base64_text, format_header


def shifted(row, case, title, honest, twin, dialect="penneo"):
    """An honest header and a twin with the same digest whose nonce lost its end to Created."""
    return attack(
        row, case, title, [accepted(honest), step(twin, "created_invalid")],
        "Both headers hash the same bytes; only one reading has a Created.", dialect)


def boundary_of_nonce_and_created():
    digest_space = "fnMY8ScItXCrq1d7PQpni/5PvAw="
    digest_plus = "yFpcvee0fR8OjbQ0qCzpf9fXjT4="
    digest_one = "nHJDVXXzM2Li+Hy/8TQqMp5Eg2o="
    shift_digest = "go2CrnAc4Z3JI2GSKHypMp5eKiA="
    rfc = "Sat, 14 Mar 2026 11:00:00 +0100"
    return [
        shifted("A1", None, "a space moves from the nonce to Created",
                with_digest(digest_space, "YWJjZCA="),
                with_digest(digest_space, NONCE, " " + CREATED)),
        shifted("A2", None, "a plus sign moves from the nonce to Created",
                with_digest(digest_plus, "YWJjZCs="),
                with_digest(digest_plus, NONCE, "+" + CREATED)),
        shifted("A3", None, "a digit moves from the nonce to the year",
                with_digest(digest_one, "YWJjZDE="),
                with_digest(digest_one, NONCE, "1" + CREATED)),
        shifted("A3", "zero", "a leading zero moves from the nonce to the year",
                signed(nonce=base64_text(b"abcd0")),
                signed(nonce=NONCE, created="0" + CREATED)),
        shifted("A3", "minus", "a minus sign moves from the nonce to the year",
                signed(nonce=base64_text(b"abcd-")),
                signed(nonce=NONCE, created="-" + CREATED)),
        shifted("A4", None, "the date moves into the nonce and leaves a bare time",
                BASE, with_digest(DIGEST, "YWJjZDIwMjYtMDMtMTRU", "10:00:00Z")),
        shifted("A4", "year", "the first digit of the year moves into the nonce",
                BASE, with_digest(DIGEST, base64_text(b"abcd2"), CREATED[1:])),
        shifted("A4", "zone-only", "everything but the zone letter moves into the nonce",
                BASE, with_digest(DIGEST, base64_text(b"abcd" + CREATED[:-1].encode()), "Z")),
        shifted("A4", "rfc2822", "the weekday moves into the nonce",
                signed("penneo,accept=rfc2822", created=rfc),
                signed("penneo,accept=rfc2822", base64_text(b"abcdSat, "), rfc[5:]),
                "penneo,accept=rfc2822"),
        attack(
            "A4", "text-nonce", "the date moves into a text nonce and leaves the zone letter",
            [
                accepted(format_header("user", shift_digest, TEXT_NONCE, "2024-01-15T12:30:00Z"),
                         now="2024-01-15T12:30:01Z"),
                step(format_header("user", shift_digest, TEXT_NONCE + "2024-01-15T12:30:00", "Z"),
                     "created_invalid", now="2024-01-15T12:30:02Z"),
            ],
            "The same shift where the nonce enters the digest as text.",
            "atom", {"user": ["secret"]}),
        attack(
            "A4", "all-of-it", "all of Created moves into the nonce",
            [step(with_digest(DIGEST, base64_text(b"abcd" + CREATED.encode()), ""),
                  "parameter_missing")],
            "An empty Created counts as none."),
        attack(
            "A4", "nothing-left", "all of the nonce moves into Created",
            [step(with_digest(DIGEST, "", "abcd" + CREATED), "parameter_missing")],
            "An empty Nonce counts as none."),
    ]


def modes_and_secrets():
    shared = "DFyBqSuwgj9dC2cNd3Ywo4ckwbc="
    same_hash = signed("emarsys", TEXT_NONCE)
    base64_twin = signed("atom", TEXT_NONCE)
    offset_created = "2026-03-14T11:00:00+01:00"
    return [
        attack(
            "A5", "raw-then-text", "the decoded nonce is shown to a text-nonce verifier",
            [accepted(BASE, dialect="symfony"),
             step(with_digest(DIGEST, "abcd"), "replayed", dialect="atom")],
            "Two verifiers share a store; the digest claim knows nothing of the nonce mode.",
            "symfony"),
        attack(
            "A5", "text-then-raw", "the encoded nonce is shown to a raw-nonce verifier",
            [accepted(with_digest(DIGEST, "abcd"), dialect="atom"),
             step(BASE, "replayed", dialect="symfony")],
            "The other way round.", "atom"),
        attack(
            "A5", "hex-then-base64", "one hash in two spellings of the digest",
            [accepted(same_hash, dialect="emarsys"),
             step(base64_twin, "replayed", dialect="atom")],
            "The claim is on the hash bytes, not on the text that carries them.", "emarsys"),
        attack(
            "A5", "wrong-mode", "a raw nonce judged in text mode and the reverse",
            [step(signed("symfony"), "digest_mismatch", dialect="atom"),
             step(signed("atom"), "digest_mismatch", dialect="symfony"),
             accepted(signed("symfony"), dialect="symfony")],
            "The mode is never guessed; a failed try uses nothing up.", "symfony"),
        attack(
            "A5", "sha256", "the mode shift where the hash is SHA-256",
            [accepted(signed("pywsse", NONCE), dialect="pywsse"),
             step(signed("huawei", "abcd"), "replayed", dialect="huawei")],
            "The same for the longer hash.", "pywsse"),
        attack(
            "A6", "zone-in-secret", "the zone letter moves into the secret",
            [step(with_digest(shared, created="2026-03-14T10:00:00", username="a"),
                  "created_invalid"),
             accepted(with_digest(shared, username="b"))],
            "The secrets of a and b differ by a leading Z; without its zone there is no Created.",
            secrets={"a": ["Zabc"], "b": ["abc"]}),
        attack(
            "A6", "secret-in-created", "the start of the secret moves into Created",
            [step(signed(created=CREATED + "Z", secret="abc", username="b"), "created_invalid"),
             accepted(signed(secret="Zabc", username="a"))],
            "A Created cannot be made longer and stay valid.",
            secrets={"a": ["Zabc"], "b": ["abc"]}),
        attack(
            "A6", "offset", "the end of an offset moves into the secret",
            [step(signed("symfony", created=offset_created[:-1], secret="0abc", username="a"),
                  "created_invalid"),
             step(signed("symfony", created=offset_created + "0", secret="abc", username="b"),
                  "created_invalid"),
             accepted(signed("symfony", created=offset_created, secret="abc", username="b"))],
            "The offset has one length only.", "symfony",
            {"a": ["0abc"], "b": ["abc"]}),
        attack(
            "A6", "rfc2822", "the end of an RFC 2822 zone moves into the secret",
            [step(signed(created="Sat, 14 Mar 2026 11:00:00 +01", secret="00abc", username="a"),
                  "created_invalid"),
             accepted(signed(created="Sat, 14 Mar 2026 11:00:00 +0100", secret="abc",
                             username="b"))],
            "The zone has one length only.", "penneo,accept=rfc2822",
            {"a": ["00abc"], "b": ["abc"]}),
        attack(
            "A6", "fraction", "a fraction moves into the secret",
            [step(signed(created="2026-03-14T10:00:00.", secret="5Zabc", username="a"),
                  "created_invalid"),
             step(signed(created="2026-03-14T10:00:00.5", secret="Zabc", username="c"),
                  "created_invalid"),
             accepted(signed(created="2026-03-14T10:00:00.5Z", secret="abc", username="b"))],
            "No beginning of a Created is one.",
            secrets={"a": ["5Zabc"], "b": ["abc"], "c": ["Zabc"]}),
    ]


def cases():
    """A1 to A6."""
    return boundary_of_nonce_and_created() + modes_and_secrets()
