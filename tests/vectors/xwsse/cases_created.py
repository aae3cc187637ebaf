"""Cases of created.json: texts, whether they are a Created, and the instant they stand for."""

from .wsse_created import NANOS, parse_created

ACCEPTS = ("strict", "offset", "rfc2822", "offset+rfc2822")
STRICTEST_AND_WIDEST = ("strict", "offset+rfc2822")

# Unix seconds that can be looked up elsewhere; they anchor the arithmetic of this module.
ANCHORS = {
    "0001-01-01T00:00:00Z": -62135596800,
    "1900-01-01T00:00:00Z": -2208988800,
    "1901-12-13T20:45:52Z": -2147483648,
    "1969-12-31T23:59:59Z": -1,
    "1970-01-01T00:00:00Z": 0,
    "1970-01-02T00:00:00Z": 86400,
    "2000-01-01T00:00:00Z": 946684800,
    "2001-09-09T01:46:40Z": 1000000000,
    "2003-12-15T14:43:07Z": 1071499387,
    "2009-02-13T23:31:30Z": 1234567890,
    "2026-03-14T10:00:00Z": 1773482400,
    "2038-01-19T03:14:07Z": 2147483647,
    "2038-01-19T03:14:08Z": 2147483648,
    "2106-02-07T06:28:15Z": 4294967295,
    "9999-12-31T23:59:59Z": 253402300799,
}

STRICT = [
    "2026-03-14T00:00:00Z", "2026-03-14T23:59:59Z", "2026-12-31T23:59:59.999999999Z",
    "1969-12-31T23:59:59.5Z", "1969-12-31T23:59:59.000000001Z", "1969-12-31T00:00:00.25Z",
    "0001-01-01T00:00:00.000000001Z", "9999-12-31T23:59:59.999999999Z",
    "0999-12-31T23:59:59Z", "1000-01-01T00:00:00Z", "1582-10-10T00:00:00Z",
    "1677-09-21T00:12:43.145224191Z", "2262-04-11T23:47:16.854775807Z",
    "2262-04-11T23:47:16.854775808Z", "2016-12-31T23:59:59Z", "2017-01-01T00:00:00Z",
    "1600-02-29T00:00:00Z", "0004-02-29T00:00:00Z",
]

DAYS = (31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)
LEAP_YEARS = (2000, 2024, 2400)
COMMON_YEARS = (1900, 2023, 2100)

OFFSETS = [f"{sign}{hour:02}:00" for sign in "+-" for hour in range(15)] + [
    "+00:01", "-00:01", "+00:59", "-00:59", "+05:30", "+05:45", "-03:30", "+12:45", "+13:59",
    "-13:59"]
NO_OFFSETS = [
    "+14:01", "-14:01", "+14:30", "+14:59", "-14:59", "+15:00", "-15:00", "+23:59", "+24:00",
    "-24:00", "+99:00", "+00:60", "-00:60", "+13:60", "+00:99", "+0000", "-0000", "+0100", "+01",
    "-01", "+1", "+1:00", "+01:0", "+001:00", "+01:000", "+01:00:00", "+01:00Z", "Z+01:00", "+",
    "-", "++01:00", "+-01:00", "+ 1:00", "+01: 0", " +01:00", "+01:00 ", "+01.00", "+01;00",
    "\u221201:00", "\u2212" + "00:00", "\u201001:00", "\uff0b01:00", "+\uff10\uff11:00", "01:00",
    "UTC", "GMT", "CET", "A", "+01:00[Europe/Paris]", "z+01:00",
]

FAULTS_BESIDE_OFFSET = [
    "2026-02-30T10:00:00+01:00", "2026-03-14T24:00:00+01:00", "2026-03-14T10:00:60+01:00",
    "0000-01-01T10:00:00+01:00", "2026-03-14t10:00:00+01:00", "2026-03-14 10:00:00+01:00",
    "2026-03-14T10:00:00.1234567890+01:00", "2026-03-14T10:00:00.+01:00", "2026-03-14T10:00+01:00",
]

