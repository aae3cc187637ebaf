"""Replay, time and what the store remembers (D)."""

from .case_builder import (
    BASE, CREATED, NONCE, SECRET, accepted, attack, numbered_nonce, signed, step, with_equals,
)

NEXT = "2026-03-14T10:00:01Z"
THEN = "2026-03-14T10:00:02Z"
NOON = "2026-03-14T12:00:00Z"


def presented_again():
    alice_and_bob = {"alice": [SECRET], "bob": [SECRET], "carol": ["another secret"]}
    honest = signed("symfony")
    return [
        attack("D1", "default", "one header twice",
               [accepted(BASE)] + [step(BASE, "replayed") for _ in range(3)],
               "The header is bound to no request, so it counts once wherever it is sent."),
        attack("D1", "generic", "one header twice where only nonces are unique",
               [accepted(honest), step(honest, "replayed")], "As above.", "symfony"),
        attack("D1", "nothing-unique", "one header twice where nothing else is unique",
               [accepted(signed()), step(signed(), "replayed")],
               "The digest claim is always made.", "penneo,unique=none"),
        attack("D1", "other-spelling", "one header, spelt otherwise the second time",
               [accepted(BASE), step(BASE.replace(", ", ","), "replayed"),
                step(BASE.replace("YWJjZA==", "YWJjZA= ="), "nonce_invalid"),
                step(with_equals(" = "), "replayed"),
                step(BASE.upper().replace('"USER"', '"user"'), "digest_mismatch")],
               "White space outside values means nothing; inside values everything counts."),
        attack("D1", "refused-first", "a refused header uses nothing up",
               [step(signed(secret="wrong"), "digest_mismatch"),
                step(signed(username="nobody"), "username_unknown"),
                step(BASE, "created_in_future", now="2026-03-14T09:58:59.999Z"),
                step(BASE, "created_stale", now="2026-03-14T10:01:00.001Z"),
                accepted(BASE), step(BASE, "replayed")],
               "Only an accepted header makes claims."),
        attack("D2", "same-nonce", "one nonce and one Created, two users",
               [accepted(signed(username="alice")),
                accepted(signed(username="carol", secret="another secret")),
                step(signed(username="alice"), "replayed"),
                step(signed(username="carol", secret="another secret"), "replayed")],
               "Claims belong to a user.", secrets=alice_and_bob),
        attack("D2", "same-digest", "one digest, two users",
               [accepted(signed(username="alice")), step(signed(username="bob"), "replayed"),
                step(signed(username="carol"), "digest_mismatch"),
                step(signed(username="dave"), "username_unknown"),
                accepted(signed(nonce=numbered_nonce(1), username="bob"))],
               "Alice and Bob hold one secret, Carol another. The username is not in the digest, so a digest "
               "is claimed for everybody; Bob's own Created is free.",
               secrets=alice_and_bob),
        *[other_spellings(dialect, nonce) for dialect, nonce in SPELLED.items()],
    ]


# A nonce in the form of each dialect.
SPELLED = {"penneo": NONCE, "atom": "d36e3162", "emarsys": "d36e316282959a9ed4c89851497a717f", "symfony": NONCE,
           "huawei": "d36e3162"}


def other_spellings(dialect, nonce):
    """A look-up that finds one user under many spellings, as the collations of many databases do."""
    spellings = ["user", "User", "USER", "us\u00e9r", "user ", "u\u017fer", "\uff55ser"]
    first, *others = [signed(dialect, nonce, username=name) for name in spellings]
    return attack("D2", f"other-spellings-{dialect}", f"one {dialect} header under other spellings of the name",
                  [accepted(first)] + [step(header, "replayed") for header in [*others, first]],
                  "The look-up finds them all and gives no canonical name; the digest is claimed for everybody.",
                  dialect, {name: [SECRET] for name in spellings})


