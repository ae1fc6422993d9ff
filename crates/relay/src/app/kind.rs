//! Which media type a file has, by the end of its name.

/// The media type of sentences to a person.
pub(crate) const PLAIN_TEXT: &str = "text/plain; charset=utf-8";

/// The media type of a file. What isn't known is bytes, which no browser runs or shows.
pub(crate) fn of(path: &str) -> &'static str {
    match ending(path) {
        "html" => "text/html; charset=utf-8",
        "js" | "mjs" => "text/javascript; charset=utf-8",
        "css" => "text/css; charset=utf-8",
        "wasm" => "application/wasm",
        "json" | "map" => "application/json",
        "webmanifest" => "application/manifest+json",
        "svg" => "image/svg+xml",
        "png" => "image/png",
        "ico" => "image/x-icon",
        "webp" => "image/webp",
        "woff2" => "font/woff2",
        "txt" => PLAIN_TEXT,
        _ => "application/octet-stream",
    }
}

/// Whether a file is the brotli form of its neighbour.
pub(crate) fn is_compressed(path: &str) -> bool {
    ending(path) == "br"
}

fn ending(path: &str) -> &str {
    path.rsplit_once('.').map_or("", |(_, ending)| ending)
}