RFC2822 = [
    "Thu, 01 Jan 2026 00:00:00 +0000", "Sun, 01 Feb 2026 00:00:00 +0000",
    "Sun, 01 Mar 2026 00:00:00 +0000", "Wed, 01 Apr 2026 00:00:00 +0000",
    "Fri, 01 May 2026 00:00:00 +0000", "Mon, 01 Jun 2026 00:00:00 +0000",
    "Wed, 01 Jul 2026 00:00:00 +0000", "Sat, 01 Aug 2026 00:00:00 +0000",
    "Tue, 01 Sep 2026 00:00:00 +0000", "Thu, 01 Oct 2026 00:00:00 +0000",
    "Sun, 01 Nov 2026 00:00:00 +0000", "Tue, 01 Dec 2026 00:00:00 +0000",
    "Sat, 14 Mar 2026 10:00:00 -0000", "Sun, 15 Mar 2026 00:00:00 +1400",
    "Fri, 13 Mar 2026 20:00:00 -1400", "Sat, 14 Mar 2026 15:30:00 +0530",
    "Sat, 14 Mar 2026 10:01:00 +0001", "Sat, 14 Mar 2026 23:59:00 +1359",
    "Sat, 14 Mar 2026 10:59:00 +0059", "Thu, 29 Feb 2024 12:00:00 +0100",
    "Tue, 29 Feb 2000 12:00:00 +0100", "Sun, 22 Nov 2026 02:44:53 +0100",
    "Mon, 15 Jan 2024 13:30:00 +0100", "Thu, 01 Jan 1970 00:00:00 +0000",
    "Thu, 01 Jan 1970 01:00:00 +0200", "Tue, 02 Jan 0001 00:00:00 +0000",
    "Fri, 31 Dec 9999 00:00:00 +0000", "Fri, 31 Dec 1999 23:59:59 +0000",
    "Mon, 02 Mar 2026 00:30:00 +0100",
]
NO_RFC2822 = [
    "Sun, 14 Mar 2026 11:00:00 +0100", "Mon, 14 Mar 2026 11:00:00 +0100",
    "Tue, 14 Mar 2026 11:00:00 +0100", "Wed, 14 Mar 2026 11:00:00 +0100",
    "Thu, 14 Mar 2026 11:00:00 +0100", "Fri, 14 Mar 2026 11:00:00 +0100",
    "sat, 14 Mar 2026 11:00:00 +0100", "SAT, 14 Mar 2026 11:00:00 +0100",
    "Sab, 14 Mar 2026 11:00:00 +0100", "Xxx, 14 Mar 2026 11:00:00 +0100",
    "Saturday, 14 Mar 2026 11:00:00 +0100", "14 Mar 2026 11:00:00 +0100",
    ", 14 Mar 2026 11:00:00 +0100", "Sat 14 Mar 2026 11:00:00 +0100",
    "Sat,14 Mar 2026 11:00:00 +0100", "Sat,  14 Mar 2026 11:00:00 +0100",
    "Sat,\t14 Mar 2026 11:00:00 +0100", "Sat; 14 Mar 2026 11:00:00 +0100",
    "Sun, 1 Mar 2026 11:00:00 +0100", "Sun,  1 Mar 2026 11:00:00 +0100",
    "Sat, 014 Mar 2026 11:00:00 +0100", "Sat, 14 mar 2026 11:00:00 +0100",
    "Sat, 14 MAR 2026 11:00:00 +0100", "Sat, 14 Maa 2026 11:00:00 +0100",
    "Sat, 14 Mrz 2026 11:00:00 +0100", "Sat, 14 March 2026 11:00:00 +0100",
    "Sat, 14 03 2026 11:00:00 +0100", "Sat, 14-Mar-2026 11:00:00 +0100",
    "Sat, 14 Mar 26 11:00:00 +0100", "Sat, 14 Mar 026 11:00:00 +0100",
    "Sat, 14 Mar 02026 11:00:00 +0100", "Sat, 01 Jan 0000 00:00:00 +0000",
    "Sat, 14 Mar 2026 1:00:00 +0100", "Sat, 14 Mar 2026 11:00 +0100",
    "Sat, 14 Mar 2026 11:00:00.5 +0100", "Sat, 14 Mar 2026 11:00:00,5 +0100",
    "Sat, 14 Mar 2026 24:00:00 +0100", "Sat, 14 Mar 2026 11:60:00 +0100",
    "Sat, 14 Mar 2026 11:00:60 +0100", "Sat, 14 Mar 2026 11:00:00",
    "Sat, 14 Mar 2026 11:00:00 ", "Sat, 14 Mar 2026 11:00:00 GMT",
    "Sat, 14 Mar 2026 11:00:00 UT", "Sat, 14 Mar 2026 11:00:00 Z",
    "Sat, 14 Mar 2026 11:00:00 EST", "Sat, 14 Mar 2026 11:00:00 CEST!",
    "Sat, 14 Mar 2026 11:00:00 0100", "Sat, 14 Mar 2026 11:00:00 +100",
    "Sat, 14 Mar 2026 11:00:00 +01000", "Sat, 14 Mar 2026 11:00:00 +01:00",
    "Sat, 14 Mar 2026 11:00:00+0100", "Sat, 14 Mar 2026 11:00:00  +0100",
    "Sat, 14 Mar 2026 11:00:00 \u22120100", "Sat, 14 Mar 2026 11:00:00 +1401",
    "Sat, 14 Mar 2026 11:00:00 -1401", "Sat, 14 Mar 2026 11:00:00 +1500",
    "Sat, 14 Mar 2026 11:00:00 +2400", "Sat, 14 Mar 2026 11:00:00 +0060",
    "Sat, 14 Mar 2026 11:00:00 +0199", "Sat, 14 Mar 2026 11:00:00 +0100 ",
    " Sat, 14 Mar 2026 11:00:00 +0100", "Sat, 14 Mar 2026 11:00:00 +0100\n",
    "Sat, 14 Mar 2026 11:00:00 +0100 (CET)", "Sun, 30 Feb 2025 12:00:00 +0000",
    "Sat, 29 Feb 2025 12:00:00 +0000", "Thu, 29 Feb 1900 12:00:00 +0000",
    "Tue, 31 Jun 2026 12:00:00 +0000", "Sat, 00 Mar 2026 11:00:00 +0100",
    "Sat, 32 Mar 2026 11:00:00 +0100", "Sat, 1\uff14 Mar 2026 11:00:00 +0100",
    "Sat, 14 M\u00e4r 2026 11:00:00 +0100", "Sun, 01 Mar 2026 23:30:00 2026",
    "Sun, 02 Mar 2026 00:30:00 +0100", "Sat Mar 14 2026 11:00:00 GMT+0100",
    "Sat Mar 14 11:00:00 2026", "Saturday, 14-Mar-26 11:00:00 GMT",
]

