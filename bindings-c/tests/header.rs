//! `include/xwsse.h` is what cbindgen makes of the exports. `XWSSE_WRITE_HEADER=1` writes it.

use std::error::Error;
use std::path::Path;
use std::{env, fs};

const PREAMBLE: &str = include_str!("header_preamble.h");

fn generate(folder: &Path) -> Result<String, Box<dyn Error>> {
    let mut config = cbindgen::Config::from_file(folder.join("cbindgen.toml"))?;
    config.header = Some(PREAMBLE.trim_end().to_owned());
    config.after_includes = Some(version_macros());
    let mut header = Vec::new();
    cbindgen::Builder::new().with_config(config).with_crate(folder).generate()?.write(&mut header);
    Ok(String::from_utf8(header)?.lines().map(|line| short_names(line) + "\n").collect())
}

fn version_macros() -> String {
    let [version, major, minor, patch] = [
        env!("CARGO_PKG_VERSION"),
        env!("CARGO_PKG_VERSION_MAJOR"),
        env!("CARGO_PKG_VERSION_MINOR"),
        env!("CARGO_PKG_VERSION_PATCH"),
    ];
    format!(
        "\n/// The version that this header belongs to.\n\
         #define XWSSE_VERSION \"{version}\"\n\
         #define XWSSE_VERSION_MAJOR {major}\n\
         #define XWSSE_VERSION_MINOR {minor}\n\
         #define XWSSE_VERSION_PATCH {patch}"
    )
}

/// `XWSSE_OK` for `XWSSE_STATUS_OK`, and types by their own names where they are only used.
fn short_names(line: &str) -> String {
    let line = line.replace("XWSSE_STATUS_", "XWSSE_");
    if line.starts_with("typedef struct") { line } else { line.replace("struct xwsse_", "xwsse_") }
}

#[test]
fn the_header_is_what_the_exports_say() -> Result<(), Box<dyn Error>> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR"));
    let path = folder.join("include/xwsse.h");
    let header = generate(folder)?;
    if env::var_os("XWSSE_WRITE_HEADER").is_some() {
        fs::write(&path, &header)?;
    }
    assert!(
        fs::read_to_string(&path)? == header,
        "include/xwsse.h is not what the exports say; write it with \
         XWSSE_WRITE_HEADER=1 cargo test -p xwsse-c --test header"
    );
    Ok(())
}