def parts_used_again():
    fresh = numbered_nonce(1)
    rotated = {"user": ["new secret", SECRET]}
    return [
        attack("D3", "nonce", "a used nonce under a new Created",
               [accepted(BASE), step(signed(created=NEXT), "nonce_reused"),
                accepted(signed(nonce=fresh, created=NEXT))],
               "The refused header claimed nothing, so its Created is still free."),
        attack("D3", "created", "a used Created under a new nonce",
               [accepted(BASE), step(signed(nonce=fresh), "created_reused"),
                accepted(signed(nonce=fresh, created=NEXT))],
               "The refused header claimed nothing, so its nonce is still free."),
        attack("D3", "both", "nonce and Created used by different headers",
               [accepted(BASE), accepted(signed(nonce=fresh, created=NEXT)),
                step(signed(created=NEXT), "nonce_reused"),
                step(signed(nonce=fresh), "nonce_reused")],
               "The nonce names the rejection before Created does."),
        attack("D3", "generic-created", "a used Created where only nonces are unique",
               [accepted(signed("symfony")), accepted(signed("symfony", fresh)),
                step(signed("symfony", created=NEXT), "nonce_reused")],
               "Created may repeat.", "symfony"),
        attack("D3", "only-created", "a used nonce where only Created is unique",
               [accepted(signed()), accepted(signed(created=NEXT)),
                step(signed(nonce=fresh), "created_reused")],
               "The nonce may repeat.", "penneo,unique=created"),
        attack("D3", "nothing-unique", "used parts where nothing is unique",
               [accepted(signed()), accepted(signed(created=NEXT)), accepted(signed(nonce=fresh)),
                step(signed(), "replayed")],
               "The digest alone is claimed.", "penneo,unique=none"),
        attack("D3", "finer-created", "one nonce, Created a nanosecond later",
               [accepted(BASE),
                step(signed(created="2026-03-14T10:00:00.000000001Z"), "nonce_reused"),
                accepted(signed(nonce=fresh, created="2026-03-14T10:00:00.000000001Z"))],
               "Instants are told apart to the nanosecond."),
        attack("D3", "text-nonce", "a used nonce where it is text",
               [accepted(signed("atom", "nonce")),
                step(signed("atom", "nonce", NEXT), "nonce_reused"),
                accepted(signed("atom", "Nonce", NEXT)),
                accepted(signed("atom", "nonce1", NEXT))],
               "Text nonces differ by case and length.", "atom"),
        attack("D3", "two-secrets", "one nonce and one Created, signed with each of two secrets",
               [accepted(signed(secret="new secret")), step(BASE, "nonce_reused"),
                accepted(signed(nonce=fresh, created=NEXT))],
               "Claims are shared by all secrets of a user.", secrets=rotated),
        attack("D3", "two-secrets-created", "one Created, signed with each of two secrets",
               [accepted(signed(secret="new secret")),
                step(signed(nonce=fresh), "created_reused"),
                step(signed(secret="old secret", created=NEXT), "digest_mismatch")],
               "A secret that is no longer active opens nothing.", secrets=rotated),
        attack("D3", "nonce-text-and-raw", "a nonce used as text and then as base64",
               [accepted(signed("atom", "abcd"), dialect="atom"),
                step(signed("symfony", NONCE, NEXT), "nonce_reused", dialect="symfony")],
               "The bytes that enter the digest are claimed, however they are written.", "atom"),
    ]


def edges_of_the_window():
    future = signed(created="2026-03-14T12:01:00Z")
    past_edges = [
        ("2026-03-14T11:59:00Z", "accepted"),
        ("2026-03-14T11:59:00.000000000Z", "created_reused"),
        ("2026-03-14T11:58:59.999Z", "created_stale"),
        ("2026-03-14T11:58:59.999999999Z", "created_stale"),
        ("2026-03-14T11:59:00.000000001Z", "accepted"),
    ]
    future_edges = [
        ("2026-03-14T12:01:00Z", "accepted"),
        ("2026-03-14T12:01:00.001Z", "created_in_future"),
        ("2026-03-14T12:01:00.000000001Z", "created_in_future"),
        ("2026-03-14T12:00:59.999999999Z", "accepted"),
    ]
    return [
        attack("D4", None, "a header from the far edge of the window",
               [accepted(future, now=NOON),
                step(future, "replayed", now="2026-03-14T12:00:59Z"),
                step(future, "replayed", now="2026-03-14T12:01:00Z"),
                step(future, "replayed", now="2026-03-14T12:01:01Z"),
                step(future, "replayed", now="2026-03-14T12:01:59.999Z"),
                step(future, "replayed", now="2026-03-14T12:02:00Z"),
                step(future, "created_stale", now="2026-03-14T12:02:00.001Z"),
                step(future, "created_stale", now="2026-03-14T13:00:00Z")],
               "Created is 60 s ahead, so it can pass for 120 s and is remembered for as long."),
        attack("D5", "past", "the old end of the window",
               edge_steps(past_edges), "60 s to the nanosecond."),
        attack("D5", "future", "the new end of the window",
               edge_steps(future_edges), "60 s to the nanosecond."),
        attack("D5", "replay-at-the-edge", "a header used at its last instant, then again",
               [accepted(BASE, now="2026-03-14T10:01:00Z"),
                step(BASE, "replayed", now="2026-03-14T10:01:00Z"),
                step(BASE, "created_stale", now="2026-03-14T10:01:00.001Z"),
                step(BASE, "replayed", now="2026-03-14T10:01:00Z")],
               "A claim that lasts no time at all is still a claim."),
        attack("D5", "300-seconds", "the window of 300 s either way",
               edge_steps([("2026-03-14T11:55:00Z", "accepted"),
                           ("2026-03-14T11:54:59.999Z", "created_stale"),
                           ("2026-03-14T12:05:00Z", "accepted"),
                           ("2026-03-14T12:05:00.001Z", "created_in_future")], "symfony"),
               "The window belongs to the dialect.", "symfony"),
        attack("D5", "uneven", "a window with sides of different length",
               edge_steps([("2026-03-14T10:00:00Z", "accepted"),
                           ("2026-03-14T09:59:59.999Z", "created_stale"),
                           ("2026-03-14T12:02:00Z", "accepted"),
                           ("2026-03-14T12:02:00.001Z", "created_in_future")], "pywsse"),
               "7,200 s back, 120 s ahead.", "pywsse"),
        attack("D5", "changed", "a window changed from its preset",
               edge_steps([("2026-03-14T11:59:50Z", "accepted"),
                           ("2026-03-14T11:59:49.999Z", "created_stale"),
                           ("2026-03-14T12:00:05Z", "accepted"),
                           ("2026-03-14T12:00:05.001Z", "created_in_future")],
                          "penneo,max_age=10,max_future=5"),
               "10 s back, 5 s ahead.", "penneo,max_age=10,max_future=5"),
        attack("D5", "before-credentials", "the window is judged before user and digest",
               [step(signed(created="2026-03-14T11:58:59Z", username="nobody"), "created_stale",
                     now=NOON),
                step(signed(created="2026-03-14T12:01:01Z", secret="wrong"), "created_in_future",
                     now=NOON),
                step(signed(created=NOON, username="nobody", secret="wrong"), "username_unknown",
                     now=NOON),
                step(signed(created=NOON, secret="wrong"), "digest_mismatch", now=NOON),
                accepted(signed(created=NOON), now=NOON)],
               "A header out of the window costs no look-up."),
    ]