NEVER = [
    "", " ", "T", "Z", "TZ", "0", "1", "-1", "now", "today", "tomorrow", "+1 day", "@1773482400",
    "1773482400", "1773482400000", "1773482400.5", "1e9", "0x69b53360", "NaN", "null", "noon",
    # clock
    "2016-12-31T23:59:60Z", "2026-03-14T10:00:60Z", "2026-03-14T10:00:61Z",
    "2026-03-14T10:00:99Z", "2026-03-14T10:60:00Z", "2026-03-14T24:00:00Z",
    "2026-03-14T24:00:00.000Z", "2026-03-14T25:00:00Z", "2026-03-14T99:00:00Z",
    "2026-03-14T1:00:00Z", "2026-03-14T10:0:00Z", "2026-03-14T10:00:0Z", "2026-03-14T010:00:00Z",
    "2026-03-14T10:000:00Z", "2026-03-14T10:00:000Z", "2026-03-14T-1:00:00Z",
    "2026-03-14T10:-1:00Z", "2026-03-14T10:+1:00Z", "2026-03-14T 1:00:00Z",
    "2026-03-14T10:00Z", "2026-03-14T10Z", "2026-03-14T100000Z", "2026-03-14T10.00.00Z",
    # date
    "0000-01-01T00:00:00Z", "0000-00-00T00:00:00Z", "0000-12-31T23:59:59Z",
    "10000-01-01T00:00:00Z", "+10000-01-01T00:00:00Z", "+2026-03-14T10:00:00Z",
    "-2026-03-14T10:00:00Z", "-0001-01-01T00:00:00Z", "02026-03-14T10:00:00Z",
    "026-03-14T10:00:00Z", "26-03-14T10:00:00Z", " 026-03-14T10:00:00Z",
    "12026-03-14T10:00:00Z", "2026-00-14T10:00:00Z", "2026-13-14T10:00:00Z",
    "2026-99-14T10:00:00Z", "2026-03-00T10:00:00Z", "2026-03-32T10:00:00Z",
    "2026-03-99T10:00:00Z", "2026-3-14T10:00:00Z", "2026-03-4T10:00:00Z",
    "2026-003-14T10:00:00Z", "2026-03-014T10:00:00Z", "2026-02-30T10:00:00Z",
    "2026-02-31T10:00:00Z", "2024-02-30T10:00:00Z", "20260314T100000Z", "2026-0314T10:00:00Z",
    "2026-W11-6T10:00:00Z", "2026-073T10:00:00Z", "14-03-2026T10:00:00Z",
    "03/14/2026 10:00:00", "2026/03/14T10:00:00Z", "2026-03-14", "2026-03-14Z", "10:00:00Z",
    # letters, separators, zone
    "2026-03-14t10:00:00Z", "2026-03-14T10:00:00z", "2026-03-14t10:00:00z",
    "2026-03-14 10:00:00Z", "2026-03-14_10:00:00Z", "2026-03-14X10:00:00Z",
    "2026-03-1410:00:00Z", "2026-03-14TT10:00:00Z", "2026-03-14T10:00:00", "2026-03-14T10:00:00ZZ",
    "2026-03-14T10:00:00 Z", "2026-03-14T10:00:00UTC", "2026-03-14T10:00:00Z[UTC]",
    "2026-03-14T10:00:00A", "2026\u201003\u201014T10:00:00Z", "2026-03-14T10\uff1a00\uff1a00Z",
    "2026-03-14\uff3410:00:00Z", "2026-03-14T10:00:00\uff3a",
    # fraction
    "2026-03-14T10:00:00.Z", "2026-03-14T10:00:00.0000000000Z",
    "2026-03-14T10:00:00.1234567890Z", "2026-03-14T10:00:00,5Z", "2026-03-14T10:00:00..5Z",
    "2026-03-14T10:00:00.5.5Z", "2026-03-14T10:00:00.-5Z", "2026-03-14T10:00:00.+5Z",
    "2026-03-14T10:00:00. 5Z", "2026-03-14T10:00:00.5 Z", "2026-03-14T10:00:00.5e1Z",
    "2026-03-14T10:00:00.5_0Z", "2026-03-14T10:00:00.\uff15Z", "2026-03-14T10:00:00.\u00bdZ",
    "2026-03-14T10:00:00.5", "2026-03-14T10:00.5Z", "2026-03-14T10:00:00:5Z",
    # around
    " 2026-03-14T10:00:00Z", "2026-03-14T10:00:00Z ", "\t2026-03-14T10:00:00Z",
    "2026-03-14T10:00:00Z\n", "2026-03-14T10:00:00Z\r\n", "\n2026-03-14T10:00:00Z",
    "2026-03-14T10:00:00Z\u0000", "2026-03-14T10:00:00\u0000Z", "\u0000",
    "\ufeff2026-03-14T10:00:00Z",
    "2026-03-14T10:00:00Z\u00a0", "\u00a02026-03-14T10:00:00Z", "2026-03-14T10:00:00Z\u2028",
    "2026-03-14T10:00:00Z2026-03-14T10:00:00Z", "'2026-03-14T10:00:00Z'",
    "\"2026-03-14T10:00:00Z\"", "2026-03-14T10:00:00Z/P1D",
    # digits of other scripts
    "\uff12\uff10\uff12\uff16-03-14T10:00:00Z", "2026-03-14T1\uff10:00:00Z",
    "\u0662\u0660\u0662\u0666-03-14T10:00:00Z", "2026-03-14T10:00:0\u0966Z",
    "202\u00b2-03-14T10:00:00Z", "\U0001d7d0026-03-14T10:00:00Z",
]

