"""The syntax of the header (C1 to C7)."""

from .case_builder import (
    BASE, CREATED, DIGEST, NONCE, PAIRS, SECRET, SYNTAX_NOTE, WORD, accepted, accepted_names,
    all_malformed, attack, named, numbered_nonce, signed, step,
)

PARAMETERS = BASE[len(WORD):]
AFTER_USERNAME = PARAMETERS[len('Username="user"'):]


def duplicates():
    repeated_at_end = [step(f"{BASE}, {parameter}", "parameter_duplicate")
                       for parameter in PAIRS]
    repeated_at_start = [step(f"{WORD}{parameter}, {PARAMETERS}", "parameter_duplicate")
                         for parameter in PAIRS]
    a_then_b = f'{WORD}Username="a", Username="b"{AFTER_USERNAME}'
    return [
        attack("C1", "two-users", "two user names",
               [step(a_then_b, "parameter_duplicate"),
                step(f"{WORD}Username=\"b\", Username=\"a\"{AFTER_USERNAME}",
                     "parameter_duplicate")],
               "The digest is right for either name; neither reading is taken.",
               secrets={"a": [SECRET], "b": [SECRET]}),
        attack("C1", "same-value", "each parameter repeated with its own value",
               repeated_at_end + repeated_at_start + [accepted(BASE)], SYNTAX_NOTE),
        attack("C1", "other-case", "a parameter repeated in other letters",
               [step(BASE + ', USERNAME="user"', "parameter_duplicate"),
                step(BASE + ', username="admin"', "parameter_duplicate"),
                step(BASE + f', NONCE="{NONCE}"', "parameter_duplicate"),
                step(BASE + f', created="{CREATED}"', "parameter_duplicate"),
                step(BASE + ', passwordDigest=""', "parameter_duplicate"),
                accepted(BASE)],
               "Names are the same name in any case."),
        attack("C1", "ignoring-unknown", "a repeated parameter where unknown ones are ignored",
               [step(BASE + ', Extra="1", Username="user"', "parameter_duplicate"),
                step(BASE + ', Extra="1", Created="' + CREATED + '"', "parameter_duplicate"),
                accepted(BASE)],
               "Ignoring the unknown does not ignore the repeated.", ignore_unknown=True),
        attack("C1", "empty-first", "an empty value before a full one",
               [step(f'{WORD}Nonce="", {PARAMETERS}', "parameter_duplicate"),
                step(f'{WORD}Created="", {PARAMETERS}', "parameter_duplicate"),
                step(f'{WORD}Username="", {PARAMETERS}', "parameter_duplicate"),
                step(f'{BASE}, Nonce=""', "parameter_duplicate"),
                accepted(BASE)],
               "An empty value counts as the first of two."),
    ]


def two_tokens():
    other = signed(nonce=numbered_nonce(1), created="2026-03-14T10:00:01Z")
    bare = signed("pywsse")[len(WORD):]
    return [
        attack("C2", "two-values", "two values of the header",
               [step([BASE, BASE], "header_malformed"),
                step([BASE, other], "header_malformed"),
                step(["", BASE], "header_malformed"),
                step([BASE, ""], "header_malformed"),
                step([BASE, 'UsernameToken Username="admin"'], "header_malformed"),
                step([BASE, BASE, BASE], "header_malformed"),
                step([], "header_missing"),
                accepted([BASE])],
               "One header, one token; which of two a peer meant is never guessed."),
        attack("C2", "split", "one token split over two values",
               [step([WORD + 'Username="user"', AFTER_USERNAME[2:]], "header_malformed"),
                step([WORD.strip(), PARAMETERS], "header_malformed"), accepted(BASE)],
               "Values are not joined."),
        all_malformed("C2", "joined", "two tokens in one value",
                      [f"{BASE}, {BASE}", f"{BASE}, {other}", f"{BASE},{other}",
                       f"{BASE}; {other}", f"{BASE} {other}", f"{BASE}\n{other}",
                       f"{BASE}\r\nX-WSSE: {other}"]),
        all_malformed("C2", "joined-ignoring", "two tokens in one value, unknown ones ignored",
                      [f"{BASE}, {BASE}", f"{BASE}, {other}"], ignore_unknown=True),
        attack("C2", "joined-without-word", "two tokens without the scheme word in one value",
               [step(f"{bare}, {bare}", "parameter_duplicate"), accepted(bare)],
               "Where the word may be left out, the repeated parameter tells.", "pywsse"),
    ]


