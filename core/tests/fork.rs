//! E5: a process that forks after its first signature never repeats a nonce.
//!
//! It has no test harness, because only a process with one thread may fork and go on as if nothing was.

#[cfg(unix)]
fn main() {
    unix::a_parent_and_its_children_never_share_a_nonce();
    println!("test a_parent_and_its_children_never_share_a_nonce ... ok");
}

#[cfg(not(unix))]
fn main() {}

#[cfg(unix)]
mod unix {
    #![allow(clippy::unwrap_used, reason = "a test that cannot go on must fail")]

    use fork::{Fork, fork, waitpid};
    use std::collections::HashSet;
    use std::io::{PipeReader, Read, Write, pipe};
    use xwsse::Signer;

    const CHILDREN: usize = 4;
    const TOKENS: usize = 1_000;

    pub(super) fn a_parent_and_its_children_never_share_a_nonce() {
        let signer = Signer::new("user", "s3cr3t").unwrap();
        let warm_up = signer.sign().unwrap();

        let children: Vec<_> = (0..CHILDREN).map(|_| child_that_signs(&signer)).collect();
        let mut all = vec![warm_up.nonce().to_owned()];
        all.extend(nonces(&signer).lines().map(str::to_owned));
        for (child, mut nonces_of_child) in children {
            let mut text = String::new();
            nonces_of_child.read_to_string(&mut text).unwrap();
            assert_eq!(waitpid(child).unwrap(), 0, "a child failed");
            all.extend(text.lines().map(str::to_owned));
        }

        assert_eq!(all.len(), 1 + (1 + CHILDREN) * TOKENS);
        let distinct: HashSet<_> = all.iter().collect();
        assert_eq!(distinct.len(), all.len(), "a nonce was drawn twice");
    }

    /// Half of them one by one, half of them together: a line each.
    fn nonces(signer: &Signer) -> String {
        let mut tokens = signer.sign_many(TOKENS / 2).unwrap();
        tokens.extend((0..TOKENS / 2).map(|_| signer.sign().unwrap()));
        tokens.iter().flat_map(|token| [token.nonce(), "\n"]).collect()
    }

    /// A child's process id, and what it writes. A pipe takes all of it without a reader.
    fn child_that_signs(signer: &Signer) -> (i32, PipeReader) {
        let (reader, mut writer) = pipe().unwrap();
        match fork().unwrap() {
            Fork::Parent(child) => (child, reader),
            Fork::Child => {
                let written = writer.write_all(nonces(signer).as_bytes());
                std::process::exit(i32::from(written.is_err()))
            }
        }
    }
}
