"""Texts that are nearly a Created (B). Every digest is right for the text as sent."""

from .case_builder import (
    CREATED, NOW, SECRET, USER, accepted, attack, numbered_nonce, signed, step,
)
from .wsse_token import format_header, make_digest
from .wsse_dialect import parse_dialect

GENERIC = "penneo,unique=none"
DAY_PART = "2026-03-14T"
STEM = "2026-03-14T10:00:00"
RIGHT_DIGEST = "The digest is right for this very text, so only Created is at fault."


def presented(texts, outcome, now=NOW, dialect=GENERIC):
    """One step for each Created text, each with its own nonce."""
    return [step(signed(dialect, numbered_nonce(number), text), outcome, now)
            for number, text in enumerate(texts)]


def refused(row, case, title, texts, now=NOW, dialect=GENERIC, note=RIGHT_DIGEST):
    """Created texts that are none, then a real one to show that nothing else is wrong."""
    honest = step(signed(dialect, numbered_nonce(127), now), "accepted", now)
    return attack(row, case, title, presented(texts, "created_invalid", now, dialect) + [honest],
                  note, dialect)


def malformed(row, case, title, texts):
    """Created texts with control bytes, which already spoil the header."""
    honest = accepted(signed(GENERIC, numbered_nonce(127)))
    return attack(row, case, title, presented(texts, "header_malformed") + [honest],
                  "A control byte ends the reading of the header before Created is looked at.",
                  GENERIC)


def fractions():
    digits = "123456789"
    zeros = [STEM + "Z"] + [f"{STEM}.{'0' * count}Z" for count in range(1, 10)]
    return [
        attack("B1", "distinct", "fractions of one to nine digits",
               presented([STEM + "Z"] + [f"{STEM}.{digits[:count]}Z" for count in range(1, 10)],
                         "accepted", dialect="penneo"),
               "Ten instants, so none stands in another's way even where Created is unique."),
        attack("B1", "zeros", "fractions of zeros",
               presented(zeros, "accepted"),
               "Ten spellings of one instant, free to repeat where Created is not unique.",
               GENERIC),
        attack("B1", "zeros-unique", "fractions of zeros where Created is unique",
               presented(zeros[:1], "accepted", dialect="penneo")
               + [step(signed("penneo", numbered_nonce(50 + number), text), "created_reused")
                  for number, text in enumerate(zeros[1:])],
               "One instant has one claim however it is spelt."),
        attack("B1", "nines", "the last instants of a second",
               presented([f"{STEM}.{'9' * count}Z" for count in range(1, 10)], "accepted",
                         dialect="penneo"),
               "No fraction is rounded up."),
        refused("B2", None, "fractions of no length, too long or with a comma",
                [STEM + end for end in
                 (".0000000001Z", ".1234567890Z", ".0000000000Z", ".Z", ",5Z", ",Z", "..5Z",
                  ".5.5Z", ".5,5Z", ".-5Z", ".+5Z", ". 5Z", ".5 Z", ".5e1Z", ".0x5Z", ".5_0Z",
                  ".\uff15Z", ".\u0665Z", ".\u00bdZ", ":5Z", "5Z", ".5")]),
    ]


