"""Created: its age and its form."""

import base64
import hashlib
from datetime import datetime, timedelta

from .explain_builder import CREATED, NOW, SECRET, aged, case, header, worded


def cases():
    return times() + offsets() + created_forms() + settings()


def times():
    """Created and its age."""
    stale, future, invalid = "created_stale", "created_in_future", "created_invalid"
    form = "2026-01-02T03:04:05.678Z"
    return [
        case("61-seconds-old", aged("2026-01-15T12:29:00.000Z"), stale,
             "61 s old", "the window is 60 s"),
        case("61.2-seconds-old", aged("2026-01-15T12:28:59.800Z"), stale, "61.2 s old"),
        case("ahead", aged("2026-01-15T12:35:21Z"), future, "320 s ahead", "clock"),
        case("local-time-copenhagen", aged("2026-01-15T13:30:00Z"), future,
             "3599 s ahead", "UTC+01:00", "print the time in UTC"),
        case("local-time-kathmandu", aged("2026-01-15T18:15:02Z"), future, "UTC+05:45"),
        case("local-time-new-york", aged("2026-01-15T07:30:00.500Z"), stale,
             "as the local time of UTC-05:00 labelled Z would be",
             "sign each request when it is sent", "print the time in UTC"),
        case("a-hair-too-old", aged("2026-01-15T12:29:00.999600Z"), stale,
             "60.0004 s old", "the window is 60 s"),
        case("last-year", aged("2025-01-15T12:30:00Z"), stale, "but for the year, 2025"),
        case("next-year", aged("2027-01-15T12:30:00Z"), future, "but for the year, 2027", "yyyy"),
        case("offset", aged("2026-01-15T13:30:00+01:00"), invalid,
             "an offset in place of Z", "accept=offset"),
        case("rfc-2822", aged("Thu, 15 Jan 2026 13:30:00 +0100"), invalid,
             "RFC 2822", "accept=rfc2822"),
        case("unix-time", aged("1768480200"), invalid, "a Unix time", form),
        case("space-for-t", aged("2026-01-15 12:30:00Z"), invalid, "capital T", form),
        case("small-z", aged("2026-01-15T12:30:00z"), invalid, "small z"),
        case("no-zone", aged("2026-01-15T12:30:00"), invalid, "no time zone", "UTC"),
        case("comma", aged("2026-01-15T12:30:00,5Z"), invalid, "comma before its fraction"),
        case("ten-decimals", aged("2026-01-15T12:30:00.0000000001Z"), invalid, "one to nine"),
        case("zone-without-colon", aged("2026-01-15T12:30:00+0000"), invalid, "±hh:mm"),
        case("no-such-day", aged("2026-02-30T12:30:00Z"), invalid, "no real date"),
        case("leap-second", aged("2026-01-15T12:30:60Z"), invalid, "no real date"),
    ]


def offsets():
    """Created that is off by whole quarter-hours, from -12:00 to +14:00, and by others."""
    utc = ("print the time in UTC: Z says that it is UTC, it does not make it so; "
           "if it is, check the clock of the client")
    hour = "print the hour from 00 to 23 (HH, or %H of strftime), or "
    clock = "check the clock of the client"
    late = "sign each request when it is sent, and "

    def off(seconds):
        created = datetime.fromisoformat(NOW.replace("Z", "+00:00")) + timedelta(seconds=seconds)
        side, verdict = ("old", "created_stale") if seconds < 0 else ("ahead", "created_in_future")
        return (aged(created.strftime("%Y-%m-%dT%H:%M:%SZ")), verdict,
                f"Created is {abs(seconds)} s {side}; the window is 60 s")

    def quarters(minutes, offset, cause="", remedy=utc):
        pasted, verdict, problem = off(minutes * 60)
        return worded(f"off-by-{offset}", pasted, verdict,
                      f"{problem}; it is off by whole quarter-hours, as the local time of "
                      f"UTC{offset} labelled Z would be{cause}",
                      (late if minutes < 0 else "") + remedy)

    def other(seconds):
        remedy = (late if seconds < 0 else "") + clock
        return worded(f"off-by-{seconds}-s", *off(seconds), remedy)

    half_day = ", or that of a 12-hour clock (hh where HH is meant)"
    pasted, verdict, problem = off(-900 - 60)
    return [
        quarters(-720, "-12:00", half_day, hour + utc), quarters(-705, "-11:45"),
        quarters(-570, "-09:30"), quarters(-270, "-04:30"), quarters(-60, "-01:00"),
        quarters(-15, "-00:15"), quarters(15, "+00:15"), quarters(30, "+00:30"),
        quarters(45, "+00:45"), quarters(90, "+01:30"), quarters(345, "+05:45"),
        quarters(690, "+11:30"), quarters(720, "+12:00", half_day, hour + utc),
        quarters(840, "+14:00"),
        other(-735 * 60), other(855 * 60), other(-900 - 61), other(900 - 61), other(3600 + 61),
        case("nearly-a-quarter-hour", pasted, verdict, problem, "UTC-00:15"),
        case("an-hour-and-a-bit-old", aged("2026-01-15T11:29:58.700Z"), "created_stale",
             "Created is 3602.3 s old; the window is 60 s; it is off by whole quarter-hours, as "
             "the local time of UTC-01:00 labelled Z would be"),
    ]


