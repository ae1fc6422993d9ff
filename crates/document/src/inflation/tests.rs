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
    assert_eq!(
        check_within(&saved, MOST_STORED, most, MOST_OPERATIONS),
        Err(Swollen::Inflated { most })
    );
}

#[test]
fn a_change_that_inflates_too_far_is_refused() {
    let saved = long_text().save_after(&[]);
    let most = 1_000_000;
    assert_eq!(
        check_within(&saved, MOST_STORED, most, MOST_OPERATIONS),
        Err(Swollen::Inflated { most })
    );
    assert_eq!(check(&saved), Ok(()));
}

#[test]
fn a_bundle_that_inflates_too_far_is_refused() {
    let mut document = long_text();
    let hashes: Vec<_> = document.get_changes(&[]).iter().map(automerge::Change::hash).collect();
    let bundle = document.bundle(hashes).unwrap();
    let most = 1_000_000;
    assert_eq!(
        check_within(bundle.bytes(), MOST_STORED, most, MOST_OPERATIONS),
        Err(Swollen::Inflated { most })
    );
    assert_eq!(check(bundle.bytes()), Ok(()));
}

#[test]
fn many_chunks_count_together() {
    let saved = long_text().save_after(&[]);
    assert_eq!(check_within(&saved, MOST_STORED, 2_000_000, MOST_OPERATIONS), Ok(()));
    let twice = [saved.as_slice(), saved.as_slice()].concat();
    assert!(check_within(&twice, MOST_STORED, 2_000_000, MOST_OPERATIONS).is_err());
}

#[test]
fn too_many_bytes_are_refused_unread() {
    assert_eq!(check_within(&[0; 11], 10, 10, 10), Err(Swollen::Stored { found: 11, most: 10 }));
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

#[test]
fn operations_are_counted_without_being_unfolded() {
    let mut document = AutoCommit::new();
    let list = document.put_object(ROOT, "list", automerge::ObjType::List).unwrap();
    document.splice(&list, 0, 0, vec![automerge::ScalarValue::Null; 5_000]).unwrap();
    document.commit();
    let hashes: Vec<_> = document.get_changes(&[]).iter().map(automerge::Change::hash).collect();
    let bundle = document.bundle(hashes).unwrap().bytes().to_vec();
    let saves = [document.save_nocompress(), document.save(), document.save_after(&[]), bundle];
    for bytes in saves {
        let within = |most| check_within(&bytes, MOST_STORED, MOST_INFLATED, most);
        // In a bundle the change counts too.
        assert_eq!(within(5_002), Ok(()));
        assert_eq!(within(5_000), Err(Swollen::Operations { most: 5_000 }));
        assert_eq!(check(&[bytes.as_slice(), &bytes].concat()), Ok(()));
    }
}

#[test]
fn runs_are_added_up() {
    let numbers = Column { spec: 2, length: 0 };
    // A run of 300 sevens, three numbers, two nothings.
    assert_eq!(numbers.entries(&[0xac, 0x02, 7, 0x7d, 1, 2, 3, 0, 2]), 305);
    assert_eq!(Column { spec: 4, length: 0 }.entries(&[0, 0x80, 0x01, 5]), 133);
    assert_eq!(Column { spec: 5, length: 0 }.entries(&[2, 1, b'a', 0x7f, 2, b'b', b'c']), 3);
    // Cut short in the middle of a run of two to the power of 40.
    assert_eq!(numbers.entries(&[0x80, 0x80, 0x80, 0x80, 0x80, 0x20]), 0);
    assert_eq!(numbers.entries(&[0x80, 0x80, 0x80, 0x80, 0x80, 0x20, 1]), 1 << 40);
}