def offsets():
    in_use = ["2026-03-14T10:00:00+00:00", "2026-03-14T10:00:01-00:00",
              "2026-03-15T00:00:02+14:00", "2026-03-13T20:00:03-14:00",
              "2026-03-14T15:30:04+05:30", "2026-03-14T15:45:05.5+05:45",
              "2026-03-14T23:59:06+13:59", "2026-03-14T10:01:07+00:01",
              "2026-03-14T10:00:08Z", "2026-03-14T11:00:09.123456789+01:00"]
    off_limits = [
        "2026-03-14T10:00:00+0000", "2026-03-14T11:00:00+01", "2026-03-14T11:00:00+1:00",
        "2026-03-14T11:00:00+01:0", "2026-03-14T11:00:00+01:000",
        "2026-03-14T11:00:00+001:00", "2026-03-14T11:00:00+01:00:00",
        "2026-03-15T10:00:00+24:00", "2026-03-13T10:00:00-24:00",
        "2026-03-15T00:01:00+14:01", "2026-03-13T19:59:00-14:01",
        "2026-03-15T01:00:00+15:00", "2026-03-15T09:59:00+23:59",
        "2026-03-14T11:00:00+00:60", "2026-03-14T11:39:00+00:99",
        "2026-03-18T13:00:00+99:00", "2026-03-14T10:00:00\u221200:00",
        "2026-03-14T10:00:00\u201300:00", "2026-03-14T11:00:00 +01:00",
        "2026-03-14T11:00:00+ 1:00", "2026-03-14T11:00:00+01 00", "2026-03-14T11:00:00+01-00",
        "2026-03-14T11:00:00+-1:00", "2026-03-14T11:00:00++1:00",
        "2026-03-14T10:00:00Z+00:00", "2026-03-14T10:00:00+00:00Z",
        "2026-03-14T10:00:00ZZ", "2026-03-14T11:00:00+\uff101:00", "2026-03-14T10:00:00+",
        "2026-03-14T10:00:00-", "2026-03-14T11:00:0001:00", "2026-03-14T11:00:00+01:00 ",
        "2026-03-14T11:00:00+01:00[Europe/Copenhagen]",
    ]
    with_offset = "penneo,accept=offset"
    return [
        refused("B3", "default", "offsets where the dialect takes only Z",
                ["2026-03-14T10:00:00+00:00", "2026-03-14T10:00:00-00:00",
                 "2026-03-14T10:00:00+0000", "2026-03-15T00:00:00+14:00",
                 "2026-03-15T10:00:00+24:00", "2026-03-14T10:00:00\u221200:00",
                 "2026-03-14T11:00:00+01:00", "2026-03-14T10:00:00+00",
                 "2026-03-14T10:00:00.000+00:00", "2026-03-14T10:00:00Z+00:00"]),
        attack("B3", "option", "offsets in use, where the dialect takes them",
               presented(in_use, "accepted", dialect=with_offset),
               "Ten instants within seconds of each other, up to fourteen hours either way.",
               with_offset),
        refused("B3", "option-refused", "offsets that no dialect takes", off_limits,
                dialect="penneo,accept=offset,unique=none"),
        attack("B3", "window", "an offset does not widen the window",
               [step(signed("symfony", created="2026-03-14T10:00:00+01:00"), "created_stale"),
                step(signed("symfony", created="2026-03-14T10:00:00-01:00"), "created_in_future"),
                step(signed("symfony", created="2026-03-14T10:00:00+14:00"), "created_stale"),
                accepted(signed("symfony", created="2026-03-14T11:00:00+01:00"))],
               "The instant is judged, not the clock face.", "symfony"),
        attack("B3", "digest-covers-text", "the offset changed after signing",
               [step(resigned("2026-03-14T11:00:00+01:00", "2026-03-14T10:00:00+00:00"),
                     "digest_mismatch"),
                step(resigned("2026-03-14T10:00:00Z", "2026-03-14T10:00:00+00:00"),
                     "digest_mismatch"),
                step(resigned("2026-03-14T10:00:00Z", "2026-03-14T10:00:00.0Z"),
                     "digest_mismatch"),
                accepted(signed("symfony"))],
               "The text as sent enters the digest, so no other spelling of the instant matches.",
               "symfony"),
    ]


def resigned(signed_created, shown_created):
    """A header whose digest was made over another spelling of the same instant."""
    digest = make_digest(parse_dialect("symfony"), b"abcd", signed_created, SECRET)
    return format_header(USER, digest, "YWJjZA==", shown_created)


