//! What holds for all inputs, tried on random ones.

use crate::common::{BASE, SECRET, USER, base_time, base_verifier};
use chrono::{FixedOffset, SubsecRound};
use proptest::array::uniform3;
use proptest::collection::vec;
use proptest::prelude::*;
use proptest::sample::{Index, select};
use std::collections::HashMap;
use std::ops::Range;
use std::time::Duration;
use xwsse::{
    Candidate, ClaimKind, ClaimOutcome, DateTime, Dialect, DigestEncoding, Hash, MemoryReplayStore,
    NonceMode, Precision, Rejection, ReplayStore, SchemeWord, Secret, Signer, UsernameToken, Utc, Verifier,
    Window, explain,
};

/// So many cases, and more in proportion where the environment sets `PROPTEST_CASES` above its 256.
fn config(cases: u32) -> ProptestConfig {
    let default = ProptestConfig::default();
    ProptestConfig { cases: cases * default.cases / 256, failure_persistence: None, ..default }
}

/// Any dialect that a text can say, and whose nonce has room for what a signer draws.
fn any_dialect() -> impl Strategy<Value = Dialect> {
    let seconds = || (0_u64..=31_622_399, prop_oneof![Just(0), 0_u32..1_000_000_000]);
    let window = (seconds(), seconds()).prop_map(|((age, age_nanos), (future, future_nanos))| {
        Window::new(Duration::new(age, age_nanos), Duration::new(future, future_nanos))
    });
    let forms = (
        select(vec![NonceMode::Raw, NonceMode::Letters, NonceMode::Text]),
        select(vec![Hash::Sha1, Hash::Sha256]),
        select(vec![DigestEncoding::Base64, DigestEncoding::Base64Hex]),
        select(vec![Precision::Seconds, Precision::Millis, Precision::Micros, Precision::Nanos]),
        select(vec![SchemeWord::Required, SchemeWord::Optional, SchemeWord::Twice]),
    );
    let preset = select(Dialect::PRESETS.to_vec());
    let changed = (preset.clone(), forms, any::<[bool; 4]>(), window, 88_usize..=256);
    let changed = changed.prop_map(|(mut dialect, forms, flags, window, max_nonce_len)| {
        (dialect.nonce, dialect.hash, dialect.digest, dialect.created, dialect.scheme_word) = forms;
        [dialect.accept_offset, dialect.accept_rfc2822, dialect.unique_nonce, dialect.unique_created] = flags;
        (dialect.window, dialect.max_nonce_len) = (window, max_nonce_len);
        dialect
    });
    prop_oneof![preset, changed]
}

/// A time that Created can say, whatever the precision.
fn any_time() -> impl Strategy<Value = DateTime<Utc>> {
    let (first, last) = (-9_000_000_000_i64, 9_000_000_000_i64);
    (first..last, 0_u32..1_000_000_000)
        .prop_map(|(unix, nanos)| DateTime::from_timestamp(unix, nanos).unwrap())
}

/// A username that a signer takes.
fn any_username() -> impl Strategy<Value = String> {
    "[ !#-\\[\\]-~]{1,256}"
}

fn any_secret() -> impl Strategy<Value = Vec<u8>> {
    prop_oneof![vec(any::<u8>(), 1..64), vec(any::<u8>(), 1..512)]
}

/// A fresh token of these values, signed at this time.
fn signed(dialect: Dialect, username: &str, secret: &[u8], time: DateTime<Utc>) -> UsernameToken {
    Signer::builder(username, secret).dialect(dialect).clock(move || time).build().unwrap().sign().unwrap()
}

/// Where the names and the scheme word stand in a token's header: their case does not matter.
fn caseless(token: &UsernameToken) -> Vec<Range<usize>> {
    let mut at = "UsernameToken ".len();
    let mut ranges: Vec<_> = std::iter::once(0..at - 1).collect();
    for (name, value) in named_values(token) {
        ranges.push(at..at + name.len());
        at += name.len() + "=\"".len() + value.len() + "\", ".len();
    }
    ranges
}

