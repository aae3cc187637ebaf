"""Cases of rejections.json: the one table of codes for all schemes."""

# A code has the number of its place. Numbers are never used again for another code.
REJECTIONS = (
    ("header_missing", 401),
    ("header_too_large", 401),
    ("header_malformed", 401),
    ("parameter_missing", 401),
    ("parameter_duplicate", 401),
    ("parameter_unknown", 401),
    ("username_invalid", 401),
    ("nonce_invalid", 401),
    ("nonce_too_long", 401),
    ("digest_invalid", 401),
    ("created_invalid", 401),
    ("created_stale", 401),
    ("created_in_future", 401),
    ("username_unknown", 401),
    ("digest_mismatch", 401),
    ("replayed", 401),
    ("nonce_reused", 401),
    ("created_reused", 401),
    ("store_full", 503),
    ("store_unavailable", 503),
    ("history_gap", 503),
    ("secrets_unavailable", 503),
)


def cases():
    return [{"number": number, "code": code, "status": status}
            for number, (code, status) in enumerate(REJECTIONS, start=1)]
