//! HMAC-SHA256 against the test cases of RFC 4231.
#![cfg(feature = "hmac")]
#![allow(clippy::unwrap_used, reason = "a test that cannot go on must fail")]

use xwsse_authn::{Secret, hmac_sha256};

fn mac(key: &[u8], parts: &[&[u8]]) -> String {
    let mac = hmac_sha256(Secret::new(key).unwrap().borrow(), parts);
    mac.as_slice().iter().map(|byte| format!("{byte:02x}")).collect()
}

#[test]
fn the_cases_of_rfc_4231_come_out() {
    let case_1 = "b0344c61d8db38535ca8afceaf0bf12b881dc200c9833da726e9376c2e32cff7";
    assert_eq!(mac(&[0x0b; 20], &[b"Hi There"]), case_1);
    let case_2 = "5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843";
    assert_eq!(mac(b"Jefe", &[b"what do ya want for nothing?"]), case_2);
    // A key that is longer than a block.
    let case_6 = "60e431591ee0b67f0d8a26aacbf5b77f8e0bc6213728c5140546040f0ee37f54";
    assert_eq!(mac(&[0xaa; 131], &[b"Test Using Larger Than Block-Size Key - Hash Key First"]), case_6);
}

#[test]
fn parts_run_together() {
    assert_eq!(
        mac(b"Jefe", &[b"what do ya ", b"", b"want for nothing?"]),
        mac(b"Jefe", &[b"what do ya want for nothing?"])
    );
}
