//! What a signer learns of its clock from the server's (E12).

use crate::common::{SECRET, USER, base_signer, base_verifier, dialect, instant};
use xwsse::{DateTime, Dialect, Rejection, SignError, Signer, Utc};

const DAY: i64 = 24 * 3_600 * 1_000;

#[test]
fn e12_the_learnt_offset_is_held_to_24_hours_on_both_sides() {
    let signer = base_signer(Dialect::PENNEO);
    for (date, offset) in [
        ("Sat, 14 Mar 2026 10:00:00 GMT", 0),
        ("Sat, 14 Mar 2026 10:07:00 GMT", 420_000),
        ("Sat, 14 Mar 2026 08:00:00 GMT", -7_200_000),
        ("Sun, 15 Mar 2026 10:00:00 GMT", DAY),
        ("Sun, 15 Mar 2026 10:00:01 GMT", DAY),
        ("Fri, 13 Mar 2026 10:00:00 GMT", -DAY),
        ("Fri, 13 Mar 2026 09:59:59 GMT", -DAY),
        ("Fri, 31 Dec 9999 23:59:59 GMT", DAY),
        ("Mon, 01 Jan 0001 00:00:00 GMT", -DAY),
    ] {
        assert_eq!(signer.learn_clock_offset(date), Ok(offset), "{date}");
        assert_eq!(signer.clock_offset_millis(), offset, "{date}");
    }
    assert_eq!(signer.set_clock_offset_millis(i64::MAX), DAY);
    assert_eq!(signer.set_clock_offset_millis(i64::MIN), -DAY);
}

#[test]
fn e12_malformed_dates_are_refused_and_change_nothing() {
    let signer = base_signer(Dialect::PENNEO);
    signer.set_clock_offset_millis(1_234);
    for date in [
        "",
        "GMT",
        " GMT",
        "Sat, 14 Mar 2026 10:00:00",
        "Sat, 14 Mar 2026 10:00:00 UTC",
        "Sat, 14 Mar 2026 10:00:00 gmt",
        "Sat, 14 Mar 2026 10:00:00 +0000",
        "Sat, 14 Mar 2026 10:00:00 +0000 GMT",
        "Sat, 14 Mar 2026 10:00:00 GMT ",
        " Sat, 14 Mar 2026 10:00:00 GMT",
        "Sun, 14 Mar 2026 10:00:00 GMT",
        "Sat, 14 mar 2026 10:00:00 GMT",
        "Sat, 4 Mar 2026 10:00:00 GMT",
        "Mon, 30 Feb 2026 10:00:00 GMT",
        "Sat, 14 Mar 2026 24:00:00 GMT",
        "Sat, 14 Mar 2026 10:00:60 GMT",
        "Sat, 14 Mar 26 10:00:00 GMT",
        "Saturday, 14-Mar-26 10:00:00 GMT",
        "Sat Mar 14 10:00:00 2026",
        "2026-03-14T10:00:00Z",
        "Sat, 14 Mar 2026 10:00:00 GMT\n",
        "Sat, 14 Mar ２０２６ 10:00:00 GMT",
    ] {
        assert_eq!(signer.learn_clock_offset(date), Err(SignError::DateInvalid), "{date}");
    }
    assert_eq!(signer.clock_offset_millis(), 1_234);
}

#[test]
fn e12_the_offset_moves_created_for_all_clones() {
    for dialect in Dialect::PRESETS {
        let signer = base_signer(dialect);
        signer.clone().learn_clock_offset("Sat, 14 Mar 2026 11:30:00 GMT").unwrap();
        let created = dialect.read_created(signer.sign().unwrap().created());
        assert_eq!(created, Ok(instant("2026-03-14T11:30:00Z")), "{dialect}");
    }
}

#[test]
fn e12_a_clock_that_was_far_ahead_is_set_right_at_once() {
    let signer = base_signer(Dialect::PENNEO);
    let far_ahead = signer.sign().unwrap();
    let (verifier, true_time) = (base_verifier(Dialect::PENNEO), instant("2026-03-14T07:00:00Z"));
    let refused = verifier.verify_at([far_ahead.header()], true_time);
    assert_eq!(refused, Err(Rejection::CreatedInFuture));

    signer.learn_clock_offset("Sat, 14 Mar 2026 07:00:00 GMT").unwrap();
    for _ in 0..100 {
        assert!(verifier.verify_at([signer.sign().unwrap().header()], true_time).is_ok());
    }
}

#[test]
fn e12_an_offset_beyond_the_calendar_is_an_error() {
    let end = || DateTime::<Utc>::MAX_UTC;
    for text in ["penneo", "atom"] {
        let signer = Signer::builder(USER, SECRET).dialect(dialect(text)).clock(end).build().unwrap();
        signer.set_clock_offset_millis(DAY);
        assert_eq!(signer.sign(), Err(SignError::CreatedOutOfRange));
    }
}
