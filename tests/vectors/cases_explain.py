"""What the diagnosis of a broken header must say."""

import cases_explain_created
import cases_explain_digest
import cases_explain_form
import cases_explain_paste


def cases():
    return (cases_explain_digest.cases() + cases_explain_created.cases()
            + cases_explain_form.cases() + cases_explain_paste.cases())
