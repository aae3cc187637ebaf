//! What a developer pastes: a value, a line, a piece of code, or a whole block as `curl -v` prints it.

mod extract;
mod quotes;
mod transcript;

use alloc::format;
use alloc::string::String;
use alloc::vec::Vec;
use chrono::{DateTime, Utc};

use self::extract::Found;
use self::transcript::{Request, Transcript};
use super::coding;
use super::finding::Finding;
use xwsse_authn::Rejection;

/// What was pasted, taken apart.
pub(super) struct Paste {
    /// The values as bytes, as a verifier would get them.
    values: Vec<Vec<u8>>,
    /// The first of them as text, decoded.
    text: String,
    /// `Date` of the last response.
    date: Option<DateTime<Utc>>,
    findings: Vec<Finding>,
}

impl Paste {
    pub(super) fn read(pasted: &[u8]) -> Self {
        let transcript = Transcript::read(pasted.strip_prefix(b"\xef\xbb\xbf").unwrap_or(pasted));
        let mut findings = Vec::new();
        let found = headers(&transcript, &mut findings);
        let token = match found.as_slice() {
            [] => misplaced(&transcript, &mut findings),
            [first, ..] => Some(first.clone()),
        };
        if found.len() > 1 {
            findings.push(Finding::refused(
                Rejection::HeaderMalformed,
                None,
                format!("the request has {} X-WSSE headers", found.len()),
                "send one; replace a header that is already there rather than add another",
            ));
        }
        let text = token.map(|token| decoded(token, &mut findings)).unwrap_or_default();
        let values = found.into_iter().map(|found| found.value).collect();
        Self { values, text, date: transcript.date, findings }
    }

    pub(super) fn values(&self) -> impl Iterator<Item = &[u8]> {
        self.values.iter().map(Vec::as_slice)
    }

    pub(super) fn value(&self) -> &str {
        &self.text
    }

    pub(super) fn server_time(&self) -> Option<DateTime<Utc>> {
        self.date
    }

    pub(super) fn findings(&self) -> &[Finding] {
        &self.findings
    }
}

/// The X-WSSE headers of the last request that has any.
fn headers(transcript: &Transcript, findings: &mut Vec<Finding>) -> Vec<Found> {
    let mut tokens: Vec<(&Request, Vec<Found>)> = transcript
        .requests
        .iter()
        .map(|request| (request, extract::headers(request, "x-wsse")))
        .filter(|(_, found)| !found.is_empty())
        .collect();
    let Some((request, mut last)) = tokens.pop() else {
        return match transcript.requests.as_slice() {
            [request] if !transcript.is_exchange => extract::bare(&request.text).into_iter().collect(),
            _ => Vec::new(),
        };
    };
    let same = tokens.iter().filter(|(_, found)| found[0].value == last[0].value).count() + 1;
    if same > 1 {
        findings.push(Finding::refused(
            Rejection::Replayed,
            None,
            format!("the same token was sent in {same} requests"),
            "sign every request afresh, each redirect and each retry too",
        ));
    }
    if let Some(first) = last.first_mut().filter(|_| lacks_authorization(request)) {
        first.findings.push(Finding::note(
            None,
            "there is no Authorization: WSSE header beside it",
            r#"some services want Authorization: WSSE profile="UsernameToken" too"#,
        ));
    }
    last
}

/// Whether the request has other headers, and no `Authorization: WSSE` among them.
fn lacks_authorization(request: &Request) -> bool {
    let headers = request.text.split(|&byte| byte == b'\n').filter(|line| !line.is_empty()).count();
    let is_wsse = |value: &[u8]| value.get(..4).is_some_and(|word| word.eq_ignore_ascii_case(b"WSSE"));
    request.is_sent
        && headers > 1
        && !extract::headers(request, "authorization").iter().any(|found| is_wsse(&found.value))
}

/// Without an X-WSSE header: says so, and finds the token where it does not belong.
fn misplaced(transcript: &Transcript, findings: &mut Vec<Finding>) -> Option<Found> {
    let token = transcript.requests.iter().rev().find_map(extract::token_in_authorization);
    let (problem, remedy) = match token {
        Some(_) => {
            ("the token is in Authorization, and there is no X-WSSE header", "send the token in X-WSSE")
        }
        None => (
            "there is no X-WSSE header in this",
            "paste the header's value, its line, or the whole output of curl -v",
        ),
    };
    findings.push(Finding::refused(Rejection::HeaderMissing, None, problem, remedy));
    token
}

/// The value as text that can be read, and what was done to it for that.
fn decoded(token: Found, findings: &mut Vec<Finding>) -> String {
    findings.extend(token.findings);
    if token.value.is_empty() {
        findings.push(Finding::refused(
            Rejection::HeaderMalformed,
            None,
            "the X-WSSE header is empty",
            "look why the program that sends it has no token",
        ));
    }
    if let Err(error) = core::str::from_utf8(&token.value) {
        let before = String::from_utf8_lossy(&token.value[..error.valid_up_to()]).chars().count();
        findings.push(Finding::refused(
            Rejection::HeaderMalformed,
            Some(before + 1),
            "the header is not UTF-8",
            "send only ASCII",
        ));
    }
    let text = String::from_utf8_lossy(&token.value).into_owned();
    match coding::of_header(&text) {
        Some((plain, problem)) => {
            let remedy = "send it as it is: a header is neither a URL nor a page";
            findings.push(Finding::refused(Rejection::HeaderMalformed, None, problem, remedy));
            plain
        }
        None => text,
    }
}
