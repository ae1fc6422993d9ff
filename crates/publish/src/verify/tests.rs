use causeway_model::time::parse_instant;
use serde_json::{Value, json};

use super::*;
use crate::{Draft, PublicKey, PublicationId, PublishingKey};

/// What is said, of which `latest.json`, snapshot and memory.
type Case<'a> = (&'static str, Vec<u8>, &'a [u8], Option<&'a Known>);

const PUBLICATION: PublicationId = PublicationId([1; 16]);

fn at(text: &str) -> Instant {
    parse_instant(text).unwrap()
}

fn now() -> Instant {
    at("2026-12-10T12:00:00Z")
}

fn key(seed: u8) -> PublishingKey {
    PublishingKey::from_seed([seed; 32])
}

fn snapshot(title: &str) -> Vec<u8> {
    let tree = json!({ "format": "causeway/1", "title": title });
    Document::from_tree(&tree, ActorSeed([7; 16])).unwrap().save()
}

fn draft() -> Draft {
    Draft {
        title: "Retention".to_owned(),
        history: false,
        created: at("2026-11-30T12:00:00Z"),
        expires: Some(at("2027-01-01T00:00:00Z")),
    }
}

fn latest(snapshot: &[u8]) -> Latest {
    Latest::first(PUBLICATION, draft(), snapshot)
}

fn signed(snapshot: &[u8], seed: u8) -> Latest {
    let mut latest = latest(snapshot);
    latest.sign(&key(seed));
    latest
}

fn known(sequence: u64, snapshot: &[u8], key: Option<PublicKey>) -> Known {
    Known { publication: PUBLICATION, sequence, sha256: Hash::of(snapshot), key }
}

fn read(latest: &Latest, snapshot: &[u8], known: Option<&Known>) -> Result<Verified, Broken> {
    verify(latest.print().as_bytes(), snapshot, known, now())
}

/// The text of the file with one key changed.
fn with(latest: &Latest, key: &str, value: Value) -> Vec<u8> {
    let mut json = latest.to_json();
    json[key] = value;
    json.to_string().into_bytes()
}

#[test]
fn whatever_is_wrong_is_not_shown_and_says_what_it_is() {
    let good = snapshot("Retention");
    let other = snapshot("Detention");
    let mut flipped = good.clone();
    flipped[40] ^= 1;
    let (plain, ours, theirs) = (latest(&good), signed(&good, 1), signed(&good, 2));
    let pinned = known(1, &good, Some(key(1).public()));
    let noise = b"no document".to_vec();
    let nothing = Document::empty(ActorSeed([7; 16])).save();
    let latest_of = |bytes: &[u8]| latest(bytes).print().into_bytes();

    let table: [Case<'_>; 24] = [
        ("NotJson", b"<html>".to_vec(), &good, None),
        ("NotJson", b"".to_vec(), &good, None),
        (
            "OtherFormat { found: Some(\"causeway-publication/2\") }",
            with(&plain, "format", "causeway-publication/2".into()),
            &good,
            None,
        ),
        ("OtherFormat { found: None }", b"[]".to_vec(), &good, None),
        (
            "Malformed { key: \"publication\" }",
            with(&plain, "publication", "x".into()),
            &good,
            None,
        ),
        ("Malformed { key: \"sequence\" }", with(&plain, "sequence", 0.into()), &good, None),
        (
            "Malformed { key: \"created\" }",
            with(&plain, "created", "2026-11-30".into()),
            &good,
            None,
        ),
        ("Malformed { key: \"expires\" }", with(&plain, "expires", "soon".into()), &good, None),
        (
            "Malformed { key: \"snapshot\" }",
            with(&plain, "snapshot", "https://elsewhere.example/x".into()),
            &good,
            None,
        ),
        ("Malformed { key: \"sha256\" }", with(&plain, "sha256", "AB".into()), &good, None),
        ("Malformed { key: \"title\" }", with(&plain, "title", Value::Null), &good, None),
        ("Malformed { key: \"history\" }", with(&plain, "history", Value::Null), &good, None),
        ("Malformed { key: \"key\" }", with(&ours, "key", "AAAA".into()), &good, None),
        ("Malformed { key: \"signature\" }", with(&ours, "signature", Value::Null), &good, None),
        ("Size { expected", plain.print().into_bytes(), &good[1..], None),
        ("Hash", plain.print().into_bytes(), &flipped, None),
        ("Signature", with(&ours, "sequence", 9.into()), &good, None),
        ("Signature", with(&ours, "title", "Revenue".into()), &good, None),
        ("Signature", with(&ours, "expires", Value::Null), &good, None),
        ("Signature", with(&ours, "key", key(2).public().to_string().into()), &good, None),
        ("Unsigned", plain.print().into_bytes(), &good, Some(&pinned)),
        ("OtherKey", theirs.print().into_bytes(), &good, Some(&pinned)),
        ("Unreadable(", latest_of(&noise), &noise, None),
        ("Empty", latest_of(&nothing), &nothing, None),
    ];
    assert_eq!(good.len(), other.len());
    for (expected, latest, snapshot, known) in table {
        let found = format!("{:?}", verify(&latest, snapshot, known, now()).unwrap_err());
        assert!(found.starts_with(expected), "{found} is not {expected}");
    }
}