fn named_values(token: &UsernameToken) -> [(&'static str, &str); 4] {
    [
        ("Username", token.username()),
        ("PasswordDigest", token.password_digest()),
        ("Nonce", token.nonce()),
        ("Created", token.created()),
    ]
}

proptest! {
    #![proptest_config(config(512))]

    #[test]
    fn what_is_signed_verifies_exactly_once(
        dialect in any_dialect(),
        username in any_username(),
        secret in any_secret(),
        time in any_time(),
        place: u64,
    ) {
        let token = signed(dialect, &username, &secret, time);
        let created = dialect.read_created(token.created()).unwrap();
        let span = dialect.window.max_age + dialect.window.max_future;
        let oldest = created - dialect.window.max_future;
        let place = Duration::from_nanos(place).as_nanos() % (span.as_nanos() + 1);
        let now = oldest + Duration::from_nanos(place.try_into().unwrap());
        let secrets = HashMap::from([(username.clone(), [Secret::new(&secret).unwrap()])]);
        let verifier =
            Verifier::new(secrets, MemoryReplayStore::with_capacity(10)).with_dialect(dialect);

        let identity = verifier.verify_at([token.header()], now).unwrap();
        prop_assert_eq!(identity.username(), &username);
        prop_assert_eq!(identity.created(), created);
        prop_assert_eq!(identity.dialect(), dialect.name);
        for again in [oldest, now, oldest + span] {
            prop_assert_eq!(verifier.verify_at([token.header()], again), Err(Rejection::Replayed));
        }
    }

    #[test]
    fn a_header_comes_back_from_its_token(
        username in "[^\"\\\\\\p{Cc}]{1,60}",
        [digest, nonce, created] in uniform3("[^\"\\\\\\p{Cc}]{1,100}"),
    ) {
        let header = format!(
            r#"UsernameToken Username="{username}", PasswordDigest="{digest}", Nonce="{nonce}", Created="{created}""#
        );
        let token: UsernameToken = header.parse().unwrap();
        prop_assert_eq!(token.username(), username);
        prop_assert_eq!(token.password_digest(), digest);
        prop_assert_eq!(token.nonce(), nonce);
        prop_assert_eq!(token.created(), created);
        prop_assert_eq!(token.to_string(), header);
    }

    #[test]
    fn a_token_comes_back_from_its_header(
        dialect in any_dialect(),
        username in any_username(),
        secret in any_secret(),
        time in any_time(),
    ) {
        let token = signed(dialect, &username, &secret, time);
        let parsed: UsernameToken = token.header().parse().unwrap();
        prop_assert_eq!(named_values(&parsed), named_values(&token));
        prop_assert_eq!(parsed.to_string(), token.to_string());
    }

    #[test]
    fn order_spacing_and_the_case_of_names_do_not_matter(
        order in Just([0, 1, 2, 3]).prop_shuffle(),
        mut spaces in vec("[ \t]{0,3}", 17),
        upper: [bool; 5],
    ) {
        let token: UsernameToken = BASE.parse().unwrap();
        let mut space = || spaces.pop().unwrap();
        let cased = |name: &str, upper| if upper { name.to_uppercase() } else { name.to_lowercase() };
        let parameters = order.map(|at: usize| {
            let (name, value) = named_values(&token)[at];
            format!("{}{}{}={}\"{value}\"", space(), cased(name, upper[at]), space(), space()) + &space()
        });
        let header = format!("{}{} {}", space(), cased("UsernameToken", upper[4]), parameters.join(","));
        prop_assert_eq!(header.parse(), Ok(token));
        let verifier = base_verifier(Dialect::PENNEO);
        prop_assert!(verifier.verify_at([&header], base_time()).is_ok());
        prop_assert_eq!(verifier.verify_at([BASE], base_time()), Err(Rejection::Replayed));
    }
}

proptest! {
    // Each case tries some 2,000 headers.
    #![proptest_config(config(16))]

    #[test]
    fn a_header_with_any_one_bit_flipped_is_refused_or_differs_in_the_case_of_a_name(
        mut dialect in any_dialect(),
        username in "[ !#-\\[\\]-~]{1,20}",
        time in any_time(),
    ) {
        dialect.max_nonce_len = 88;
        let token = signed(dialect, &username, SECRET.as_bytes(), time);
        let now = dialect.read_created(token.created()).unwrap();
        let secrets = HashMap::from([(username.clone(), [Secret::new(SECRET).unwrap()])]);
        let verifier = Verifier::new(secrets, MemoryReplayStore::with_capacity(1)).with_dialect(dialect);
        let caseless = caseless(&token);
        for bit in 0..token.header().len() * 8 {
            let (at, mask) = (bit / 8, 1 << (bit % 8));
            let mut header = token.header().as_bytes().to_vec();
            header[at] ^= mask;
            let same = mask == b' ' && caseless.iter().any(|name| name.contains(&at));
            let accepted = verifier.authenticate([&header], now).is_ok();
            prop_assert_eq!(accepted, same, "{} {:#x} {}", at, mask, token);
        }
    }
}

/// The dialects of all four settings of `accept`.
fn accept_modes() -> [Dialect; 4] {
    ["strict", "offset", "rfc2822", "offset+rfc2822"]
        .map(|accept| format!("penneo,accept={accept}").parse().unwrap())
}

/// How a Created can be written.
#[derive(Debug, Clone, Copy)]
enum Form {
    Utc { decimals: usize },
    Offset { decimals: usize, minutes: i32 },
    Rfc2822 { minutes: i32 },
}

impl Form {
    fn any() -> impl Strategy<Value = Self> {
        prop_oneof![
            (0_usize..=9).prop_map(|decimals| Self::Utc { decimals }),
            (0_usize..=9, -840..=840).prop_map(|(decimals, minutes)| Self::Offset { decimals, minutes }),
            (-840..=840).prop_map(|minutes| Self::Rfc2822 { minutes }),
        ]
    }

    /// The text, and the instant that it says.
    fn write(self, time: DateTime<Utc>) -> (String, DateTime<Utc>) {
        let (decimals, minutes) = match self {
            Self::Utc { decimals } => (decimals, 0),
            Self::Offset { decimals, minutes } => (decimals, minutes),
            Self::Rfc2822 { minutes } => (0, minutes),
        };
        let fraction = &format!(".{:09}", time.timestamp_subsec_nanos())[..=decimals];
        let fraction = if decimals == 0 { "" } else { fraction };
        let local = time.with_timezone(&FixedOffset::east_opt(minutes * 60).unwrap());
        let text = match self {
            Self::Utc { .. } => format!("{}{fraction}Z", local.format("%Y-%m-%dT%H:%M:%S")),
            Self::Offset { .. } => {
                format!("{}{fraction}{}", local.format("%Y-%m-%dT%H:%M:%S"), local.format("%:z"))
            }
            Self::Rfc2822 { .. } => local.format("%a, %d %b %Y %H:%M:%S %z").to_string(),
        };
        (text, time.trunc_subsecs(decimals.try_into().unwrap()))
    }

    fn is_taken_by(self, dialect: &Dialect) -> bool {
        match self {
            Self::Utc { .. } => true,
            Self::Offset { .. } => dialect.accept_offset,
            Self::Rfc2822 { .. } => dialect.accept_rfc2822,
        }
    }
}

/// One character replaced, put in, or taken out.
#[derive(Debug, Clone)]
enum Slip {
    Replace(Index, char),
    Insert(Index, char),
    Remove(Index),
}

impl Slip {
    fn any() -> impl Strategy<Value = Self> {
        let letter = || prop_oneof![4 => proptest::char::range('0', '9'), 1 => select(LETTERS.chars().collect::<Vec<_>>())];
        prop_oneof![
            6 => (any::<Index>(), letter()).prop_map(|(at, letter)| Self::Replace(at, letter)),
            1 => (any::<Index>(), letter()).prop_map(|(at, letter)| Self::Insert(at, letter)),
            1 => any::<Index>().prop_map(Self::Remove),
        ]
    }

    fn apply(&self, text: &str) -> String {
        let mut letters: Vec<_> = text.chars().collect();
        match self {
            _ if letters.is_empty() => {}
            Self::Replace(at, letter) => *at.get_mut(&mut letters) = *letter,
            Self::Insert(at, letter) => letters.insert(at.index(letters.len()), *letter),
            Self::Remove(at) => drop(letters.remove(at.index(letters.len()))),
        }
        letters.into_iter().collect()
    }
}

/// What date parsers differ about.
const LETTERS: &str = "-+:.,_TZtz GMTUJanFebMrpyulgSOctNvDthWdi\u{2212}\u{ff11}\u{661}\n\0";

proptest! {
    #![proptest_config(config(256))]

    #[test]
    fn no_part_and_no_extension_of_a_created_is_a_created(form in Form::any(), time in any_time()) {
        let (text, instant) = form.write(time);
        for dialect in accept_modes() {
            let expected = if form.is_taken_by(&dialect) { Ok(instant) } else { Err(Rejection::CreatedInvalid) };
            prop_assert_eq!(dialect.read_created(&text), expected);
            for at in 1..text.len() {
                let (prefix, suffix) = text.split_at(at);
                prop_assert!(dialect.read_created(prefix).is_err(), "{}", prefix);
                prop_assert!(dialect.read_created(suffix).is_err(), "{}", suffix);
            }
            for letter in (0..128).map(char::from) {
                prop_assert!(dialect.read_created(&format!("{letter}{text}")).is_err(), "{:?}", letter);
                prop_assert!(dialect.read_created(&format!("{text}{letter}")).is_err(), "{:?}", letter);
            }
            prop_assert!(dialect.read_created(&text.repeat(2)).is_err());
        }
    }
}

proptest! {
    #![proptest_config(config(4096))]

    #[test]
    fn a_created_that_is_taken_is_the_same_instant_to_chrono(
        form in Form::any(),
        time in any_time(),
        slips in vec(Slip::any(), 0..3),
    ) {
        let [.., lenient] = accept_modes();
        let text = slips.iter().fold(form.write(time).0, |text, slip| slip.apply(&text));
        if let Ok(instant) = lenient.read_created(&text) {
            let by_chrono = DateTime::parse_from_rfc3339(&text).or(DateTime::parse_from_rfc2822(&text));
            prop_assert_eq!(by_chrono.map(|time| time.to_utc()), Ok(instant), "{}", text);
        } else {
            prop_assert!(!slips.is_empty(), "{} is refused", text);
        }
    }
}

/// Text that comes near the grammar of a header.
fn header_like() -> impl Strategy<Value = Vec<u8>> {
    let piece = select(vec![
        "UsernameToken ",
        "Username",
        "PasswordDigest",
        "Nonce",
        "Created",
        "=",
        "\"",
        "\"\"",
        ",",
        " ",
        "\t",
        "\\",
        "YWJjZA==",
        "IAi+AjzrFAdVY2bqeCpaDzzKE6U=",
        "2026-03-14T10:00:00Z",
        "user",
        "\u{e9}",
        "\u{1F511}",
        "X-WSSE: ",
        "\r\n",
        "\n",
        "Date: Sat, 14 Mar 2026 10:00:00 GMT",
        "-H '",
        "'",
    ]);
    let part = prop_oneof![
        8 => piece.prop_map(|piece| piece.as_bytes().to_vec()),
        1 => vec(any::<u8>(), 0..8),
    ];
    vec(part, 0..40).prop_map(|parts| parts.concat())
}

/// The base vector with some of its bytes replaced.
fn nearly_a_header() -> impl Strategy<Value = Vec<u8>> {
    vec((any::<Index>(), any::<u8>()), 0..4).prop_map(|slips| {
        let mut header = BASE.as_bytes().to_vec();
        slips.into_iter().for_each(|(at, byte)| *at.get_mut(&mut header) = byte);
        header
    })
}

proptest! {
    #![proptest_config(config(1024))]

    #[test]
    fn no_bytes_make_a_reader_panic(
        bytes in prop_oneof![header_like(), nearly_a_header(), vec(any::<u8>(), 0..5000)],
        dialect in any_dialect(),
        ignore_unknown: bool,
    ) {
        let secret = Secret::new(SECRET).unwrap();
        let mut dialect = dialect;
        dialect.ignore_unknown = ignore_unknown;
        if let Ok(candidate) = Candidate::read(&dialect, [&bytes], base_time()) {
            let _ = candidate.authenticate(&vec![secret.clone()].into());
        }
        let _ = explain(&bytes, &dialect, Some(&secret), base_time()).to_string();
        let _ = explain(&bytes, &dialect, None, base_time()).to_string();
        let text = String::from_utf8_lossy(&bytes);
        if let Ok(token) = text.parse::<UsernameToken>() {
            prop_assert_eq!(token.to_string().parse(), Ok(token));
        }
        let _ = (text.parse::<Dialect>(), dialect.read_created(&text));
        let _ = Signer::new(USER, SECRET).unwrap().learn_clock_offset(&text);
        let _ = xwsse::challenge(&text);
    }

    #[test]
    fn a_dialect_comes_back_from_its_text(dialect in any_dialect()) {
        prop_assert_eq!(dialect.to_string().parse(), Ok(dialect));
    }

    #[test]
    fn a_text_that_is_a_dialect_prints_as_the_same_dialect(
        preset in select(Dialect::PRESETS.map(|preset| preset.name).to_vec()),
        changes in vec((select(KEYS.to_vec()), select(VALUES.to_vec())), 0..4),
    ) {
        let changes = changes.iter().map(|(key, value)| format!(",{key}={value}"));
        let text = changes.fold(preset.to_owned(), |text, change| text + &change);
        if let Ok(dialect) = text.parse::<Dialect>() {
            prop_assert_eq!(dialect.to_string().parse(), Ok(dialect));
            prop_assert_eq!(dialect.name, preset);
        }
    }
}

const KEYS: [&str; 10] =
    ["nonce", "hash", "digest", "created", "accept", "max_age", "max_future", "max_nonce", "unique", "word"];
const VALUES: [&str; 24] = [
    "raw",
    "letters",
    "text",
    "sha1",
    "sha256",
    "base64",
    "base64hex",
    "seconds",
    "millis",
    "micros",
    "nanos",
    "strict",
    "offset",
    "rfc2822",
    "offset+rfc2822",
    "none",
    "nonce",
    "created",
    "nonce+created",
    "required",
    "optional",
    "twice",
    "007.250",
    "256",
];

/// Any time of the calendar, its ends among them.
fn extreme_time() -> impl Strategy<Value = DateTime<Utc>> {
    let (first, last) = (DateTime::<Utc>::MIN_UTC, DateTime::<Utc>::MAX_UTC);
    let between = (first.timestamp()..last.timestamp(), 0_u32..1_000_000_000);
    prop_oneof![
        Just(first),
        Just(last),
        any_time(),
        between.prop_map(|(unix, nanos)| DateTime::from_timestamp(unix, nanos).unwrap()),
    ]
}

fn extreme_duration() -> impl Strategy<Value = Duration> {
    prop_oneof![
        Just(Duration::ZERO),
        Just(Duration::from_nanos(1)),
        Just(Duration::MAX),
        any::<u32>().prop_map(|seconds| Duration::from_secs(seconds.into())),
        (any::<u64>(), 0_u32..1_000_000_000).prop_map(|(seconds, nanos)| Duration::new(seconds, nanos)),
    ]
}

fn extreme_window() -> impl Strategy<Value = Window> {
    (extreme_duration(), extreme_duration())
        .prop_map(|(max_age, max_future)| Window::new(max_age, max_future))
}

/// Nanoseconds since 1970; 128 bits have room for every time.
fn nanos(time: DateTime<Utc>) -> i128 {
    i128::from(time.timestamp()) * 1_000_000_000 + i128::from(time.timestamp_subsec_nanos())
}

proptest! {
    #![proptest_config(config(2048))]

    #[test]
    fn the_window_is_exact_for_all_times_and_durations(
        window in extreme_window(),
        created in extreme_time(),
        now in extreme_time(),
    ) {
        let age = nanos(now) - nanos(created);
        let expected = if age > 0 && age.unsigned_abs() > window.max_age.as_nanos() {
            Err(Rejection::CreatedStale)
        } else if age < 0 && age.unsigned_abs() > window.max_future.as_nanos() {
            Err(Rejection::CreatedInFuture)
        } else {
            Ok(())
        };
        prop_assert_eq!(window.check(created, now), expected);
    }

    #[test]
    fn a_claim_is_kept_for_as_long_as_its_token_can_pass(
        window in extreme_window(),
        time in any_time(),
        now in extreme_time(),
    ) {
        let mut dialect = Dialect::PENNEO;
        dialect.window = window;
        let token = signed(dialect, USER, SECRET.as_bytes(), time);
        let verifier = base_verifier(dialect);
        if let Ok(authenticated) = verifier.authenticate([token.header()], now) {
            let claims = authenticated.claims();
            prop_assert!(claims.keep_until() >= now);
            let remaining = (claims.keep_until() - now).to_std().unwrap();
            prop_assert!(claims.keep_for() >= remaining);
            prop_assert_eq!(verifier.store().claim(claims, now), ClaimOutcome::First);
            prop_assert_eq!(verifier.store().claim(claims, now), ClaimOutcome::Seen(ClaimKind::Digest));
        }
    }
}
