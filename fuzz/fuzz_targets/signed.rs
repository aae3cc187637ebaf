#![no_main]

libfuzzer_sys::fuzz_target!(|input: &[u8]| xwsse_fuzz::signed(input));
