//! Bytes that should stay private: read whole, bounded, and overwritten after use.

use std::fs::{File, Metadata};
use std::io::{self, Read};
use std::path::Path;

use anyhow::{Result, anyhow, bail};
use zeroize::Zeroizing;

const MAX_LEN: usize = 1 << 20;

/// Reads a file, unless others can read or change it.
pub(crate) fn read_file(path: &Path, allow_open: bool) -> Result<Zeroizing<Vec<u8>>> {
    let shown = path.display();
    let file =
        File::open(path).map_err(|error| anyhow!("{shown} cannot be opened ({error}); check the path"))?;
    let metadata = file.metadata()?;
    let bytes = read(file).map_err(|error| anyhow!("{shown} cannot be read ({error}); give another file"))?;
    if let Some(Exposed { problem, command }) = exposed(&metadata).filter(|_| !allow_open) {
        bail!("{problem} {shown}; run `{command}` on it, or pass --allow-open-secret-file");
    }
    Ok(bytes)
}

/// Reads standard input to its end.
pub(crate) fn read_stdin() -> Result<Zeroizing<Vec<u8>>> {
    read(io::stdin().lock()).map_err(|error| anyhow!("standard input cannot be read ({error}); give a file"))
}

/// Reads to the end, into a buffer that never moves and so leaves no copy behind.
fn read(source: impl Read) -> Result<Zeroizing<Vec<u8>>> {
    let mut bytes = Zeroizing::new(Vec::with_capacity(MAX_LEN + 64));
    source.take(MAX_LEN as u64 + 1).read_to_end(&mut bytes)?;
    if bytes.len() > MAX_LEN {
        bail!("it is longer than a mebibyte");
    }
    Ok(bytes)
}

/// How others come at a file, and what mends it.
#[derive(Debug, PartialEq, Eq)]
struct Exposed {
    problem: &'static str,
    command: &'static str,
}

/// Asked of the open file, so that the path cannot lead elsewhere in between.
#[cfg(unix)]
fn exposed(file: &Metadata) -> Option<Exposed> {
    use std::os::unix::fs::MetadataExt;
    exposed_to(rustix::process::geteuid().as_raw(), file.uid(), file.mode())
}

/// Permissions of this kind are for Unix only.
#[cfg(not(unix))]
fn exposed(_: &Metadata) -> Option<Exposed> {
    None
}

/// Who owns a file can change its mode at any time; the system's own user can do that anyway.
#[cfg(unix)]
fn exposed_to(me: u32, owner: u32, mode: u32) -> Option<Exposed> {
    if mode & 0o066 != 0 {
        return Some(Exposed { problem: "other users can read or change", command: "chmod 600" });
    }
    let is_trusted = owner == me || owner == 0;
    (!is_trusted).then_some(Exposed { problem: "another user owns", command: "chown" })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[cfg(unix)]
    #[test]
    fn a_file_is_for_its_reader_and_the_system_only() {
        let exposed = |owner, mode| exposed_to(1000, owner, mode).map(|exposed| exposed.command);
        for mode in [0o100_600, 0o100_400, 0o100_700, 0o010_600, 0o100_611] {
            assert_eq!(exposed(1000, mode), None, "{mode:o}");
            assert_eq!(exposed(0, mode), None, "{mode:o}");
            assert_eq!(exposed(1001, mode), Some("chown"), "{mode:o}");
        }
        for mode in [0o640, 0o604, 0o620, 0o602, 0o622, 0o666] {
            assert_eq!(exposed(1000, mode), Some("chmod 600"), "{mode:o}");
        }
    }

    #[test]
    fn what_is_too_long_is_refused() {
        assert_eq!(read(io::repeat(b'x').take(MAX_LEN as u64)).unwrap().len(), MAX_LEN);
        assert!(read(io::repeat(b'x')).is_err());
    }
}
