//! Bytes that should stay private: read whole, bounded, and overwritten after use.

use std::fs::{File, Metadata};
use std::io::{self, Read};
use std::path::Path;

use anyhow::{Result, anyhow, bail};
use zeroize::Zeroizing;

const MAX_LEN: usize = 1 << 20;

/// Reads a file, unless others can read it too.
pub(crate) fn read_file(path: &Path, allow_open: bool) -> Result<Zeroizing<Vec<u8>>> {
    let shown = path.display();
    let file =
        File::open(path).map_err(|error| anyhow!("{shown} cannot be opened ({error}); check the path"))?;
    let metadata = file.metadata()?;
    let bytes = read(file).map_err(|error| anyhow!("{shown} cannot be read ({error}); give another file"))?;
    if others_can_read(&metadata) && !allow_open {
        bail!("other users can read {shown}; run `chmod 600` on it, or pass --allow-open-secret-file");
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

/// Asked of the open file, so that the path cannot lead elsewhere in between.
#[cfg(unix)]
fn others_can_read(file: &Metadata) -> bool {
    use std::os::unix::fs::MetadataExt;
    file.mode() & 0o044 != 0
}

/// Permissions of this kind are for Unix only.
#[cfg(not(unix))]
fn others_can_read(_: &Metadata) -> bool {
    false
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_too_long_is_refused() {
        assert_eq!(read(io::repeat(b'x').take(MAX_LEN as u64)).unwrap().len(), MAX_LEN);
        assert!(read(io::repeat(b'x')).is_err());
    }
}
