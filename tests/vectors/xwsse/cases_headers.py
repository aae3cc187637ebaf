"""Cases of headers.json: what the grammar of the header takes and what it refuses."""

from itertools import permutations

from .case_builder import (
    BASE, CREATED, DIGEST, NONCE, PAIRS, WORD, header_case, signed, step, with_equals,
)

MAX_BYTES = 4096


def one(identity, title, header, outcome, note, **options):
    """A case of one header."""
    return header_case(identity, title, step(header, outcome), note, **options)


def orders():
    """All 24 orders; the letters of the id are the first letters of the names."""
    return [
        one("order-" + "".join(pair[0].lower() for pair in order),
            "parameters in the order " + ", ".join(pair.split("=")[0] for pair in order),
            WORD + ", ".join(order), "accepted", "Any order will do.")
        for order in permutations(PAIRS)
    ]


def spacing():
    joined = {
        "comma-only": ",", "comma-space": ", ", "comma-two-spaces": ",  ", "comma-tab": ",\t",
        "space-comma-space": " , ", "tab-comma-tab": "\t,\t", "long-run": "   \t  ,  \t   ",
    }
    equals = {"space-before": " =", "space-after": "= ", "spaces": " = ", "tabs": "\t=\t",
              "long-run": "  \t = \t  "}
    commas = [
        one("comma-" + name, "white space around commas", WORD + text.join(PAIRS), "accepted",
            "Spaces and tabs around a comma mean nothing.")
        for name, text in joined.items()
    ]
    signs = [
        one("equals-" + name, "white space around equals signs", with_equals(text),
            "accepted", "Spaces and tabs around an equals sign mean nothing.")
        for name, text in equals.items()
    ]
    other = [
        one("space-" + name, "white space of another kind", BASE.replace(", ", "," + text),
            "header_malformed", "Only the space and the tab are white space.")
        for name, text in {"no-break": "\u00a0", "en-quad": "\u2000", "ideographic": "\u3000",
                           "line-feed": "\n", "carriage-return": "\r", "form-feed": "\f",
                           "vertical-tab": "\v", "next-line": "\u0085",
                           "line-separator": "\u2028", "zero-width": "\u200b"}.items()
    ]
    ends = [
        one("ends-" + name, "white space around the value", text, outcome, note)
        for name, text, outcome, note in (
            ("spaces", f"  {BASE}  ", "accepted", "Trimmed."),
            ("tabs", f"\t{BASE}\t", "accepted", "Trimmed."),
            ("line-feed", BASE + "\n", "header_malformed", "Not white space."),
            ("carriage-return", BASE + "\r", "header_malformed", "Not white space."),
            ("no-break", BASE + "\u00a0", "header_malformed", "Not white space."),
        )
    ]
    return commas + signs + other + ends


def words():
    parameters = ", ".join(PAIRS)
    pywsse = signed("pywsse")[len(WORD):]
    in_dialect = [
        one(f"word-{word_name}-{dialect}", f"{word_name} scheme word under {dialect}",
            word + text, outcome, "Each dialect says how often the word may stand.",
            dialect=dialect)
        for dialect, text, outcomes in (
            ("penneo", parameters, ("header_malformed", "accepted", "accepted")),
            ("symfony", parameters, ("header_malformed", "accepted", "header_malformed")),
            ("symfony,word=optional", parameters, ("accepted", "accepted", "header_malformed")),
            ("symfony,word=twice", parameters, ("header_malformed", "accepted", "accepted")),
            ("penneo,word=required", parameters,
             ("header_malformed", "accepted", "header_malformed")),
            ("pywsse", pywsse, ("accepted", "accepted", "header_malformed")),
        )
        for word_name, word, outcome in zip(
            ("no", "one", "double"), ("", WORD, WORD * 2), outcomes)
    ]
    return in_dialect + [
        one("word-thrice", "three scheme words", WORD * 3 + parameters, "header_malformed",
            "Twice is the most."),
        one("word-double-other-case", "a doubled word in two spellings",
            "USERNAMETOKEN \t usernametoken " + parameters, "accepted",
            "Each of the two is read without regard to case."),
        one("word-only", "the scheme word alone", "UsernameToken", "header_malformed",
            "The word must be followed by white space and parameters."),
        one("no-value", "no header at all", [], "header_missing", "Nothing to read."),
        one("empty-value", "an empty header value", "", "header_malformed",
            "The header is there, and there is nothing in it."),
        one("two-values", "the same value twice", [BASE, BASE], "header_malformed",
            "One header, one value."),
    ]


