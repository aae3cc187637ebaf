//! Accepted or refused: the verifier's answer on one line, as text and as JSON.

use anyhow::Result;
use chrono::SecondsFormat;
use serde::Serialize;
use xwsse::{Dialect, Identity, Rejection};

use crate::output::{self, BAD, GOOD};

pub(crate) type Answer = Result<Identity, Rejection>;

/// The secrets are counted from 1 here.
pub(crate) fn text(answer: &Answer, dialect: &Dialect) -> String {
    match answer {
        Ok(identity) => format!(
            "{GOOD}accepted{GOOD:#} username={} created={} dialect={dialect} secret={}",
            output::word(identity.username()),
            created(identity),
            identity.secret_index() + 1,
        ),
        Err(rejection) => {
            format!("{BAD}refused{BAD:#} code={} dialect={dialect}: {rejection}", rejection.code())
        }
    }
}

/// The secrets are counted from 0 here, as in the library.
pub(crate) fn json(answer: &Answer, dialect: &Dialect) -> Result<String> {
    let dialect = dialect.to_string();
    output::json(&match answer {
        Ok(identity) => Json::Accepted {
            accepted: true,
            username: identity.username(),
            created: created(identity),
            dialect,
            secret_index: identity.secret_index(),
        },
        Err(rejection) => Json::Refused {
            accepted: false,
            code: rejection.code(),
            number: rejection.number(),
            status: rejection.http_status(),
            dialect,
            problem: rejection.problem(),
            remedy: rejection.remedy(),
        },
    })
}

#[derive(Serialize)]
#[serde(untagged)]
enum Json<'a> {
    Accepted {
        accepted: bool,
        username: &'a str,
        created: String,
        dialect: String,
        secret_index: usize,
    },
    Refused {
        accepted: bool,
        code: &'a str,
        number: u16,
        status: u16,
        dialect: String,
        problem: &'a str,
        remedy: &'a str,
    },
}

fn created(identity: &Identity) -> String {
    identity.created().to_rfc3339_opts(SecondsFormat::AutoSi, true)
}