# No beginning and no end of these is a Created, nor is any of them with one more character.
WHOLE = ("2026-03-14T10:00:00Z", "2026-03-14T10:00:00.123456789Z", "2026-03-14T11:00:00.5+01:00",
         "Sat, 14 Mar 2026 11:00:00 +0100")
NEIGHBOURS = "0159Z+-.: \nTt"


def cases():
    """All cases of created.json, each pair of text and accept once."""
    rows = {}

    def add(texts, accepts, valid):
        for text in texts:
            for accept in accepts:
                rows[text, accept] = valid

    def add_for(option, texts):
        takes = [accept for accept in ACCEPTS if option in accept.split("+")]
        add(texts, takes, True)
        add(texts, [accept for accept in ACCEPTS if accept not in takes], False)

    add(ANCHORS, ACCEPTS, True)
    add(STRICT, ACCEPTS, True)
    add(fractions("2026-03-14T10:00:00", "Z"), ACCEPTS, True)
    add(month_ends(valid=True), ["strict"], True)
    add(month_ends(valid=False), STRICTEST_AND_WIDEST, False)
    add_for("offset", ["2026-03-14T10:00:00" + offset for offset in OFFSETS])
    add_for("offset", fractions("2026-03-14T10:00:00", "+05:45"))
    add(["2026-03-14T10:00:00" + offset for offset in NO_OFFSETS], STRICTEST_AND_WIDEST, False)
    add(FAULTS_BESIDE_OFFSET, ["offset", "offset+rfc2822"], False)
    add_for("rfc2822", RFC2822)
    add(NO_RFC2822, ["rfc2822", "offset+rfc2822"], False)
    add(NEVER, STRICTEST_AND_WIDEST, False)
    add(fragments(), ["offset+rfc2822"], False)
    return [_case(text, accept, valid) for (text, accept), valid in rows.items()]