def created_forms():
    """Texts for Created that are no strict instant."""
    another = "another format"
    zero = "is in the year 0"
    return [
        case(f"created-{name}", aged(created), "created_invalid", *mentions)
        for name, created, *mentions in [
            ("without-seconds", "2026-01-15T12:30Z", "no seconds"),
            ("of-javascript", "Thu Jan 15 2026 13:30:00 GMT+0100 (CET)", another, "toISOString"),
            ("american", "01/15/2026 12:30:00", another),
            ("week-date", "2026-W03-4T12:30:00Z", another),
            ("day-first", "15-01-2026T12:30:00Z", another),
            ("points", "2026-01-15T12.30.00Z", another),
            ("slashes", "2026/01/15T12:30:00Z", another),
            ("basic", "20260115T123000Z", another),
            ("one-digit", "2026-1-5T12:30:00Z", another),
            ("two-zones", "2026-01-15T12:30:00Z+01:00", "two zones"),
            ("http-date", "Thu, 15 Jan 2026 12:30:00 GMT", "an HTTP date"),
            ("date-only", "2026-01-15", another),
            ("year-0", "0000-01-01T00:00:00Z", zero, "an empty date"),
            ("zero-date", "0000-00-00T00:00:00Z", zero, "an empty date"),
            ("zero-date-with-space", "0000-00-00 00:00:00", zero, "an empty date"),
        ]
    ]


def settings():
    """What a verifier takes when it is told to, such as the headers of Penneo's old PHP SDK."""
    created = "Thu, 15 Jan 2026 13:30:00 +0100"
    nonce = hashlib.sha512(b"that SDK takes a uniqid").hexdigest()
    old = header(parts=(base64.b64decode(nonce), created, SECRET), nonce=nonce, created=created)
    form = "print it in UTC like 2026-01-02T03:04:05.678Z (JavaScript: toISOString)"
    verifier = ", or give the verifier the dialect "
    setting = "penneo,max_nonce=128,accept=rfc2822"
    longest = base64.b64encode(bytes(195)).decode()
    weekday = "Created has a weekday that is not that of its date"
    return [
        worded("old-php-sdk", old, "nonce_too_long", "Nonce has 128 characters; 64 is the most",
               f"make it of 16 random bytes{verifier}{setting}"),
        worded("old-php-sdk-with-the-nonce", old, "created_invalid", "Created is an RFC 2822 date",
               f"{form}{verifier}{setting}", dialect="penneo,max_nonce=128"),
        worded("old-php-sdk-with-the-date", old, "nonce_too_long",
               "Nonce has 128 characters; 64 is the most",
               f"make it of 16 random bytes{verifier}{setting}", dialect="penneo,accept=rfc2822"),
        case("old-php-sdk-with-both", old, None, dialect=setting),
        worded("date-for-a-dialect-with-offsets", aged(created), "created_invalid",
               "Created is an RFC 2822 date",
               f"{form}{verifier}symfony,accept=offset+rfc2822", dialect="symfony"),
        worded("nonce-longer-than-any", header(parts=(bytes(195), CREATED, SECRET), nonce=longest),
               "nonce_too_long", "Nonce has 260 characters; 64 is the most",
               "make it of 16 random bytes"),
    ] + [
        worded(f"wrong-weekday-{dialect}", aged(created.replace("Thu", "Fri")), "created_invalid",
               weekday, f"take the weekday from the date, or {form}", dialect=dialect)
        for dialect in ("penneo", "penneo,accept=rfc2822")
    ]
