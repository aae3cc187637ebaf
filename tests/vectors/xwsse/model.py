"""Holds the outcomes typed into the cases against the model of the rules."""

from .cases_tokens import verifying_time
from .wsse_verifier import verify


def check_outcomes(cases):
    """Fail if the model does not arrive at the typed outcomes."""
    problems = []
    for case in cases:
        store = set()
        for number, step in enumerate(case["steps"], start=1):
            outcome = verify(header_values(step), step.get("dialect", case["dialect"]),
                             case["secrets"], step["now"], store)
            if outcome != step["outcome"]:
                name = case.get("id") or f"{case['row']} {case.get('case', '')}"
                problems.append(f"{name}, step {number}: the case says {step['outcome']}, "
                                f"the rules say {outcome}")
    if problems:
        raise AssertionError("\n".join(problems))


def header_values(step):
    """The bytes of all values of the header."""
    if "values_hex" in step:
        return [bytes.fromhex(value) for value in step["values_hex"]]
    return [value.encode("utf-8") for value in step["values"]]


def check_tokens(tokens):
    """Fail if the model refuses a token at the second in which it was created."""
    for token in tokens:
        outcome = verify([token["header"].encode("utf-8")], token["dialect"],
                         {token["username"]: [token["secret"]]}, verifying_time(token), set())
        if outcome != "accepted":
            raise AssertionError(f"token {token['id']} is {outcome}")
