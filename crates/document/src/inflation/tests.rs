use automerge::transaction::Transactable;
use automerge::{AutoCommit, ROOT};

use super::*;

fn long_text() -> AutoCommit {
    let mut document = AutoCommit::new();
    document.put(ROOT, "note", "all the same ".repeat(100_000)).unwrap();
    document.commit();
    document
}

#[test]
fn a_small_save_passes() {
    assert_eq!(check(&AutoCommit::new().save()), Ok(()));
    assert_eq!(check(&long_text().save()), Ok(()));
}

#[test]
fn a_document_that_inflates_too_far_is_refused() {
    let saved = long_text().save();
    assert!(saved.len() < 100_000);
    let most = 1_000_000;
    assert_eq!(check_within(&saved, MOST_STORED, most), Err(Swollen::Inflated { most }));
}

#[test]
fn a_change_that_inflates_too_far_is_refused() {
    let saved = long_text().save_after(&[]);
    let most = 1_000_000;
    assert_eq!(check_within(&saved, MOST_STORED, most), Err(Swollen::Inflated { most }));
    assert_eq!(check(&saved), Ok(()));
}

#[test]
fn a_bundle_that_inflates_too_far_is_refused() {
    let mut document = long_text();
    let hashes: Vec<_> = document.get_changes(&[]).iter().map(automerge::Change::hash).collect();
    let bundle = document.bundle(hashes).unwrap();
    let most = 1_000_000;
    assert_eq!(check_within(bundle.bytes(), MOST_STORED, most), Err(Swollen::Inflated { most }));
    assert_eq!(check(bundle.bytes()), Ok(()));
}

#[test]
fn many_chunks_count_together() {
    let saved = long_text().save_after(&[]);
    assert_eq!(check_within(&saved, MOST_STORED, 2_000_000), Ok(()));
    let twice = [saved.as_slice(), saved.as_slice()].concat();
    assert!(check_within(&twice, MOST_STORED, 2_000_000).is_err());
}

#[test]
fn too_many_bytes_are_refused_unread() {
    assert_eq!(check_within(&[0; 11], 10, 10), Err(Swollen::Stored { found: 11, most: 10 }));
}

#[test]
fn cut_and_altered_bytes_do_not_panic() {
    let saved = AutoCommit::new().with_actor([7; 16].into()).save();
    let saved = [saved, long_text().save()].concat();
    for cut in 0..saved.len().min(80) {
        let _ = check(&saved[..cut]);
    }
    for place in 0..saved.len().min(80) {
        let mut altered = saved.clone();
        altered[place] ^= 0xff;
        let _ = check(&altered);
    }
}