def fractions(stem, zone):
    """Fractions of one to nine digits: all zeros, all nines, a lone last one, and a count."""
    digits = [form for count in range(1, 10)
              for form in ("0" * count, "9" * count, "0" * (count - 1) + "1", "123456789"[:count])]
    return [f"{stem}.{fraction}{zone}" for fraction in dict.fromkeys(digits)]


def month_ends(valid):
    """The last day of each month of leap and common years, or the day that does not follow it."""
    texts = []
    for year in LEAP_YEARS + COMMON_YEARS:
        for month, days in enumerate(DAYS, start=1):
            last = days + (1 if month == 2 and year in LEAP_YEARS else 0)
            day = last if valid else last + 1
            texts.append(f"{year}-{month:02}-{day:02}T12:00:00Z")
    return texts


def fragments():
    """Proper beginnings and ends of whole texts, and whole texts with one character too many."""
    texts = []
    for whole in WHOLE:
        texts += [whole[:end] for end in range(len(whole))]
        texts += [whole[start:] for start in range(1, len(whole))]
        texts += [character + whole for character in NEIGHBOURS]
        texts += [whole + character for character in NEIGHBOURS]
    return texts


def _case(text, accept, valid):
    instant = parse_created(text, accept)
    if (instant is not None) != valid:
        raise AssertionError(f"Created {text!r} under {accept}: valid should be {valid}")
    if instant is None:
        return {"text": text, "accept": accept, "valid": False, "unix": None, "nanos": None}
    unix, nanos = divmod(instant, NANOS)
    if ANCHORS.get(text, unix) != unix:
        raise AssertionError(f"Created {text!r} is not at {ANCHORS[text]} but at {unix}")
    return {"text": text, "accept": accept, "valid": True, "unix": unix, "nanos": nanos}