def names():
    title = "names in other letters"
    note = "The case of a name carries no meaning."
    fold = [
        one("name-" + name, title, header, "accepted", note)
        for name, header in (
            ("lower", WORD + ", ".join(with_name(pair, str.lower) for pair in PAIRS)),
            ("upper", WORD + ", ".join(with_name(pair, str.upper) for pair in PAIRS)),
            ("swapped", WORD + ", ".join(with_name(pair, str.swapcase) for pair in PAIRS)),
            ("user-name", BASE.replace("Username=", "UserName=")),
        )
    ]
    missing = [
        one("missing-" + pair.split("=")[0].lower(), "one parameter left out",
            WORD + ", ".join(other for other in PAIRS if other != pair), "parameter_missing",
            "All four are needed.")
        for pair in PAIRS
    ]
    empty = [
        one("empty-" + name.lower(), "one value empty",
            WORD + ", ".join(f'{name}=""' if pair.startswith(name) else pair for pair in PAIRS),
            outcome, note_text)
        for name, outcome, note_text in (
            ("Username", "username_invalid", "A user name has at least one byte."),
            ("PasswordDigest", "digest_invalid", "No bytes are no hash."),
            ("Nonce", "parameter_missing", "An empty nonce counts as none."),
            ("Created", "parameter_missing", "An empty Created counts as none."),
        )
    ]
    doubled = [
        one("twice-" + pair.split("=")[0].lower(), "one parameter twice",
            f"{BASE}, {pair}", "parameter_duplicate", "Also with the same value.")
        for pair in PAIRS
    ]
    return fold + missing + empty + doubled


def with_name(pair, change):
    """The name="value" pair with its name changed and its value kept."""
    name, equals, value = pair.partition("=")
    return change(name) + equals + value


def unknown():
    places = {
        "first": WORD + ", ".join(['Extra="1"'] + PAIRS),
        "second": WORD + ", ".join(PAIRS[:1] + ['Extra="1"'] + PAIRS[1:]),
        "last": WORD + ", ".join(PAIRS + ['Extra="1"']),
        "empty": BASE + ', Extra=""',
        "three": BASE + ', Organization="acme", Algorithm="SHA1", type="Appkey"',
    }
    refused = [
        one(f"unknown-{place}", "an unknown parameter", header, "parameter_unknown",
            "Unknown parameters are refused unless the verifier is told to ignore them.")
        for place, header in places.items()
    ]
    ignored = [
        one(f"unknown-{place}-ignored", "an unknown parameter, ignored", header, "accepted",
            "The verifier was told to ignore them.", ignore_unknown=True)
        for place, header in places.items()
    ]
    broken = [
        one(f"unknown-{name}-ignored", "an unknown parameter that is not well formed",
            BASE + text, "header_malformed", "To be ignored, a parameter must be one.",
            ignore_unknown=True)
        for name, text in {"unquoted": ", Extra=1", "no-value": ", Extra=", "bare": ", Extra",
                           "single-quoted": ", Extra='1'", "backslash": ', Extra="\\"',
                           "open": ', Extra="1', "nameless": ', ="1"',
                           "control": ', Extra="\x01"', "no-comma": ' Extra="1"'}.items()
    ]
    return refused + ignored + broken


