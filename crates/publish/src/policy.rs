//! What a published page may do: its content security policy.

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;

use crate::hash::Hash;
use crate::inert;

/// The policy of the page of a folder: its own files, and nothing from elsewhere.
pub(crate) fn of_folder(scripts: &[&str]) -> String {
    tag(&format!(
        "default-src 'none'; base-uri 'none'; form-action 'none'; font-src 'self'; img-src 'self' blob: data:; \
         style-src 'self'; style-src-attr 'unsafe-inline'; script-src 'self' 'wasm-unsafe-eval'{}; \
         connect-src 'self'",
        hashes(scripts)
    ))
}

/// The policy of a page in one file: what stands in it, and no network at all.
pub(crate) fn of_single(scripts: &[&str], style: &str) -> String {
    tag(&format!(
        "default-src 'none'; base-uri 'none'; form-action 'none'; font-src data:; img-src blob: data:; \
         style-src{}; style-src-attr 'unsafe-inline'; script-src 'wasm-unsafe-eval'{}",
        hashes(&[style]),
        hashes(scripts)
    ))
}

fn hashes(texts: &[&str]) -> String {
    texts.iter().fold(String::new(), |mut hashes, text| {
        hashes.push_str(" 'sha256-");
        hashes.push_str(&STANDARD.encode(Hash::of(text.as_bytes()).0));
        hashes.push('\'');
        hashes
    })
}

fn tag(policy: &str) -> String {
    format!(
        "<meta http-equiv=\"Content-Security-Policy\" content=\"{}\" />",
        // Quotes of CSP are single ones, and an attribute in double quotes may hold them.
        inert::html(policy).replace("&#39;", "'")
    )
}