def letters_and_clock():
    return [
        refused("B4", None, "other letters and separators",
                ["2026-03-14t10:00:00Z", "2026-03-14T10:00:00z", "2026-03-14t10:00:00z",
                 "2026-03-14 10:00:00Z", "2026-03-14_10:00:00Z", "2026-03-14X10:00:00Z",
                 "2026-03-14  10:00:00Z", "2026-03-14TT10:00:00Z", "2026-03-1410:00:00Z",
                 "2026-03-14\uff3410:00:00Z", "2026-03-14T10:00:00\uff3a", "2026-03-14T10:00:00 Z",
                 "2026/03/14T10:00:00Z", "2026.03.14T10:00:00Z", "2026-03-14T10.00.00Z",
                 "2026-03-14T10-00-00Z", "2026\u201003\u201014T10:00:00Z",
                 "2026-03-14T10\uff1a00\uff1a00Z", "2026-03-14T10:00:00A", "2026-03-14T10:00:00UTC",
                 "2026-03-14T10:00:00GMT"]),
        refused("B5", "leap-second", "a 60th second",
                ["2016-12-31T23:59:60Z", "2016-12-31T23:59:60.5Z", "2016-12-31T23:59:61Z"],
                now="2016-12-31T23:59:59Z",
                note="Even in a minute that had one, seconds end at 59."),
        refused("B5", "midnight", "hour 24",
                ["2026-03-13T24:00:00Z", "2026-03-13T24:00:01Z", "2026-03-13T24:00:00.000Z",
                 "2026-03-13T25:00:00Z", "2026-03-13T23:60:00Z"],
                now="2026-03-14T00:00:00Z"),
        refused("B5", "clock", "minutes and seconds past their end",
                ["2026-03-14T10:00:61Z", "2026-03-14T10:00:60Z", "2026-03-14T09:60:00Z",
                 "2026-03-14T09:60:05Z", "2026-03-14T10:00:99Z", "2026-03-14T34:00:00Z",
                 "2026-03-14T10:-0:05Z", "2026-03-14T10:+0:05Z", "2026-03-14T+1:00:05Z"]),
    ]


def calendar():
    return [
        refused("B6", "years", "years that have not four digits, and year 0000",
                ["0000-01-01T00:00:00Z", "0000-12-31T23:59:59Z", "0000-00-00T00:00:00Z",
                 "10000-01-01T00:00:00Z", "+10000-01-01T00:00:00Z", "-2026-03-14T10:00:00Z",
                 "+2026-03-14T10:00:00Z", "02026-03-14T10:00:00Z", "+002026-03-14T10:00:00Z",
                 "226-03-14T10:00:00Z", "26-03-14T10:00:00Z", "-0001-03-14T10:00:00Z",
                 "9999999999-03-14T10:00:00Z"]),
        attack("B6", "far-years", "the first and the last year",
               [step(signed(created="9999-01-01T00:00:00Z"), "created_in_future"),
                step(signed(created="9999-12-31T23:59:59.999999999Z"), "created_in_future"),
                step(signed(created="0001-01-01T00:00:00Z"), "created_stale"),
                step(signed(created="0001-12-31T23:59:59.999999999Z"), "created_stale"),
                step(signed(created="1970-01-01T00:00:00Z"), "created_stale"),
                step(signed(created="1969-12-31T23:59:59.5Z"), "created_stale"),
                step(signed(created="2262-04-11T23:47:16.854775808Z"), "created_in_future"),
                step(signed(created="1677-09-21T00:12:43.145224191Z"), "created_stale"),
                step(signed(created="2038-01-19T03:14:08Z"), "created_in_future"),
                accepted(signed())],
               "They are dates, far from now; nothing overflows, also not in 64-bit nanoseconds."),
        refused("B6", "february", "days February does not have",
                ["2026-02-29T10:00:00Z", "2026-02-30T10:00:00Z", "2026-02-31T10:00:00Z"],
                now="2026-03-02T10:00:00Z",
                note="Now is the day to which such a date would roll over."),
        refused("B6", "short-months", "a 31st in months of 30 days",
                ["2026-04-31T10:00:00Z", "2026-04-32T10:00:00Z", "2026-05-00T10:00:00Z"],
                now="2026-05-01T10:00:00Z",
                note="Now is the day to which such a date would roll over."),
        refused("B6", "months", "months 00 and 13",
                ["2025-13-01T10:00:00Z", "2026-00-01T10:00:00Z", "2025-12-32T10:00:00Z",
                 "2026-01-00T10:00:00Z", "2026-00-00T10:00:00Z"],
                now="2026-01-01T10:00:00Z"),
        attack("B6", "leap-day", "a 29 February",
               [accepted(signed(created="2024-02-29T10:00:00Z"), now="2024-02-29T10:00:01Z"),
                step(signed(created="2025-02-29T10:00:00Z"), "created_invalid",
                     now="2025-03-01T10:00:00Z"),
                step(signed(created="2100-02-29T10:00:00Z"), "created_invalid",
                     now="2100-03-01T10:00:00Z"),
                step(signed(created="1900-02-29T10:00:00Z"), "created_invalid",
                     now="1900-03-01T10:00:00Z"),
                accepted(signed(created="2000-02-29T10:00:00Z", nonce=numbered_nonce(1)),
                         now="2000-02-29T10:00:01Z")],
               "Leap years by the Gregorian rule.", "penneo,unique=none"),
    ]