def edge_steps(edges, dialect="penneo"):
    """Created texts presented at noon, each with its own nonce."""
    return [step(signed(dialect, numbered_nonce(number), created), outcome, now=NOON)
            for number, (created, outcome) in enumerate(edges)]


def stepping_clocks():
    early = signed(nonce=numbered_nonce(1), created="2026-03-14T10:00:10Z")
    unused = signed(nonce=numbered_nonce(2), created="2026-03-14T10:00:20Z")
    late = signed(nonce=numbered_nonce(3), created="2026-03-14T11:00:00Z")
    return [
        attack("D8", None, "the clock steps back an hour",
               [accepted(early, now="2026-03-14T10:00:10Z"),
                accepted(late, now="2026-03-14T11:00:00Z"),
                step(early, "replayed", now="2026-03-14T10:00:15Z"),
                step(late, "created_in_future", now="2026-03-14T10:00:15Z"),
                accepted(unused, now="2026-03-14T10:00:25Z"),
                step(unused, "replayed", now="2026-03-14T10:00:30Z"),
                step(early, "replayed", now="2026-03-14T10:01:10Z"),
                step(early, "created_stale", now="2026-03-14T10:01:10.001Z"),
                step(late, "replayed", now="2026-03-14T11:00:30Z")],
               "Among so few claims none was forgotten: used headers are known, others free."),
        attack("D8", "small-step", "the clock steps back within the window",
               [accepted(early, now="2026-03-14T10:00:40Z"),
                step(early, "replayed", now="2026-03-14T10:00:05Z"),
                step(early, "created_in_future", now="2026-03-14T09:59:09.999Z"),
                step(early, "replayed", now="2026-03-14T09:59:10Z")],
               "The claim holds for every now that lets the header pass."),
        attack("D9", None, "the clock jumps ahead an hour and back",
               [accepted(early, now="2026-03-14T10:00:10Z"),
                step(early, "created_stale", now="2026-03-14T11:00:10Z"),
                step(unused, "created_stale", now="2026-03-14T11:00:20Z"),
                step(early, "replayed", now="2026-03-14T10:00:20Z"),
                accepted(unused, now="2026-03-14T10:00:21Z"),
                step(unused, "replayed", now="2026-03-14T10:00:22Z"),
                step(late, "created_in_future", now="2026-03-14T10:00:23Z")],
               "Time spent in the future makes nothing acceptable twice."),
        attack("D9", "accepted-ahead", "a header accepted while the clock was ahead",
               [accepted(late, now="2026-03-14T11:00:00Z"),
                step(late, "created_in_future", now="2026-03-14T10:00:00Z"),
                step(signed(nonce=numbered_nonce(3), created=CREATED), "nonce_reused",
                     now="2026-03-14T10:00:01Z"),
                accepted(BASE, now="2026-03-14T10:00:02Z"),
                step(late, "replayed", now="2026-03-14T11:00:00Z")],
               "Its claims wait until real time has caught up."),
    ]


def second_attempts():
    return [
        attack("D15", None, "an automatic second attempt with the same header",
               [accepted(BASE), step(BASE, "replayed"),
                accepted(signed(nonce=numbered_nonce(1), created=THEN))],
               "A second attempt needs a header of its own."),
    ]


def cases():
    """All of section D that headers, secrets and times can tell."""
    return (presented_again() + parts_used_again() + edges_of_the_window() + stepping_clocks()
            + second_attempts())
