use axum::body::to_bytes;
use axum::http::HeaderName;

use super::*;

const HASHED: &str = "/causeway-app-0f3c9a5be2d47718_bg.wasm";

fn app() -> App {
    let files: [(&str, &'static [u8]); 5] = [
        ("index.html", b"<!doctype html><script>go()</script>"),
        ("sw.js", b"// worker"),
        ("causeway-app-0f3c9a5be2d47718_bg.wasm", b"wasm"),
        ("causeway-app-0f3c9a5be2d47718_bg.wasm.br", b"br"),
        ("templates/saas-retention.json", b"{}"),
    ];
    App::from_files(files.map(|(path, bytes)| (path.to_owned(), Bytes::from_static(bytes))))
}

fn get(path: &str, headers: &[(HeaderName, &'static str)]) -> Response {
    let headers =
        headers.iter().map(|(name, value)| (name.clone(), HeaderValue::from_static(value)));
    app().answer(path, &headers.collect())
}

fn header(response: &Response, name: HeaderName) -> &str {
    response.headers().get(name).map_or("", |value| value.to_str().unwrap())
}

async fn body(response: Response) -> Bytes {
    to_bytes(response.into_body(), 1024).await.unwrap()
}

#[tokio::test]
async fn brotli_is_served_to_those_who_accept_it() {
    let response = get(HASHED, &[(ACCEPT_ENCODING, "gzip, br;q=0.9")]);
    assert_eq!(header(&response, CONTENT_ENCODING), "br");
    assert_eq!(header(&response, CONTENT_TYPE), "application/wasm");
    assert_eq!(header(&response, VARY), "accept-encoding");
    assert_eq!(body(response).await, "br");
}

#[tokio::test]
async fn who_refuses_brotli_gets_the_plain_file() {
    for refusal in ["gzip", "br;q=0", "brr"] {
        let response = get(HASHED, &[(ACCEPT_ENCODING, refusal)]);
        assert_eq!(header(&response, CONTENT_ENCODING), "", "{refusal}");
        assert_eq!(body(response).await, "wasm");
    }
}

#[test]
fn a_hashed_file_is_kept_for_good_and_others_are_asked_for_again() {
    assert!(header(&get(HASHED, &[]), CACHE_CONTROL).contains("immutable"));
    for path in ["/", "/index.html", "/sw.js", "/templates/saas-retention.json"] {
        assert_eq!(header(&get(path, &[]), CACHE_CONTROL), "no-cache", "{path}");
    }
}

#[test]
fn an_unchanged_file_is_not_sent_again() {
    let tag = header(&get("/", &[]), ETAG).to_owned();
    let asked = HeaderValue::from_str(&format!("\"other\", W/{tag}")).unwrap();
    let response = app().answer("/", &HeaderMap::from_iter([(IF_NONE_MATCH, asked)]));
    assert_eq!(response.status(), StatusCode::NOT_MODIFIED);
    assert_eq!(header(&response, ETAG), tag);
}

#[test]
fn the_two_forms_of_a_file_have_different_tags() {
    let plain = header(&get(HASHED, &[]), ETAG).to_owned();
    let brotli = header(&get(HASHED, &[(ACCEPT_ENCODING, "br")]), ETAG).to_owned();
    assert_ne!(plain, brotli);
}

#[test]
fn nothing_outside_the_app_can_be_reached() {
    for path in ["/../Cargo.toml", "/..%2fCargo.toml", "//etc/passwd", "/templates", "/x.br"] {
        assert_eq!(get(path, &[]).status(), StatusCode::NOT_FOUND, "{path}");
    }
}

#[tokio::test]
async fn a_binary_without_the_app_says_how_to_get_it() {
    let response = App::from_files([]).answer("/", &HeaderMap::new());
    assert_eq!(response.status(), StatusCode::NOT_FOUND);
    assert_eq!(body(response).await, WITHOUT_APP);
}
