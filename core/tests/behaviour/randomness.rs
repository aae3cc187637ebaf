//! Where nonces come from, and that nothing is signed without (E7, E8). E5 has the file `fork.rs`.

use crate::common::{SECRET, USER, base_signer};
use base64::{Engine, engine::general_purpose::STANDARD};
use std::collections::HashSet;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use xwsse::{Dialect, SignError, Signer, UsernameToken};

#[test]
fn e7_a_failing_generator_is_an_error_and_never_a_token() {
    let works = Arc::new(AtomicBool::new(true));
    let switch = Arc::clone(&works);
    let entropy = move |bytes: &mut [u8]| {
        // Even one that fills some bytes before it fails.
        bytes.fill(7);
        switch.load(Ordering::SeqCst).then_some(()).ok_or(SignError::RandomnessUnavailable)
    };
    for dialect in Dialect::PRESETS {
        let signer = Signer::builder(USER, SECRET).dialect(dialect).entropy(entropy.clone()).build().unwrap();
        works.store(false, Ordering::SeqCst);
        assert_eq!(signer.sign(), Err(SignError::RandomnessUnavailable));
        assert_eq!(signer.sign_many(3), Err(SignError::RandomnessUnavailable));
        works.store(true, Ordering::SeqCst);
        assert!(signer.sign().is_ok());
    }
}

#[test]
fn e7_a_generator_that_fails_in_a_later_batch_leaves_no_tokens() {
    let calls = AtomicUsize::new(0);
    let entropy = move |_: &mut [u8]| match calls.fetch_add(1, Ordering::SeqCst) {
        0 => Ok(()),
        _ => Err(SignError::RandomnessUnavailable),
    };
    let signer = Signer::builder(USER, SECRET).entropy(entropy).build().unwrap();
    assert_eq!(signer.sign_many(5_000), Err(SignError::RandomnessUnavailable));
}

#[test]
fn e8_a_nonce_is_16_bytes_of_the_generator_and_never_the_same() {
    let signer = base_signer(Dialect::PENNEO);
    let mut tokens = signer.sign_many(2_000).unwrap();
    tokens.extend((0..1_000).map(|_| signer.sign().unwrap()));
    let nonces: HashSet<_> = tokens.iter().map(|token| STANDARD.decode(token.nonce()).unwrap()).collect();
    assert_eq!(nonces.len(), 3_000);
    assert!(nonces.iter().all(|nonce| nonce.len() == 16));
    // Every byte of it varies.
    for place in 0..16 {
        assert!(nonces.iter().map(|nonce| nonce[place]).collect::<HashSet<_>>().len() > 200);
    }
}

#[test]
fn e8_a_nonce_has_the_form_of_its_dialect() {
    for (dialect, len, letters) in [
        (Dialect::PENNEO, 24, false),
        (Dialect::ATOM, 32, false),
        (Dialect::EMARSYS, 32, false),
        (Dialect::SYMFONY, 24, false),
        (Dialect::HUAWEI, 32, false),
        (Dialect::PYWSSE, 88, true),
    ] {
        let tokens = base_signer(dialect).sign_many(100).unwrap();
        let nonces: HashSet<_> = tokens.iter().map(UsernameToken::nonce).collect();
        assert_eq!(nonces.len(), 100, "{dialect}");
        assert!(nonces.iter().all(|nonce| nonce.len() == len), "{dialect}");
        if letters {
            let decoded = nonces.iter().flat_map(|nonce| STANDARD.decode(nonce).unwrap());
            assert!(decoded.collect::<Vec<_>>().is_ascii());
        }
    }
}
