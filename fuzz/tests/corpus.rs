//! Runs every input of `corpus-small/`, and some thousand changes of each, through its target: what `cargo fuzz`
//! does, in short and on stable.

use std::path::Path;

/// Changes of each input. `XWSSE_FUZZ_CHANGES` in the environment sets another number.
fn changes() -> u64 {
    let set = std::env::var("XWSSE_FUZZ_CHANGES").ok().and_then(|number| number.parse().ok());
    set.unwrap_or(200)
}

macro_rules! targets {
    ($($target:ident)*) => {
        $(#[test] fn $target() { run(stringify!($target), xwsse_fuzz::$target); })*

        #[test]
        fn every_target_is_run() {
            let names: Vec<_> = xwsse_fuzz::TARGETS.iter().map(|(name, _)| *name).collect();
            assert_eq!(names, [$(stringify!($target)),*]);
        }
    };
}

targets! { header created nonce digest dialect explain signed store }

fn run(name: &str, target: fn(&[u8])) {
    let file = Path::new(env!("CARGO_MANIFEST_DIR")).join(format!("corpus-small/{name}.jsonl"));
    let lines = std::fs::read_to_string(&file).expect("a corpus");
    let inputs: Vec<Vec<u8>> = lines.lines().map(input_of).collect();
    assert!(inputs.len() >= 10, "{} has {} inputs", file.display(), inputs.len());
    let mut dice = Dice(1);
    for input in &inputs {
        target(input);
        for _ in 0..changes() {
            target(&changed(input, &inputs, &mut dice));
        }
    }
}

/// A line of the corpus: a string of JSON whose characters are bytes.
fn input_of(line: &str) -> Vec<u8> {
    let text: String = serde_json::from_str(line).expect("a string");
    text.chars().map(|byte| u8::try_from(byte).expect("a byte")).collect()
}

/// The same numbers in every run.
struct Dice(u64);

impl Dice {
    fn below(&mut self, end: usize) -> usize {
        // xorshift64
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        (self.0 >> 16) as usize % end.max(1)
    }
}

fn changed(input: &[u8], others: &[Vec<u8>], dice: &mut Dice) -> Vec<u8> {
    let mut bytes = input.to_vec();
    for _ in 0..=dice.below(4) {
        let at = dice.below(bytes.len() + 1);
        match dice.below(6) {
            0 if at < bytes.len() => bytes[at] ^= 1 << dice.below(8),
            1 if at < bytes.len() => bytes[at] = dice.below(256) as u8,
            2 if at < bytes.len() => drop(bytes.remove(at)),
            3 => bytes.insert(at, b"\"=, :Z\\\n09+-%$"[dice.below(14)]),
            4 => bytes.truncate(at),
            _ => {
                let other = &others[dice.below(others.len())];
                let from = dice.below(other.len());
                let piece = &other[from..(from + dice.below(32)).min(other.len())];
                bytes.splice(at..at, piece.iter().copied());
            }
        }
    }
    bytes
}
