//! The client's side: sign.

mod error;
mod layer;
mod origin;
#[cfg(feature = "reqwest")]
mod redirect;
#[cfg(feature = "reqwest")]
mod reqwest;
#[cfg(feature = "retry")]
mod retry;
mod signer;

pub use error::ClientError;
pub use layer::{SignLayer, SignService};
pub use origin::Origin;
#[cfg(feature = "reqwest")]
pub use reqwest::WsseClientBuilder;
#[cfg(feature = "retry")]
pub use retry::RetryOn401;
pub use signer::{OriginSigner, OriginSignerBuilder};
