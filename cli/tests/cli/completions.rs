use crate::run::sh;
use crate::xwsse;
use xwsse::Dialect;

#[test]
fn each_shell_has_a_script_that_knows_the_commands() {
    for shell in ["bash", "zsh", "fish", "powershell", "elvish"] {
        let script = xwsse(["completions", shell]).run().ok();
        for word in ["sign", "verify", "explain", "dialects", "secret-file"]
            .into_iter()
            .chain(cfg!(feature = "serve").then_some("replay-capacity"))
        {
            assert!(script.contains(word), "{shell}: {word}");
        }
    }
}

#[test]
fn bash_takes_its_script() {
    let script = r#"xwsse completions bash > "$DIRECTORY/xwsse"; bash -eu -c '. "$DIRECTORY/xwsse"; complete -p xwsse'"#;
    let directory = tempfile::tempdir().unwrap();
    let registered = sh(script).env("DIRECTORY", directory.path()).run().ok();
    assert!(registered.contains("xwsse"), "{registered}");
}

#[test]
fn the_presets_are_offered_for_a_dialect() {
    for shell in ["bash", "zsh", "fish"] {
        let script = xwsse(["completions", shell]).run().ok();
        let offers = |line: &str| Dialect::PRESETS.iter().all(|preset| line.contains(preset.name));
        let one_text = script.replace('\n', " ");
        assert!(script.lines().any(offers) || offers(&one_text), "{shell}: {script}");
    }
    let help = xwsse(["sign", "--help"]).run().ok();
    assert!(!help.contains("huawei"), "a list of presets would look like all that can be written: {help}");
    xwsse(["sign", "--username", "key", "--dialect", "penneo,max_nonce=128"]).secret("s3cret").run().ok();
}

#[test]
fn an_unknown_shell_is_an_error() {
    assert!(xwsse(["completions", "cmd"]).run().error().contains("bash"));
}
