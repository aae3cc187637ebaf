//! E6: the bytes of a secret are gone from the memory of the process once it is dropped.
//!
//! The search reads all writable memory of the process, the heap with what was given back to it included.
//! The canary is random and kept as two halves, so that the test itself does not hold it. There is no
//! test harness, because the stacks of its threads would be most of what there is to search.

#[cfg(target_os = "linux")]
fn main() {
    linux::a_dropped_secret_leaves_no_bytes();
    linux::a_dropped_clone_leaves_no_bytes_and_takes_none_from_the_others();
    linux::a_dropped_signer_leaves_no_bytes();
    linux::a_builder_that_fails_leaves_no_bytes();
    linux::a_dropped_verifier_and_its_map_leave_no_bytes();
    println!("test secrets_leave_no_bytes ... ok");
}

#[cfg(not(target_os = "linux"))]
fn main() {}

#[cfg(target_os = "linux")]
mod linux {
    #![allow(clippy::unwrap_used, reason = "a test that cannot go on must fail")]

    use std::collections::HashMap;
    use std::fs::{File, read_to_string};
    use std::hint::black_box;
    use std::io::Read;
    use std::ops::Range;
    use std::os::unix::fs::FileExt;
    use xwsse::{MemoryReplayStore, Secret, Signer, Utc, Verifier};
    use zeroize::Zeroize;

    /// As long as a secret that is hashed in one buffer, and as one that is not.
    const LENGTHS: [usize; 2] = [48, 200];

    pub(super) fn a_dropped_secret_leaves_no_bytes() {
        for len in LENGTHS {
            assert_gone(len, Canary::secret, |_| ());
        }
    }

    pub(super) fn a_dropped_clone_leaves_no_bytes_and_takes_none_from_the_others() {
        let canary = Canary::new(48);
        let secret = canary.secret();
        drop(secret.clone());
        assert!(canary.is_in_memory());
        let clones = vec![secret.clone(); 100];
        drop(secret);
        assert!(canary.is_in_memory());
        drop(clones);
        assert!(!canary.is_in_memory());
    }

    pub(super) fn a_dropped_signer_leaves_no_bytes() {
        for len in LENGTHS {
            let signer = |canary: &Canary| canary.reveal(|clear| Signer::new("user", clear).unwrap());
            assert_gone(len, signer, |signer| {
                drop(signer.clone());
                signer.sign_many(100).unwrap();
            });
        }
    }

    pub(super) fn a_builder_that_fails_leaves_no_bytes() {
        let canary = Canary::new(48);
        let builder = canary.reveal(|clear| Signer::builder("", clear));
        assert!(canary.is_in_memory());
        assert!(builder.build().is_err());
        assert!(!canary.is_in_memory());
    }

    pub(super) fn a_dropped_verifier_and_its_map_leave_no_bytes() {
        for len in LENGTHS {
            let verifier = |canary: &Canary| {
                // The map and the lists grow, and so move what they hold.
                let mut secrets = HashMap::new();
                for number in 0..100 {
                    secrets
                        .entry(format!("user{}", number % 20))
                        .or_insert_with(Vec::new)
                        .push(canary.secret());
                }
                Verifier::new(secrets, MemoryReplayStore::with_capacity(10))
            };
            let token = Signer::new("user7", "another").unwrap().sign().unwrap();
            assert_gone(len, verifier, |verifier| {
                assert!(verifier.authenticate([token.header()], Utc::now()).is_err());
            });
        }
    }

    /// The canary is in memory while its holder lives and is used, and is not once that is dropped.
    fn assert_gone<H>(len: usize, hold: impl FnOnce(&Canary) -> H, make_use: impl FnOnce(&H)) {
        let canary = Canary::new(len);
        assert!(!canary.is_in_memory(), "before");
        let holder = hold(&canary);
        assert!(canary.is_in_memory(), "while it lives");
        make_use(&holder);
        drop(holder);
        overwrite_stack();
        assert!(!canary.is_in_memory(), "after {len} bytes were dropped");
    }

    /// A hash without optimization leaves on the stack what it had in registers, until other calls need it.
    #[inline(never)]
    fn overwrite_stack() {
        black_box(&mut [0xaa_u8; 1 << 16]);
    }

    /// Random bytes that are the exclusive or of two halves.
    struct Canary([Vec<u8>; 2]);

    impl Canary {
        /// So many bytes in a row are a trace of it.
        const PIECE: usize = 8;

        fn new(len: usize) -> Self {
            let mut random = File::open("/dev/urandom").unwrap();
            Self([(); 2].map(|()| {
                let mut half = vec![0; len];
                random.read_exact(&mut half).unwrap();
                half
            }))
        }

        fn secret(&self) -> Secret {
            self.reveal(|clear| Secret::new(clear).unwrap())
        }

        /// Lends the clear bytes, and clears them.
        fn reveal<T>(&self, lend: impl FnOnce(&[u8]) -> T) -> T {
            let mut clear: Vec<u8> = self.0[0].iter().zip(&self.0[1]).map(|(a, b)| a ^ b).collect();
            let result = lend(&clear);
            clear.zeroize();
            result
        }

        fn is_in_memory(&self) -> bool {
            let memory = File::open("/proc/self/mem").unwrap();
            let mut buffer = vec![0; 1 << 16];
            let found =
                writable_mappings().into_iter().any(|mapping| self.is_in(&memory, mapping, &mut buffer));
            buffer.zeroize();
            found
        }

        fn is_in(&self, memory: &File, mapping: Range<u64>, buffer: &mut [u8]) -> bool {
            let mut at = mapping.start;
            while at < mapping.end {
                // Cleared, so that this memory never shows what was read before from other memory.
                buffer.zeroize();
                let wanted = buffer.len().min(usize::try_from(mapping.end - at).unwrap());
                // Another thread may have given the mapping back.
                let Ok(len) = memory.read_at(&mut buffer[..wanted], at) else { return false };
                if self.is_within(&buffer[..len]) {
                    return true;
                }
                // The next read begins early enough for a piece that lies across the edge.
                let end = at + len as u64;
                at = if end < mapping.end { end - Self::PIECE as u64 } else { end };
            }
            false
        }

        /// Looks for the canary's pieces without putting one together.
        fn is_within(&self, memory: &[u8]) -> bool {
            let pieces = || self.0[0].chunks_exact(Self::PIECE).zip(self.0[1].chunks_exact(Self::PIECE));
            let is_piece = |bytes: &[u8], (a, b): (&[u8], &[u8])| {
                bytes[0] ^ a[0] == b[0] && bytes.iter().zip(a).zip(b).all(|((byte, a), b)| byte ^ a == *b)
            };
            memory.windows(Self::PIECE).any(|bytes| pieces().any(|piece| is_piece(bytes, piece)))
        }
    }

    fn writable_mappings() -> Vec<Range<u64>> {
        let maps = read_to_string("/proc/self/maps").unwrap();
        let writable = maps.lines().filter(|line| line.split(' ').nth(1).unwrap().starts_with("rw"));
        let range = |line: &str| {
            let (start, rest) = line.split_once('-').unwrap();
            let end = rest.split(' ').next().unwrap();
            u64::from_str_radix(start, 16).unwrap()..u64::from_str_radix(end, 16).unwrap()
        };
        writable.map(range).collect()
    }
}
