//! What is wrong with a header.

use napi::bindgen_prelude::External;
use napi_derive::napi;
use serde_json::{Value, json};
use xwsse::{Diagnosis, Dialect, Secret, SignError};

use crate::convert::{OrNumber, TextOrBytes, bytes, instant};
use crate::errors::or_sign_error;

/// A diagnosis as JSON: the fields of the core's, and its text.
#[napi(catch_unwind)]
pub fn explain(
    pasted: TextOrBytes,
    dialect: &External<Dialect>,
    secret: Option<TextOrBytes>,
    now: Option<f64>,
) -> napi::Result<OrNumber<String>> {
    let now = instant(now)?;
    let diagnosis = || -> Result<Diagnosis, SignError> {
        let secret = secret.map(|secret| Secret::new(bytes(&secret))).transpose()?;
        Ok(xwsse::explain(bytes(&pasted), dialect, secret.as_ref(), now))
    };
    Ok(or_sign_error(diagnosis().map(|diagnosis| to_json(&diagnosis).to_string())))
}

fn to_json(diagnosis: &Diagnosis) -> Value {
    let mut fields = json!(diagnosis);
    // The core counts bytes, JavaScript UTF-16 units.
    let header = diagnosis.header();
    let place = |offset: usize| header.get(..offset).map_or(offset, |before| before.encode_utf16().count());
    for (fields, part) in fields["parts"].as_array_mut().into_iter().flatten().zip(diagnosis.parts()) {
        fields["start"] = place(part.start()).into();
        fields["end"] = place(part.end()).into();
    }
    fields["text"] = diagnosis.to_string().into();
    fields
}
