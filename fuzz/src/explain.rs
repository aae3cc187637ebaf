use crate::{SECRET, now, pick_dialect, reference};
use xwsse::{Dialect, SchemeWord, Secret};

/// Whatever is pasted is explained in bounded text, which holds neither the secret nor a digest that would
/// have been right. `$S` in the input stands for the secret.
pub fn explain(input: &[u8]) {
    let Some((dialect, without_secret, bytes)) = pick_dialect(input) else { return };
    let pasted = paste(bytes);
    let secret = Secret::new(SECRET).expect("it is not empty");
    let diagnosis = xwsse::explain(&pasted, &dialect, Some(&secret).filter(|_| !without_secret), now());

    for part in diagnosis.parts() {
        // `get` fails too where a place is no place between characters.
        let there = diagnosis.header().get(part.start()..part.end());
        assert!(there.is_some(), "{part:?} lies nowhere");
    }
    if let Some(verdict) = diagnosis.verdict() {
        assert_eq!(diagnosis.findings().first().and_then(xwsse::Finding::rejection), Some(verdict));
    }
    assert!(diagnosis.findings().iter().all(|finding| !finding.remedy().is_empty()));

    let json = serde_json::to_string(&diagnosis).expect("it serializes");
    let texts = [diagnosis.to_string(), format!("{diagnosis:?}"), json, diagnosis.header().to_owned()];
    let most = 4096 + 256 * pasted.len().min(8192);
    for text in &texts {
        assert!(text.len() <= most, "{} bytes of {}", text.len(), pasted.len());
        if !without_secret {
            assert!(!text.contains(SECRET), "the secret shows in {text}");
        }
    }
    let stars = "*".repeat(SECRET.len());
    let holds = |text: &str| pasted.windows(text.len()).any(|window| window == text.as_bytes());
    if diagnosis.header().contains(&stars) && holds(SECRET) && !holds(&stars) {
        let problem = diagnosis.findings().first().map(xwsse::Finding::problem);
        assert!(
            problem.is_some_and(|problem| problem.starts_with("the secret itself was sent")),
            "{problem:?}"
        );
    }
    for digest in right_digests(diagnosis.header()) {
        let was_sent = pasted.windows(digest.len()).any(|window| window == digest.as_bytes());
        let shown = texts.iter().any(|text| text.contains(&digest));
        assert!(!shown || was_sent, "a right digest shows: {texts:?}");
    }
}

fn paste(bytes: &[u8]) -> Vec<u8> {
    let mut pasted = Vec::new();
    let mut rest = bytes;
    while let Some((&byte, behind)) = rest.split_first() {
        match rest {
            [b'$', b'S', behind @ ..] => {
                pasted.extend_from_slice(SECRET.as_bytes());
                rest = behind;
            }
            _ => {
                pasted.push(byte);
                rest = behind;
            }
        }
    }
    pasted
}

/// What each preset would have taken.
fn right_digests(header: &str) -> Vec<String> {
    let Some([_, _, nonce, created]) = reference::header(header.as_bytes(), SchemeWord::Twice, true) else {
        return Vec::new();
    };
    let right = |dialect: &Dialect| {
        let nonce = reference::nonce(&nonce, dialect)?;
        Some(reference::expected_digest(&nonce, &created, SECRET.as_bytes(), dialect))
    };
    Dialect::PRESETS.iter().filter_map(right).collect()
}