def quoting():
    escapes = ['"a\\"b"', '"a\\\\b"', '"a\\b"', '"user\\"', '"\\user"', '"u\\ser"']
    unbalanced = ['"user', 'user"', '"', '""user"', '"user""', '"us"er"', '"user" "x"']
    return [
        all_malformed("C4", "escapes", "backslashes in a value",
                      [f"{WORD}Username={value}{AFTER_USERNAME}" for value in escapes]
                      + [BASE.replace("IAi+", "IAi\\+"), BASE.replace("YWJj", "\\YWJj"),
                         BASE.replace("T10", "\\T10")]),
        all_malformed("C4", "unbalanced", "quotes too many or too few",
                      [f"{WORD}Username={value}{AFTER_USERNAME}" for value in unbalanced]
                      + [BASE[:-1], BASE + '"', BASE + '""']),
        all_malformed("C4", "after-the-end", "text after the last value",
                      [BASE + "x", BASE + " x", BASE + " =", BASE + ";", BASE + " ;",
                       BASE + ", x", BASE + ', ="x"', BASE + ' Extra="1"',
                       BASE + ", UsernameToken", BASE + ", Extra",
                       BASE + "\u00a0", BASE + "#"]),
        all_malformed("C4", "unquoted", "values without quotes",
                      [BASE.replace('"user"', "user"), BASE.replace(f'"{NONCE}"', NONCE),
                       BASE.replace(f'"{CREATED}"', CREATED), BASE.replace(f'"{DIGEST}"', DIGEST),
                       BASE.replace('"', ""), BASE.replace('"user"', "")]),
        all_malformed("C4", "other-quotes", "quotes of other kinds",
                      [BASE.replace('"user"', "'user'"), BASE.replace('"', "'"),
                       BASE.replace('"user"', "`user`"),
                       BASE.replace('"user"', "\u201cuser\u201d"),
                       BASE.replace('"user"', "\u00abuser\u00bb"),
                       BASE.replace('"user"', "%22user%22"), BASE.replace('"user"', "\"user'"),
                       BASE.replace('"user"', "utf-8''user")]),
        attack("C4", "syntax-inside-quotes", "commas, equals signs and names inside a value",
               accepted_names(
                   ["a, Nonce=b", "=", ",", "a=b", "UsernameToken Username=user", "it's", " "]),
               "Between quotes they are nothing but characters of the name.", "symfony",
               {name: [SECRET] for name in
                ("a, Nonce=b", "=", ",", "a=b", "UsernameToken Username=user", "it's", " ")}),
    ]