def other_grammars():
    rfc2822 = "Sat, 14 Mar 2026 11:00:00 +0100"
    with_rfc2822 = "penneo,max_nonce=128,accept=rfc2822"
    not_rfc2822 = [
        "Sun, 14 Mar 2026 11:00:00 +0100", "sat, 14 Mar 2026 11:00:00 +0100",
        "SAT, 14 Mar 2026 11:00:00 +0100", "Saturday, 14 Mar 2026 11:00:00 +0100",
        "14 Mar 2026 11:00:00 +0100", "Sat 14 Mar 2026 11:00:00 +0100",
        "Sat,14 Mar 2026 11:00:00 +0100", "Sat,  14 Mar 2026 11:00:00 +0100",
        "Sat, 14 mar 2026 11:00:00 +0100", "Sat, 14 MAR 2026 11:00:00 +0100",
        "Sat, 14 March 2026 11:00:00 +0100", "Sat, 14 M\u00e4r 2026 11:00:00 +0100",
        "Sat, 14 03 2026 11:00:00 +0100", "Sat, 14-Mar-2026 11:00:00 +0100",
        "Sat, 14 Mar 26 11:00:00 +0100", "Sat, 14 Mar 02026 11:00:00 +0100",
        "Sat, 14 Mar 2026 10:00:00 GMT", "Sat, 14 Mar 2026 10:00:00 UT",
        "Sat, 14 Mar 2026 10:00:00 Z", "Sat, 14 Mar 2026 05:00:00 EST",
        "Sat, 14 Mar 2026 11:00:00 +01:00", "Sat, 14 Mar 2026 11:00:00 +100",
        "Sat, 14 Mar 2026 11:00:00 +01000", "Sat, 14 Mar 2026 11:00:00+0100",
        "Sat, 14 Mar 2026 11:00:00  +0100", "Sat, 14 Mar 2026 11:00:00 +0100 ",
        " Sat, 14 Mar 2026 11:00:00 +0100", "Sat, 14 Mar 2026 11:00:00 +0100 (CET)",
        "Sat, 14 Mar 2026 11:00:00.5 +0100", "Sat, 14 Mar 2026 11:00 +0100",
        "Sat, 14 Mar 2026 10:59:60 +0100", "Sat, 14 Mar 2026 24:00:00 +1400",
        "Sun, 15 Mar 2026 00:01:00 +1401", "Sun, 15 Mar 2026 10:00:00 +2400",
        "Sat, 14 Mar 2026 11:00:00 +0060", "Sat, 14 Mar 2026 11:00:00", "Sat, 14 Mar 2026",
        "Sat Mar 14 10:00:00 2026", "Sat Mar 14 2026 10:00:00 GMT+0000",
        "2026-03-14T11:00:00+01:00",
    ]
    single_digit_day = "Sun, 1 Mar 2026 11:00:00 +0100"
    return [
        refused("B7", "digits", "digits of other scripts",
                ["\uff12\uff10\uff12\uff16-03-14T10:00:00Z", "2026-03-14T1\uff10:00:00Z",
                 "\u0662\u0660\u0662\u0666-03-14T10:00:00Z", "2026-03-14T10:00:0\u0966Z",
                 "\u0968\u0966\u0968\u096c-03-14T\u0967\u0966:00:00Z",
                 "202\u00b2-03-14T10:00:00Z",
                 "\U0001d7d0\U0001d7ce\U0001d7d0\U0001d7d4-03-14T10:00:00Z"]),
        malformed("B7", "control-bytes", "line breaks, tabs and NUL around Created",
                  [CREATED + "\n", CREATED + "\r\n", CREATED + "\0", "\t" + CREATED,
                   "\n" + CREATED, CREATED + "\0.5Z", DAY_PART + "\n10:00:00Z",
                   CREATED + "\x7f", "now\n"]),
        refused("B7", "around", "spaces and marks around Created",
                [" " + CREATED, CREATED + " ", "\u00a0" + CREATED, CREATED + "\u00a0",
                 CREATED + "\u2028", "\ufeff" + CREATED, CREATED + "\u0085", "'" + CREATED + "'",
                 CREATED + CREATED, CREATED + "/" + CREATED, CREATED + "," + CREATED]),
        refused("B7", "other-forms", "basic, week and ordinal dates, zone names, parts of a date",
                ["20260314T100000Z", "20260314100000", "2026-0314T10:00:00Z",
                 "2026-03-14T1000Z", "2026-W11-6T10:00:00Z", "2026W116T100000Z",
                 "2026-073T10:00:00Z", "2026-03-14T10:00:00Z[UTC]", "2026-03-14T10:00:00[UTC]",
                 "2026-03-14T10:00:00", "2026-03-14 10:00:00", "2026-03-14T10:00Z",
                 "2026-03-14T10Z", "2026-03-14", "2026-03-14Z", "2026-03Z", "2026", "10:00:00Z",
                 "10:00Z", "T10:00:00Z", "2026-3-14T10:00:00Z", "2026-03-14T1:00:00Z",
                 "2026-03-4T10:00:00Z", "14-03-2026T10:00:00Z", "03/14/2026 10:00:00",
                 "2026-03-14T10:00:00 UTC", "2026-03-14T10:00:00 Z", "2026-03-14T10:00:00.Z",
                 "Z", "T", "2026-03-14T10:00:00 CET", "2026-03-14T10:00:00%2B00:00",
                 "2026-03-14T10%3A00%3A00Z"]),
        refused("B7", "rfc2822-off", "RFC 2822 dates where the dialect does not take them",
                [rfc2822, "Sat, 14 Mar 2026 10:00:00 +0000", "Sat, 14 Mar 2026 10:00:00 GMT"]),
        attack("B7", "rfc2822-on", "RFC 2822 dates where the dialect takes them",
               presented([rfc2822, "Sat, 14 Mar 2026 10:00:01 +0000",
                          "Sat, 14 Mar 2026 10:00:02 -0000", "Sun, 15 Mar 2026 00:00:03 +1400",
                          "Fri, 13 Mar 2026 20:00:04 -1400", "Sat, 14 Mar 2026 15:30:05 +0530",
                          "2026-03-14T10:00:06Z"], "accepted", dialect=with_rfc2822),
               "The weekday belongs to the date as written; the strict form is taken as ever.",
               with_rfc2822),
        refused("B7", "rfc2822-refused", "texts that are nearly RFC 2822 dates", not_rfc2822,
                dialect=with_rfc2822 + ",unique=none"),
        refused("B7", "rfc2822-day", "an RFC 2822 day of one digit",
                [single_digit_day, "Sun,  1 Mar 2026 11:00:00 +0100"],
                now="2026-03-01T10:00:00Z", dialect="penneo,accept=offset+rfc2822"),
        attack("B7", "rfc2822-instant", "one instant in three grammars",
               [accepted(signed(created=rfc2822)),
                step(signed(nonce=numbered_nonce(1), created=CREATED), "created_reused"),
                step(signed(nonce=numbered_nonce(2), created="2026-03-14T11:00:00+01:00"),
                     "created_reused")],
               "Claims are by instant.", "penneo,accept=offset+rfc2822"),
        refused("B8", None, "words and numbers that date parsers like",
                ["now", "NOW", "tomorrow", "today", "yesterday noon", "+1 day", "-1 second",
                 "next week", "@1773482400", "@1773482400.5", "1773482400", "1773482400000",
                 "1773482400.0", "1", "0", "-1", "1e9", "0x69b533a0", "NaN", "Infinity", "null",
                 "undefined", "true", "None", "noon", "epoch", "max", "P1D", "PT0S", "*", "%s"]),
    ]


