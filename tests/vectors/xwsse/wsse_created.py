"""Created: the strict grammar, the instants it stands for, and printing instants.

Instants are integers of nanoseconds since 1970-01-01T00:00:00Z, so that no comparison in the
vectors can lose precision or overflow. The grammar is matched over ASCII classes only: in a
regular expression `\\d` would take digits of other scripts.
"""

import datetime
import re

NANOS = 10**9
DAY = 86400
EPOCH_DAY = datetime.date(1970, 1, 1).toordinal()
MAX_OFFSET_SECONDS = 14 * 3600

CLOCK_TEXT = "([0-9]{4})-([0-9]{2})-([0-9]{2})T([0-9]{2}):([0-9]{2}):([0-9]{2})"
FRACTION_TEXT = r"(?:\.([0-9]{1,9}))?"
UTC_FORM = re.compile(CLOCK_TEXT + FRACTION_TEXT + "Z")
OFFSET_FORM = re.compile(CLOCK_TEXT + FRACTION_TEXT + r"([+-])([0-9]{2}):([0-9]{2})")
RFC2822_FORM = re.compile(
    "([A-Z][a-z]{2}), ([0-9]{2}) ([A-Z][a-z]{2}) ([0-9]{4}) "
    r"([0-9]{2}):([0-9]{2}):([0-9]{2}) ([+-])([0-9]{2})([0-9]{2})"
)
WEEKDAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun",
          "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")

FRACTION_DIGITS = {"seconds": 0, "millis": 3, "micros": 6, "nanos": 9}


def parse_created(text, accept):
    """The instant of `text`, or None when it is not a Created under `accept`."""
    match = UTC_FORM.fullmatch(text)
    if match:
        return _instant(match.group(1, 2, 3), match.group(4, 5, 6), match.group(7), 0)
    if "offset" in accept.split("+"):
        match = OFFSET_FORM.fullmatch(text)
        if match:
            offset = _offset_seconds(*match.group(8, 9, 10))
            return _instant(match.group(1, 2, 3), match.group(4, 5, 6), match.group(7), offset)
    if "rfc2822" in accept.split("+"):
        return _parse_rfc2822(text)
    return None


def _parse_rfc2822(text):
    match = RFC2822_FORM.fullmatch(text)
    if not match:
        return None
    weekday, day, month, year, hour, minute, second, sign, off_hour, off_minute = match.groups()
    if month not in MONTHS:
        return None
    date_fields = (year, MONTHS.index(month) + 1, day)
    date = _date(date_fields)
    if date is None or WEEKDAYS[date.weekday()] != weekday:
        return None
    offset = _offset_seconds(sign, off_hour, off_minute)
    return _instant(date_fields, (hour, minute, second), None, offset)


def _date(fields):
    """A real calendar date of the years 0001 to 9999, or None."""
    try:
        return datetime.date(*(int(field) for field in fields))
    except ValueError:
        return None


def _offset_seconds(sign, hours, minutes):
    """Seconds east of UTC, or None when it is no zone in use."""
    seconds = int(hours) * 3600 + int(minutes) * 60
    if int(minutes) > 59 or seconds > MAX_OFFSET_SECONDS:
        return None
    return -seconds if sign == "-" else seconds


def _instant(date_fields, clock_fields, fraction, offset):
    date = _date(date_fields)
    hour, minute, second = (int(field) for field in clock_fields)
    if date is None or offset is None or hour > 23 or minute > 59 or second > 59:
        return None
    days = date.toordinal() - EPOCH_DAY
    seconds = days * DAY + hour * 3600 + minute * 60 + second - offset
    nanos = int((fraction or "").ljust(9, "0"))
    return seconds * NANOS + nanos


def format_created(instant, precision):
    """Print an instant as a signer does: UTC, fraction cut to the precision."""
    return _format(instant, FRACTION_DIGITS[precision])


def format_instant(instant):
    """Print an instant with as many of 0, 3, 6 or 9 fraction digits as it needs."""
    nanos = instant % NANOS
    for digits in (0, 3, 6):
        if nanos % 10 ** (9 - digits) == 0:
            return _format(instant, digits)
    return _format(instant, 9)


def _format(instant, digits):
    seconds, nanos = divmod(instant, NANOS)
    days, clock = divmod(seconds, DAY)
    date = datetime.date.fromordinal(days + EPOCH_DAY)
    hour, rest = divmod(clock, 3600)
    minute, second = divmod(rest, 60)
    fraction = "." + f"{nanos:09}"[:digits] if digits else ""
    return (f"{date.year:04}-{date.month:02}-{date.day:02}"
            f"T{hour:02}:{minute:02}:{second:02}{fraction}Z")