def parameter_names():
    extra = 'Organization="x"'
    with_extra = [f"{BASE}, {extra}", f"{WORD}{extra}, {PARAMETERS}",
                  f'{WORD}Username="user", {extra}{AFTER_USERNAME}']
    near_names = ["XUsername", "Usernam", "Username2", "User", "User-Name", "Username_", "Nonces",
                  "Password", "Digest", "SecretDigest", "Realm"]
    lower = (BASE.replace("Username=", "username=").replace("PasswordDigest", "passworddigest")
             .replace("Nonce", "nonce").replace("Created", "created"))
    upper = (BASE.replace("Username=", "USERNAME=").replace("PasswordDigest", "PASSWORDDIGEST")
             .replace("Nonce", "NONCE").replace("Created", "CREATED"))
    confusing = ["U\u017fername", "Usern\u0430me", "\uff35sername", "\u00dcsername"]
    return [
        attack("C5", "case", "names in other letters",
               [accepted(lower), step(upper, "replayed"), step(BASE, "replayed")],
               "The case of names carries no meaning, so it gives no second life."),
        attack("C5", "upper-case", "names in capitals", [accepted(upper)], "As above."),
        attack("C5", "longer-name", "a name that ends in a known one",
               [step(f'{WORD}XUsername="admin", Username="bob"{AFTER_USERNAME}',
                     "parameter_unknown"),
                step(f'{WORD}Username="bob", XUsername="admin"{AFTER_USERNAME}',
                     "parameter_unknown"),
                step(f'{WORD}XUsername="admin"{AFTER_USERNAME}', "parameter_unknown")],
               "Names are compared whole.", secrets={"admin": [SECRET], "bob": [SECRET]}),
        attack("C5", "longer-name-ignored", "a name that ends in a known one, ignored",
               [step(f'{WORD}XUsername="bob"{AFTER_USERNAME}', "parameter_missing"),
                step(f'{WORD}XUsername="bob", Username="admin"{AFTER_USERNAME}',
                     "digest_mismatch"),
                accepted(f'{WORD}XUsername="admin", Username="bob"{AFTER_USERNAME}')],
               "An ignored parameter lends its value to nothing.",
               secrets={"admin": ["another secret"], "bob": [SECRET]}, ignore_unknown=True),
        attack("C5", "unknown", "an unknown parameter",
               [step(header, "parameter_unknown") for header in with_extra] + [accepted(BASE)],
               SYNTAX_NOTE),
        attack("C5", "unknown-ignored", "an unknown parameter where they are ignored",
               [accepted(with_extra[0]), step(with_extra[1], "replayed"),
                step(BASE, "replayed")],
               "What is ignored does not make a new token.", ignore_unknown=True),
        attack("C5", "near-names", "names that are nearly known",
               [step(f'{BASE}, {name}="user"', "parameter_unknown") for name in near_names]
               + [accepted(BASE)], SYNTAX_NOTE),
        attack("C5", "first-problem", "the first of two faults names the rejection",
               [step(f'{WORD}Extra="1", {PARAMETERS}, Username="user"', "parameter_unknown"),
                step(f'{WORD}Username="user", {PARAMETERS}, Extra="1"', "parameter_duplicate"),
                step(f'{WORD}Extra="1", Username=user', "parameter_unknown"),
                step(f'{WORD}Username=user, Extra="1"', "header_malformed"),
                step(f'{WORD}Extra="1", Username="user"', "parameter_unknown"),
                step(f'{WORD}Username="user", Username="user"', "parameter_duplicate"),
                step(f'{BASE}, Extra=1', "parameter_unknown"),
                step(f'{BASE}, Extra=', "parameter_unknown"),
                step(f'{BASE}, Username=', "parameter_duplicate"),
                accepted(BASE)],
               "Reading goes from left to right; what is missing is known only at the end."),
        all_malformed("C5", "confusing-letters", "names with letters beyond ASCII",
                      [BASE.replace("Username=", name + "=") for name in confusing]),
        all_malformed("C5", "confusing-letters-ignored",
                      "names with letters beyond ASCII where unknown ones are ignored",
                      [f'{BASE}, {name}="user"' for name in confusing], ignore_unknown=True,
                      note="A name is ASCII; anything else is no name, known or unknown."),
        all_malformed("C5", "spaced-names", "spaces inside names",
                      [BASE.replace("Username=", "User name="),
                       BASE.replace("PasswordDigest", "Password Digest"),
                       BASE.replace("Nonce=", "= Nonce="), BASE.replace("Nonce=", "Nonce==")]),
    ]


