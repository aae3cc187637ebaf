use crate::xwsse;

#[test]
fn the_page_names_the_commands_and_the_exit_codes() {
    let page = xwsse(["man"]).run().ok();
    assert!(page.contains(".TH xwsse 1"));
    for command in ["sign", "verify", "explain", "dialects", "completions", "man"] {
        assert!(page.contains(&format!("xwsse\\-{command}(1)")), "{command}");
    }
    assert!(page.contains(".SH \"EXIT STATUS\""));
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

/// The page of a command, as it is written for a formatter.
fn page(command: &str) -> String {
    let directory = tempfile::tempdir().unwrap();
    xwsse(["man", "--all", directory.path().to_str().unwrap()]).run().ok();
    std::fs::read_to_string(directory.path().join(format!("xwsse-{command}.1"))).unwrap()
}

#[test]
fn a_page_has_the_usual_sections_and_a_date() {
    for (command, variables) in [
        ("sign", &["XWSSE_USERNAME", "XWSSE_SECRET", "XWSSE_DIALECT"][..]),
        ("verify", &["XWSSE_USERNAME", "XWSSE_SECRET", "XWSSE_DIALECT"]),
        ("explain", &["XWSSE_SECRET", "XWSSE_DIALECT"]),
    ] {
        let page = page(command);
        let sections: Vec<_> = page.lines().filter_map(|line| line.strip_prefix(".SH ")).collect();
        let expected = ["NAME", "SYNOPSIS", "DESCRIPTION", "OPTIONS", "EXAMPLES", "ENVIRONMENT"];
        let expected = expected.into_iter().chain(["\"EXIT STATUS\"", "FILES", "\"SEE ALSO\""]);
        assert_eq!(sections, expected.collect::<Vec<_>>());
        for name in variables.iter().chain(&["\\-\\-secret\\-file", "xwsse(1)"]) {
            assert!(page.contains(name), "{name}: {page}");
        }
        assert!(page.contains(&format!(".TH xwsse-{command} 1 2")), "{page}");
        assert!(page.contains(&format!("\\fBxwsse {command}\\fR [OPTIONS]")), "{page}");
    }
}

#[test]
fn a_formatter_leaves_an_example_as_it_is() {
    for command in ["sign", "verify", "explain", "dialects", "completions", "man"] {
        let page = page(command);
        // Neither hyphens nor stretched blanks of its own, in the text as in the examples.
        assert!(page.contains(".nr HY 0\n.nh\n.ad l\n"), "{page}");
        let examples = page.split_once(".SH EXAMPLES\n").unwrap().1.split(".SH").next().unwrap();
        let verbatim = examples.split(".EX\n").skip(1).map(|rest| rest.split(".EE").next().unwrap());
        let commands = |text: &str| text.lines().filter(|line| line.contains("xwsse ")).count();
        let verbatim = verbatim.map(commands).sum::<usize>();
        assert!(verbatim > 0 && verbatim == commands(examples), "{examples}");
    }
}

#[test]
fn a_missing_directory_is_an_error() {
    let error = xwsse(["man", "--all", "/nonexistent"]).run().error();
    assert!(error.contains("/nonexistent/xwsse.1 cannot be written; check the directory"), "{error}");
}