def sizes():
    room = MAX_BYTES - len(BASE)
    extra = MAX_BYTES - len(BASE + ', Extra=""')
    two_byte = "\u00e9" * (extra // 2) + "x" * (extra % 2)
    max_note = "4,096 bytes are the most; white space at the ends counts."
    over_note = "One byte over, whatever it is."
    cases = [
        one("size-4096-spaces", "4,096 bytes with spaces at the end", BASE + " " * room,
            "accepted", max_note),
        one("size-4097-spaces", "4,097 bytes with spaces at the end", BASE + " " * (room + 1),
            "header_too_large", over_note),
        one("size-4096-leading", "4,096 bytes with spaces in front", " " * room + BASE,
            "accepted", max_note),
        one("size-4097-leading", "4,097 bytes with spaces in front", " " * (room + 1) + BASE,
            "header_too_large", over_note),
        one("size-4096-ignored", "4,096 bytes with a long ignored value",
            f'{BASE}, Extra="{"x" * extra}"', "accepted", max_note, ignore_unknown=True),
        one("size-4097-ignored", "4,097 bytes with a long ignored value",
            f'{BASE}, Extra="{"x" * (extra + 1)}"', "header_too_large", over_note,
            ignore_unknown=True),
        one("size-4096-two-byte", "4,096 bytes in fewer characters",
            f'{BASE}, Extra="{two_byte}"', "accepted", "Bytes count, not characters.",
            ignore_unknown=True),
        one("size-4097-two-byte", "4,097 bytes in fewer characters",
            f'{BASE}, Extra="{two_byte}x"', "header_too_large", "Bytes count, not characters.",
            ignore_unknown=True),
        one("size-4097-malformed", "4,097 bytes that are no header", "," * 4097,
            "header_too_large", "Size is judged before syntax."),
        one("size-4096-malformed", "4,096 bytes that are no header", "," * 4096,
            "header_malformed", "Within the bound, syntax decides."),
        one("size-4097-not-utf8", "4,097 bytes that are no text", b"\xff" * 4097,
            "header_too_large", "Size is judged before encoding."),
        one("size-4096-not-utf8", "4,096 bytes that are no text", b"\xff" * 4096,
            "header_malformed", "Within the bound, encoding decides."),
    ]
    return cases


def encodings():
    raw = {
        "latin1-username": BASE.replace('"user"', '"caf\u00e9"').encode("latin-1"),
        "fffe": b"\xff\xfe",
        "truncated-sequence": BASE.encode() + b"\xe2\x82",
        "overlong-quote": BASE.replace('"user"', "user").encode().replace(
            b"user", b"\xc0\xa2user\xc0\xa2"),
        "surrogate": BASE.encode().replace(b"user", b"\xed\xa0\x80"),
        "beyond-unicode": BASE.encode().replace(b"user", b"\xf4\x90\x80\x80"),
        "byte-order-mark": b"\xef\xbb\xbf" + BASE.encode(),
        "utf16": BASE.encode("utf-16"),
    }
    not_text = [
        one("bytes-" + name, "bytes that are no header text", data, "header_malformed",
            "A header is UTF-8 and begins with the scheme word.")
        for name, data in raw.items()
    ]
    text = [
        one("utf8-username", "a user name beyond ASCII",
            signed(username="j\u00f8rgen"), "accepted", "Looked up as it is.",
            secrets={"j\u00f8rgen": ["s3cr3t"]}),
        one("utf8-hex", "the same as bytes", signed(username="j\u00f8rgen").encode(), "accepted",
            "The bytes of the case before.", secrets={"j\u00f8rgen": ["s3cr3t"]}),
        one("utf8-nonce", "a nonce beyond ASCII", BASE.replace(NONCE, "\u00e9"), "nonce_invalid",
            "It is text, but no nonce."),
        one("utf8-digest", "a digest beyond ASCII", BASE.replace(DIGEST, "\u00e9"),
            "digest_invalid", "It is text, but no digest."),
        one("utf8-created", "a Created beyond ASCII", BASE.replace(CREATED, "\u00e9"),
            "created_invalid", "It is text, but no Created."),
    ]
    return not_text + text


def order_of_checks():
    def broken(username="user", nonce=NONCE, digest=DIGEST, created=CREATED):
        return (f'{WORD}Created="{created}", Nonce="{nonce}", PasswordDigest="{digest}", '
                f'Username="{username}"')

    note = "Values are judged in the order user name, nonce, digest, Created, wherever they stand."
    return [
        one("order-of-values-" + name, "several values at fault", header, outcome, note)
        for name, header, outcome in (
            ("all", broken("\u0085", "!", "!", "!"), "username_invalid"),
            ("all-but-username", broken("user", "!", "!", "!"), "nonce_invalid"),
            ("long-nonce", broken("user", "!" * 65, "!", "!"), "nonce_too_long"),
            ("digest-and-created", broken(digest="!", created="!"), "digest_invalid"),
            ("created", broken(created="!"), "created_invalid"),
            ("unknown-user-and-created", broken("nobody", created="!"), "created_invalid"),
            ("unknown-user-and-stale", broken("nobody", created="2026-03-14T09:00:00Z"),
             "created_stale"),
            ("unknown-user", broken("nobody"), "username_unknown"),
        )
    ] + [
        one("order-missing-last", "a value at fault and a parameter missing",
            f'{WORD}Username="\u0085", Nonce="!", Created="!"', "parameter_missing",
            "Values are judged once the header has been read to its end."),
    ]


def cases():
    """All cases of headers.json."""
    return (orders() + spacing() + words() + names() + unknown() + sizes() + encodings()
            + order_of_checks())