def scheme_word():
    good = ["usernametoken ", "USERNAMETOKEN ", "uSERNAMEtOKEN ", "UsernameToken  ",
            "UsernameToken\t", "UsernameToken \t ", " UsernameToken ", "\tUsernameToken "]
    bad = ["", "Bearer ", "UsernameToken", "UsernameToken:", "UsernameToken: ", "UsernameToken, ",
           "UsernameToken=", "UsernameToken\u00a0", "UsernameToken\u2003", "UsernameToken\n",
           "UsernameToken\r\n ", "UsernameToken\x0b", "UsernameTokens ", "XUsernameToken ",
           "Username Token ", "Username ", "WSSE ", "WSSE UsernameToken ", 'UsernameToken" ',
           '"UsernameToken" ', "UsernameTo\u212aen ", "U\u017fernameToken ",
           "\uff35sernameToken ", ", UsernameToken ", "X-WSSE: UsernameToken ",
           "\ufeffUsernameToken ",
           "\u00a0UsernameToken ", "Basic ", "Digest "]
    twice = "UsernameToken UsernameToken " + PARAMETERS
    pywsse_parameters = signed("pywsse")[len(WORD):]
    return [
        attack("C6", "word-case-and-space", "the scheme word in other letters, with more space",
               [accepted(word + signed(nonce=numbered_nonce(number), created=created_at(number))
                         [len(WORD):]) for number, word in enumerate(good)],
               "Case carries no meaning; any run of spaces and tabs parts the word from the rest."),
        attack("C6", "ows", "optional white space at both ends",
               [accepted("  \t" + BASE + " \t "), step(BASE, "replayed")],
               "White space around the value is no part of it."),
        all_malformed("C6", "other-word", "no scheme word, another or one run into the rest",
                      [word + PARAMETERS for word in bad] + ["UsernameToken", "", " ", "\t"]),
        all_malformed("C6", "commas", "commas too many or too few",
                      [BASE + ",", BASE + ", ", BASE + ",,", WORD + "," + PARAMETERS,
                       BASE.replace(", ", ",, "), BASE.replace(", ", " , , "),
                       BASE.replace(", ", " "), BASE.replace(", ", ""), BASE.replace(", ", "; "),
                       BASE.replace(", ", "\n"), BASE.replace(", ", ",\n"),
                       BASE.replace(", ", "\uff0c"), BASE.replace(", ", "&")]),
        attack("C6", "twice", "the scheme word twice where that is tolerated",
               [accepted(twice), step(BASE, "replayed"),
                step(WORD + twice, "header_malformed"),
                step("UsernameToken, " + BASE, "header_malformed")],
               "Twice but no oftener, and it makes no new token."),
        all_malformed("C6", "twice-not-tolerated", "the scheme word twice elsewhere", [twice],
                      dialect="symfony"),
        attack("C6", "optional", "the scheme word where it may be left out",
               [accepted(pywsse_parameters), step(signed("pywsse"), "replayed"),
                step(WORD + signed("pywsse"), "header_malformed"),
                step("Bearer " + pywsse_parameters, "header_malformed"),
                step("UsernameToken" + pywsse_parameters, "parameter_unknown")],
               "With or without the word it is one token.", "pywsse"),
    ]


def created_at(second):
    """A Created within the window, another for each second below ten."""
    return f"2026-03-14T10:00:0{second}Z"


def sizes():
    unknown = ", ".join(f'p{number}="x"' for number in range(380))
    return [
        attack("C7", "too-large", "headers beyond 4,096 bytes",
               [step(header, "header_too_large") for header in
                (named("u" * 4000), BASE + " " * 4000, "=" * 4097, WORD + 'a="",' * 820,
                 "A" * 6000, WORD * 300, ", ".join([BASE] * 40))] + [accepted(BASE)],
               "Size is judged first and whatever the bytes; a megabyte is refused like 4,097."),
        attack("C7", "dense", "headers within the bound made of little but syntax",
               [step(header, "header_malformed") for header in
                ('"' * 1000, "=" * 1000, " " * 4096, "\\" * 1000, "A" * 1000,
                 WORD + "," * 1000, WORD + '"' * 1000, WORD + "=" * 1000, WORD + "A" * 1000,
                 WORD * 290, WORD + 'Username="' + "u" * 2000, BASE + "," * 1000)]
               + [step(WORD + 'a="",' * 200, "parameter_unknown"),
                  step(WORD + "a=" * 500, "parameter_unknown"), accepted(BASE)],
               SYNTAX_NOTE),
        attack("C7", "many-ignored", "hundreds of ignored parameters",
               [accepted(f"{BASE}, {unknown}"),
                step(f"{WORD}{unknown}, {PARAMETERS}", "replayed")],
               "All fit into 4,096 bytes.", ignore_unknown=True),
        attack("C7", "long-values", "one long value within the bound",
               [step(named("u" * 3900), "username_invalid"),
                step(signed(nonce="A" * 3900, entering=b""), "nonce_too_long"),
                step(signed(digest="A" * 3900), "digest_invalid"),
                step(signed(created="2" * 3900), "created_invalid"),
                step(signed(created="2026-03-14T10:00:00." + "0" * 3900 + "Z"),
                     "created_invalid"),
                accepted(BASE)],
               SYNTAX_NOTE),
    ]


def cases():
    """C1 to C7."""
    return (duplicates() + two_tokens() + quoting() + parameter_names() + scheme_word()
            + sizes())
