//! The parts that signing and verifying cannot do without, each in its fastest safe form.

use base64::{Engine, engine::general_purpose::STANDARD};
use rand::{TryRng, rngs::SysRng};
use std::collections::HashMap;
use std::hash::{BuildHasher, RandomState};
use std::hint::black_box;
use std::sync::Mutex;
use xwsse::Dialect;

use crate::measure::Parts;

const HEADER: &str = r#"UsernameToken Username="penneo12", PasswordDigest="quR/EWLAV4xLf9Zqyw4pDmfV9OY=", Nonce="MDEyMzQ1Njc4OWFiY2RlZg==", Created="2026-03-14T10:00:00.000Z""#;

pub(crate) fn of_signing() -> Parts {
    let mut entropy = [0; 16];
    Parts::default()
        .measure("clock", 1, chrono::Utc::now)
        .measure("16 bytes from the operating system", 1, move || SysRng.try_fill_bytes(&mut entropy))
        .measure("Created as text", 1, || created_text(black_box(1_773_482_400_000)))
        .measure("SHA-1 of 72 bytes, two blocks", 1, sha1_two_blocks)
        .measure("base64 of 20 bytes", 1, || encode(&black_box([7; 20])))
        .measure("base64 of 16 bytes", 1, || encode(&black_box([7; 16])))
        .measure("header: allocate and append", 1, append_header)
}

pub(crate) fn of_verifying() -> Parts {
    let names = HashMap::from([("penneo12".to_owned(), ())]);
    let (claimant_keys, keys, mut claim) = (RandomState::new(), RandomState::new(), 0_u64);
    // As large as the store that `verify` is measured with.
    let table = Mutex::new(vec![[0_u64; 16]; 4096]);
    Parts::default()
        .measure("UTF-8 check of the header", 1, || std::str::from_utf8(black_box(HEADER.as_bytes())).is_ok())
        .measure("find names and values", 1, || black_box(HEADER).split('"').map(str::len).sum::<usize>())
        .measure("read Created", 1, || Dialect::PENNEO.read_created(black_box("2026-03-14T10:00:00.000Z")))
        .measure("base64 to 20 bytes", 1, || decode("quR/EWLAV4xLf9Zqyw4pDmfV9OY="))
        .measure("base64 to 16 bytes", 1, || decode("MDEyMzQ1Njc4OWFiY2RlZg=="))
        .measure("look up the username", 1, move || names.contains_key(black_box("penneo12")))
        .measure("SHA-1 of 72 bytes, two blocks", 1, sha1_two_blocks)
        .measure("compare in constant time", 1, || {
            constant_time_eq::constant_time_eq_32(&black_box([7; 32]), &black_box([7; 32]))
        })
        .measure("keyed hash of the username", 1, || claimant_keys.hash_one(black_box("penneo12")))
        .measure("3 claims: keyed hash, lock, look, write", 3, move || {
            claim = claim.wrapping_add(1);
            let fingerprint = keys.hash_one(black_box([claim, claim, claim]));
            let place = usize::try_from(fingerprint % 4096).unwrap_or(0);
            table.lock().is_ok_and(|mut table| {
                let bucket = &mut table[place];
                let seen = bucket.iter().fold(false, |seen, &other| seen | (other == fingerprint));
                bucket[place % 16] = fingerprint;
                seen
            })
        })
        .measure("the identity's username", 1, || black_box("penneo12").to_owned())
}

fn encode(bytes: &[u8]) -> [u8; 28] {
    let mut text = [0; 28];
    let _ = STANDARD.encode_slice(bytes, &mut text);
    text
}

fn decode(text: &str) -> [u8; 24] {
    let mut bytes = [0; 24];
    let _ = STANDARD.decode_slice(black_box(text), &mut bytes);
    bytes
}

/// Nonce, Created and secret put together and compressed in one call.
fn sha1_two_blocks() -> [u32; 5] {
    let mut state = [1, 2, 3, 4, 5];
    let mut blocks = [[0; 64]; 2];
    append(&mut blocks, [&black_box([7; 16]), &black_box([7; 24]), &black_box([7; 32])]);
    sha1::block_api::compress(&mut state, &blocks);
    state
}

fn append(blocks: &mut [[u8; 64]], parts: [&[u8]; 3]) {
    let blocks = blocks.as_flattened_mut();
    let mut len = 0;
    for part in black_box(parts) {
        blocks[len..len + part.len()].copy_from_slice(part);
        len += part.len();
    }
}

fn append_header() -> String {
    let mut header = String::with_capacity(HEADER.len());
    for part in black_box([&HEADER[..24], &HEADER[24..32], &HEADER[32..51], &HEADER[51..80], &HEADER[80..]]) {
        header.push_str(part);
    }
    header
}

/// Milliseconds since 1970 as `2026-03-14T10:00:00.000Z`, by the calendar of `chrono`.
fn created_text(millis: i64) -> [u8; 24] {
    use chrono::{DateTime, Datelike, Timelike};
    let time = DateTime::from_timestamp_millis(millis).unwrap_or_default();
    let mut text = *b"2000-00-00T00:00:00.000Z";
    let year = u32::try_from(time.year()).unwrap_or(0) % 100;
    let fields = [
        (2, year),
        (5, time.month()),
        (8, time.day()),
        (11, time.hour()),
        (14, time.minute()),
        (17, time.second()),
    ];
    for (place, number) in fields {
        text[place] = b'0' + u8::try_from(number / 10).unwrap_or(0);
        text[place + 1] = b'0' + u8::try_from(number % 10).unwrap_or(0);
    }
    text
}
