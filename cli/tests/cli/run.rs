//! Runs the program, with none of the variables that the tests' own environment may hold.

use std::ffi::OsStr;
use std::io::{ErrorKind, Write};
use std::process::{Command, Stdio};

pub(crate) const XWSSE: &str = env!("CARGO_BIN_EXE_xwsse");

pub(crate) struct Run {
    command: Command,
    stdin: Vec<u8>,
    secret: Option<String>,
}

#[derive(Debug)]
pub(crate) struct Finished {
    pub(crate) code: i32,
    pub(crate) out: String,
    pub(crate) err: String,
}

pub(crate) fn xwsse<A: AsRef<OsStr>>(arguments: impl IntoIterator<Item = A>) -> Run {
    let mut command = command(XWSSE);
    command.args(arguments);
    Run::of(command)
}

/// A shell that finds the program by the name `xwsse`.
pub(crate) fn sh(script: &str) -> Run {
    let mut command = command("sh");
    let directory = std::path::Path::new(XWSSE).parent().unwrap();
    let path = std::env::var("PATH").unwrap_or_default();
    command.env("PATH", format!("{}:{path}", directory.display())).args(["-eu", "-c", script]);
    Run::of(command)
}

pub(crate) fn command(program: &str) -> Command {
    let mut command = Command::new(program);
    for variable in ["XWSSE_SECRET", "XWSSE_USERNAME", "XWSSE_DIALECT", "NO_COLOR", "CLICOLOR_FORCE"] {
        command.env_remove(variable);
    }
    command
}

impl Run {
    fn of(command: Command) -> Self {
        Self { command, stdin: Vec::new(), secret: None }
    }

    pub(crate) fn env(mut self, name: &str, value: impl AsRef<OsStr>) -> Self {
        self.command.env(name, value);
        self
    }

    pub(crate) fn stdin(mut self, bytes: impl AsRef<[u8]>) -> Self {
        self.stdin = bytes.as_ref().to_vec();
        self
    }

    /// Sets `XWSSE_SECRET`, and sees to it that it is not shown.
    pub(crate) fn secret(self, secret: &str) -> Self {
        self.env("XWSSE_SECRET", secret).never_shows(secret)
    }

    pub(crate) fn never_shows(mut self, secret: &str) -> Self {
        self.secret = Some(secret.to_owned());
        self
    }

    #[track_caller]
    pub(crate) fn run(mut self) -> Finished {
        self.command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
        let mut child = self.command.spawn().unwrap();
        match child.stdin.take().unwrap().write_all(&self.stdin) {
            Err(error) if error.kind() != ErrorKind::BrokenPipe => panic!("{error}"),
            _ => {}
        }
        let output = child.wait_with_output().unwrap();
        let finished = Finished {
            code: output.status.code().unwrap(),
            out: String::from_utf8(output.stdout).unwrap(),
            err: String::from_utf8(output.stderr).unwrap(),
        };
        if let Some(secret) = &self.secret {
            assert!(!format!("{finished:?}").contains(secret), "shows the secret: {finished:?}");
        }
        finished
    }
}

impl Finished {
    /// What a run that must go well printed.
    #[track_caller]
    pub(crate) fn ok(self) -> String {
        assert_eq!((self.code, self.err.as_str()), (0, ""), "{self:?}");
        self.out
    }

    /// What the run said of what is wrong; it printed nothing else.
    #[track_caller]
    pub(crate) fn error(self) -> String {
        assert_eq!((self.code, self.out.as_str()), (2, ""), "{self:?}");
        assert!(self.err.starts_with("error: "), "{self:?}");
        self.err
    }

    #[track_caller]
    pub(crate) fn refused(self, code: &str) {
        assert_eq!(self.code, 1, "{self:?}");
        assert!(self.out.starts_with(&format!("refused code={code} dialect=")), "{self:?}");
        assert_eq!(self.err, "");
    }
}
