use crate::xwsse;

#[test]
fn the_page_names_the_commands_and_the_exit_codes() {
    let page = xwsse(["man"]).run().ok();
    assert!(page.contains(".TH xwsse 1"));
    for command in ["sign", "verify", "explain", "dialects", "completions", "man"] {
        assert!(page.contains(&format!("xwsse\\-{command}(1)")), "{command}");
    }
    assert!(page.contains("Exit codes"));
}

#[test]
fn each_command_has_a_page() {
    let directory = tempfile::tempdir().unwrap();
    assert_eq!(xwsse(["man", "--all", directory.path().to_str().unwrap()]).run().ok(), "");
    for name in ["xwsse", "xwsse-sign", "xwsse-verify", "xwsse-explain", "xwsse-dialects"]
        .into_iter()
        .chain(cfg!(feature = "serve").then_some("xwsse-serve"))
    {
        let page = std::fs::read_to_string(directory.path().join(format!("{name}.1"))).unwrap();
        assert!(page.contains(&format!(".TH {name} 1")), "{name}: {page}");
    }
}

#[test]
fn a_missing_directory_is_an_error() {
    let error = xwsse(["man", "--all", "/nonexistent"]).run().error();
    assert!(error.contains("/nonexistent; check the directory"), "{error}");
}
