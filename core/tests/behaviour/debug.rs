//! What `Debug` is there for: it tells one value from another, in a log that anybody may read. That it holds no
//! secret and no digest is for `side_channels.rs` to say.

use crate::common::{BASE, SECRET, base_time};
use xwsse::{Candidate, Credentials, Dialect, MemoryReplayStore, Secret};

fn candidate() -> Candidate<'static> {
    Candidate::read(&Dialect::PENNEO, [BASE], base_time()).unwrap()
}

#[test]
fn a_candidate_says_whose_and_of_when_it_is() {
    let shown = format!("{:?}", candidate());
    assert!(shown.contains(r#"username: "user""#) && shown.contains("2026-03-14T10:00:00Z"), "{shown}");
}

#[test]
fn a_claim_says_its_kind_and_its_identity() {
    let secret = Credentials::from(vec![Secret::new(SECRET).unwrap()]);
    let authenticated = candidate().authenticate(&secret).unwrap();
    for (claim, kind) in authenticated.claims().iter().zip(["digest", "nonce", "created"]) {
        let id: String = claim.id().iter().map(|byte| format!("{byte:02x}")).collect();
        assert_eq!(format!("{claim:?}"), format!("Claim({kind} {id})"));
    }
    assert_eq!(
        authenticated.claims().iter().map(|claim| claim.id()).collect::<std::collections::HashSet<_>>().len(),
        3
    );
}

#[test]
fn claims_say_each_of_them_and_until_when() {
    let secret = Credentials::from(vec![Secret::new(SECRET).unwrap()]);
    let authenticated = candidate().authenticate(&secret).unwrap();
    let shown = format!("{:?}", authenticated.claims());
    for claim in authenticated.claims().iter() {
        assert!(shown.contains(&format!("{claim:?}")), "{shown}");
    }
    for time in ["created: 2026-03-14T10:00:00Z", "keep_until: 2026-03-14T10:01:00Z"] {
        assert!(shown.contains(time), "{time} is not in {shown}");
    }
}

#[test]
fn a_store_says_how_much_it_holds() {
    let store = MemoryReplayStore::with_capacity(1_000);
    let shown = format!("{store:?}");
    assert!(shown.contains(&format!("capacity: {}", store.capacity())), "{shown}");
}
