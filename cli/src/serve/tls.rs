//! The certificate and the private key of HTTPS.

use std::fs;
use std::path::Path;
use std::sync::Arc;

use anyhow::{Error, Result, anyhow};
use axum_server::tls_rustls::RustlsConfig;
use rustls::ServerConfig;
use rustls::crypto::ring;
use rustls::pki_types::pem::PemObject;
use rustls::pki_types::{CertificateDer, PrivateKeyDer};

use crate::private;

/// Reads both files. Other users must not be able to read the key.
pub(super) fn config(cert: &Path, key: &Path, allow_open: bool) -> Result<RustlsConfig> {
    let chain = read_chain(cert)?;
    let bytes = private::read_file(key, allow_open)?;
    let private_key = PrivateKeyDer::from_pem_slice(&bytes).map_err(|_| no_key(&bytes, key))?;
    let mut config = ServerConfig::builder_with_provider(Arc::new(ring::default_provider()))
        .with_safe_default_protocol_versions()?
        .with_no_client_auth()
        .with_single_cert(chain, private_key)
        .map_err(|error| {
            anyhow!("{} and {} cannot be used together ({error})", cert.display(), key.display())
        })?;
    config.alpn_protocols = vec![b"http/1.1".to_vec()];
    Ok(RustlsConfig::from_config(Arc::new(config)))
}

fn no_key(bytes: &[u8], path: &Path) -> Error {
    let shown = path.display();
    let is_encrypted = ["BEGIN ENCRYPTED PRIVATE KEY", "Proc-Type: 4,ENCRYPTED"]
        .iter()
        .any(|mark| bytes.windows(mark.len()).any(|text| text == mark.as_bytes()));
    if is_encrypted {
        return anyhow!(
            "{shown} holds an encrypted key, and its pass phrase is not asked for; \
             write a plain one with `openssl pkey -in {shown} -out plain.pem`, and `chmod 600` it"
        );
    }
    anyhow!("{shown} holds no private key in PEM; give the certificate's own")
}

fn read_chain(path: &Path) -> Result<Vec<CertificateDer<'static>>> {
    let shown = path.display();
    let bytes =
        fs::read(path).map_err(|error| anyhow!("{shown} cannot be read ({error}); check the path"))?;
    let chain: Result<Vec<_>, _> = CertificateDer::pem_slice_iter(&bytes).collect();
    chain
        .ok()
        .filter(|chain| !chain.is_empty())
        .ok_or_else(|| anyhow!("{shown} holds no certificate in PEM; give the certificate, then its chain"))
}