def same_instant():
    spellings = [STEM + "Z", STEM + ".000Z", STEM + "+00:00", "2026-03-14T11:00:00+01:00"]
    missing = make_digest(parse_dialect("penneo"), b"abcd", "", SECRET)
    none_at_all = make_digest(parse_dialect("penneo"), b"", "", SECRET)
    empty = format_header(USER, missing, "YWJjZA==", "")
    return [
        attack("B9", "generic", "spellings of one instant where only nonces are unique",
               presented(spellings, "accepted", dialect="symfony"),
               "Each has its own nonce and its own digest.", "symfony"),
        attack("B9", "unique", "spellings of one instant where Created is unique",
               presented(spellings[:1], "accepted", dialect="penneo,accept=offset")
               + [step(signed("penneo,accept=offset", numbered_nonce(10 + number), text),
                       "created_reused") for number, text in enumerate(spellings[1:])],
               "The claim is on the instant, not on the text.", "penneo,accept=offset"),
        attack("B9", "default", "spellings of one instant under the default",
               [accepted(signed()),
                step(signed(nonce=numbered_nonce(1), created=spellings[1]), "created_reused"),
                step(signed(nonce=numbered_nonce(2), created=spellings[2]), "created_invalid")],
               "Without the option an offset is no Created at all."),
        attack("B9", "same-nonce", "one nonce under several spellings of one instant",
               [accepted(signed("symfony", created=spellings[0]))]
               + [step(signed("symfony", created=text), "nonce_reused")
                  for text in spellings[1:]],
               "Each digest is fresh; the nonce is not.", "symfony"),
        attack("B10", "missing", "Created, Nonce or both left out",
               [step(empty.replace(', Created=""', ""), "parameter_missing"),
                step(f'UsernameToken Username="user", PasswordDigest="{missing}", '
                     f'Created="{CREATED}"', "parameter_missing"),
                step(f'UsernameToken Username="user", PasswordDigest="{none_at_all}"',
                     "parameter_missing"),
                accepted(signed())],
               "The digests are right for what is left; nothing is checked less for being absent."),
        attack("B10", "empty", "Created, Nonce or both empty",
               [step(empty, "parameter_missing"),
                step(signed(nonce="", entering=b""), "parameter_missing"),
                step(format_header(USER, none_at_all, "", ""), "parameter_missing"),
                accepted(signed())],
               "Empty counts as missing."),
        attack("B10", "blank", "Created or Nonce made of spaces",
               [step(signed(created=" "), "created_invalid"),
                step(signed(created="   "), "created_invalid"),
                step(signed(nonce=" ", entering=b""), "nonce_invalid"),
                accepted(signed())],
               "A space is a value, and a wrong one."),
        attack("B10", "text-nonce", "missing values where the nonce is text",
               [step(signed("atom", nonce="", entering=b""), "parameter_missing"),
                step(signed("atom", nonce="n", created=""), "parameter_missing"),
                accepted(signed("atom", nonce="n"))],
               "The same in every dialect.", "atom"),
        attack("B10", "username-and-digest", "Username or PasswordDigest left out",
               [step(signed().replace('Username="user", ', ""), "parameter_missing"),
                step('UsernameToken Username="user", Nonce="YWJjZA==", '
                     f'Created="{CREATED}"', "parameter_missing"),
                step('UsernameToken Username="user"', "parameter_missing"),
                accepted(signed())],
               "All four are needed."),
    ]


def cases():
    """All of section B."""
    return (fractions() + offsets() + letters_and_clock() + calendar() + other_grammars()
            + same_instant())