#[test]
fn another_snapshot_of_the_same_size_is_refused() {
    let (good, other) = (snapshot("Retention"), snapshot("Detention"));
    assert_eq!(good.len(), other.len());
    assert!(matches!(read(&latest(&good), &other, None), Err(Broken::Hash)));
}

#[test]
fn a_sound_publication_comes_with_its_age_and_what_to_remember() {
    let good = snapshot("Retention");
    let read = read(&signed(&good, 1), &good, None).unwrap();
    assert_eq!(read.age, TimeDelta::days(10));
    assert_eq!((read.is_expired, read.is_rolled_back, read.is_forked), (false, false, false));
    assert_eq!(read.remember, known(1, &good, Some(key(1).public())));
    assert_eq!(read.document.workspace().value.title.one(), Some("Retention"));
}

#[test]
fn it_expires_at_the_moment_that_it_names() {
    let good = snapshot("Retention");
    let text = latest(&good).print();
    let expired = |now| verify(text.as_bytes(), &good, None, at(now)).unwrap().is_expired;
    assert!(!expired("2026-12-31T23:59:59Z"));
    assert!(expired("2027-01-01T00:00:00Z"));
}

#[test]
fn a_clock_that_is_behind_makes_no_negative_age() {
    let good = snapshot("Retention");
    let read = verify(latest(&good).print().as_bytes(), &good, None, at("2026-01-01")).unwrap();
    assert_eq!(read.age, TimeDelta::zero());
}

#[test]
fn an_older_version_than_was_seen_is_shown_as_rolled_back_and_the_newer_one_stays_the_measure() {
    let (old, new) = (snapshot("Retention"), snapshot("Detention"));
    let seen = known(3, &new, None);
    let read = read(&latest(&old), &old, Some(&seen)).unwrap();
    assert!(read.is_rolled_back && !read.is_forked);
    assert_eq!(read.remember, seen);
}

#[test]
fn another_version_under_a_number_that_was_seen_is_shown_as_forked() {
    let (one, other) = (snapshot("Retention"), snapshot("Detention"));
    let seen = known(1, &other, None);
    let read = read(&latest(&one), &one, Some(&seen)).unwrap();
    assert!(read.is_forked && !read.is_rolled_back);
    assert_eq!(read.remember, seen);
}

#[test]
fn a_newer_version_is_remembered_and_so_is_the_key_it_begins_to_be_signed_with() {
    let (old, new) = (snapshot("Retention"), snapshot("Detention"));
    let mut second = latest(&old).next(draft(), &new).unwrap();
    second.sign(&key(1));
    let read = read(&second, &new, Some(&known(1, &old, None))).unwrap();
    assert!(!read.is_rolled_back && !read.is_forked);
    assert_eq!(read.remember, known(2, &new, Some(key(1).public())));
}

#[test]
fn another_publication_at_the_address_begins_anew_but_not_with_another_key() {
    let good = snapshot("Retention");
    let mut elsewhere = known(9, &good, None);
    elsewhere.publication = PublicationId([2; 16]);
    assert!(!read(&latest(&good), &good, Some(&elsewhere)).unwrap().is_rolled_back);
    elsewhere.key = Some(key(1).public());
    assert!(read(&signed(&good, 1), &good, Some(&elsewhere)).is_ok());
    assert!(matches!(read(&latest(&good), &good, Some(&elsewhere)), Err(Broken::Unsigned)));
    assert!(matches!(read(&signed(&good, 2), &good, Some(&elsewhere)), Err(Broken::OtherKey)));
}
