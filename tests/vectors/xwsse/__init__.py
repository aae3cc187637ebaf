"""The files of X-WSSE: what each is about, and where its cases come from."""

from . import (
    attacks_ambiguity, attacks_created_grammar, attacks_encodings, attacks_header_syntax, attacks_header_values,
    attacks_replay, cases_created, cases_dialects, cases_explain_created, cases_explain_digest, cases_explain_form,
    cases_explain_paste, cases_headers, cases_tokens, model,
)

FILES = {
    "tokens.json": (
        "Tokens that are right, with every intermediate from the four values to the claims.",
        [cases_tokens]),
    "created.json": (
        "Texts, whether each is a Created under an accept setting, and its instant.",
        [cases_created]),
    "dialects.json": (
        "Presets with their fields, changed presets, and texts that name no dialect.",
        [cases_dialects]),
    "attacks.json": (
        "Headers an attacker might send, step by step, with the outcome each must have.",
        [attacks_ambiguity, attacks_encodings, attacks_created_grammar, attacks_header_syntax, attacks_header_values,
         attacks_replay]),
    "headers.json": (
        "Headers at the edges of the grammar, with the outcome each must have.",
        [cases_headers]),
    "explain.json": (
        "Broken headers, the verdict on each, and what its diagnosis must mention.",
        [cases_explain_digest, cases_explain_created, cases_explain_form, cases_explain_paste]),
}


def files():
    """The content of every file, by name, once the model of the rules agrees with it."""
    contents = {name: {"about": about, "cases": [case for module in modules for case in module.cases()]}
                for name, (about, modules) in FILES.items()}
    model.check_outcomes(contents["attacks.json"]["cases"] + contents["headers.json"]["cases"])
    model.check_tokens(contents["tokens.json"]["cases"])
    return contents
