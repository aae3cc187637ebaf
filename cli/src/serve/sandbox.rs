//! What the sandbox is made of: what all its handlers share.

use std::sync::Arc;

use anyhow::Result;
use tokio::sync::Semaphore;
use xwsse::{Dialect, MemoryReplayStore};
use xwsse_http::AsyncVerifier;

use super::listen::{Address, Hosts};
use super::live::Live;
use super::{ServeArgs, choose};
use crate::credentials::Known;

/// Pages that may follow the requests at a time.
const SEATS: usize = 32;

pub(super) struct Sandbox {
    pub(super) dialect: Dialect,
    pub(super) known: Arc<Known>,
    pub(super) reveal: bool,
    pub(super) hosts: Hosts,
    pub(super) live: Arc<Live>,
    pub(super) seats: Arc<Semaphore>,
    pub(super) verifier: Arc<AsyncVerifier<Arc<Known>, MemoryReplayStore>>,
    url: String,
}

impl Sandbox {
    pub(super) fn new(args: &ServeArgs, address: &Address, url: String, known: Known) -> Result<Arc<Self>> {
        let known = Arc::new(known);
        let dialect = args.dialect.dialect;
        let store = MemoryReplayStore::with_capacity(usize::try_from(args.replay_capacity)?);
        let verifier = AsyncVerifier::new(Arc::clone(&known), store).with_dialect(dialect);
        Ok(Arc::new(Self {
            dialect,
            known,
            reveal: args.reveal,
            hosts: address.hosts(),
            live: Arc::new(Live::new(choose::random_hex(8)?.as_str())),
            seats: Arc::new(Semaphore::new(SEATS)),
            verifier: Arc::new(verifier),
            url,
        }))
    }

    /// The sandbox's origin, by its address.
    pub(super) fn url(&self) -> &str {
        &self.url
    }

    pub(super) fn scheme(&self) -> &str {
        self.url.split_once(':').map_or("http", |(scheme, _)| scheme)
    }

    /// A command that sends a signed request.
    pub(super) fn command(&self) -> String {
        let username = match &*self.known {
            Known::One { username: Some(username), .. } => {
                format!(" --username {}", choose::shell_word(username))
            }
            _ => " --username KEY".into(),
        };
        let dialect = match self.dialect {
            Dialect::PENNEO => String::new(),
            other => format!(" --dialect {other}"),
        };
        let trust = if self.url.starts_with("https") { " --cacert CERT" } else { "" };
        format!("xwsse sign{username}{dialect} | curl{trust} -H @- {}/api/hello", self.url)
    }
}
