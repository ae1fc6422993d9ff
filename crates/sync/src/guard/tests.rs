use automerge::{
    AutoCommit, ObjType, ROOT, ScalarValue,
    sync::{self, SyncDoc as _},
    transaction::Transactable as _,
};

use super::*;

fn document_with(text: &str) -> AutoCommit {
    let mut doc = AutoCommit::new();
    for key in 0..20 {
        doc.put(ROOT, key.to_string(), text).unwrap();
        doc.commit();
    }
    doc
}

#[test]
fn what_automerge_writes_is_let_through() {
    for text in ["short", &"long enough to be deflated ".repeat(50)] {
        let mut doc = document_with(text);
        let mut all = doc.save();
        for change in doc.get_changes(&[]) {
            all.extend(change.raw_bytes());
        }
        all.extend(doc.save_nocompress());
        assert_eq!(check_chunks(&all, Allowance::ORDINARY), Ok(()));
        let hashes: Vec<_> = doc.get_changes(&[]).iter().map(automerge::Change::hash).collect();
        let bundle = doc.bundle(hashes).unwrap();
        assert_eq!(check_chunks(bundle.bytes(), Allowance::ORDINARY), Ok(()));
    }
}

#[test]
fn a_small_save_that_inflates_to_much_is_refused() {
    let mut doc = document_with("x");
    doc.put(ROOT, "bomb", "0".repeat(4 << 20)).unwrap();
    doc.commit();
    let allowance = Allowance { bytes: 1 << 20, rows: 1 << 20 };
    let save = doc.save();
    assert!(save.len() < 16 << 10);
    assert_eq!(check_chunks(&save, allowance), Err(Refused::TooLarge));
    let changes = doc.save_after(&[]);
    assert_eq!(check_chunks(&changes, allowance), Err(Refused::TooLarge));
}

/// A change of one column of integers.
fn change_of(column: &[u8]) -> Vec<u8> {
    let length = |bytes: &[u8]| u8::try_from(bytes.len()).unwrap();
    let mut body = vec![0, 1, 9, 1, 1, 0, 0, 0, 1, 0x42, length(column)];
    body.extend(column);
    let mut chunk = vec![0x85, 0x6f, 0x4a, 0x83, 0, 0, 0, 0, 1, length(&body)];
    chunk.append(&mut body);
    chunk
}

#[test]
fn a_run_of_a_billion_operations_in_a_few_bytes_is_refused() {
    // Two to the forty-second times the number 1.
    let chunk = change_of(&[0x80, 0x80, 0x80, 0x80, 0x80, 0x80, 0x01, 1]);
    assert_eq!(check_chunks(&chunk, Allowance::ORDINARY), Err(Refused::TooLarge));
}

#[test]
fn many_changes_of_a_few_operations_count_together() {
    // A thousand times the number 1.
    let chunk = change_of(&[0xe8, 0x07, 1]);
    let allowance = Allowance { bytes: 1 << 20, rows: 1_000 };
    assert_eq!(check_chunks(&chunk, allowance), Ok(()));
    assert_eq!(check_chunks(&chunk.repeat(2), allowance), Err(Refused::TooLarge));
}

#[test]
fn operations_are_counted_in_every_form_without_being_unfolded() {
    let mut doc = AutoCommit::new();
    let list = doc.put_object(ROOT, "list", ObjType::List).unwrap();
    doc.splice(&list, 0, 0, vec![ScalarValue::Null; 5_000]).unwrap();
    doc.commit();
    let hashes: Vec<_> = doc.get_changes(&[]).iter().map(automerge::Change::hash).collect();
    let bundle = doc.bundle(hashes).unwrap().bytes().to_vec();
    for form in [doc.save_nocompress(), doc.save(), doc.save_after(&[]), bundle] {
        let within = |rows| check_chunks(&form, Allowance { bytes: 1 << 20, rows });
        // In some forms the change counts too.
        assert_eq!(within(5_002), Ok(()));
        assert_eq!(within(4_000), Err(Refused::TooLarge));
    }
}

#[test]
fn cut_and_altered_bytes_do_not_panic() {
    let save = document_with("x").save();
    let save = [save, document_with(&"long ".repeat(5_000)).save()].concat();
    for place in 0..save.len().min(80) {
        let _ = check_chunks(&save[..place], Allowance::ORDINARY);
        let mut altered = save.clone();
        altered[place] ^= 0xff;
        let _ = check_chunks(&altered, Allowance::ORDINARY);
    }
}

#[test]
fn a_bloom_filter_that_automerge_would_divide_by_is_refused() {
    let zero_bits = [0x42, 0, 0, 1, 0, 3, 1, 0, 7, 0];
    assert_eq!(check_message(&zero_bits, Allowance::ORDINARY), Err(Refused::Malformed));
    let endless_probes = [0x42, 0, 0, 1, 0, 8, 1, 8, 0xff, 0xff, 0xff, 0xff, 0x0f, 0, 0];
    assert_eq!(check_message(&endless_probes, Allowance::ORDINARY), Err(Refused::Malformed));
}

#[test]
fn every_message_of_a_sync_is_let_through() {
    let (mut ana, mut ben) = (document_with("hello"), document_with("world"));
    let (mut to_ben, mut to_ana) = (sync::State::new(), sync::State::new());
    let mut messages = 0;
    loop {
        let from_ana = ana.sync().generate_sync_message(&mut to_ben);
        let from_ben = ben.sync().generate_sync_message(&mut to_ana);
        if from_ana.is_none() && from_ben.is_none() {
            break;
        }
        if let Some(message) = from_ana {
            assert_eq!(check_message(&message.clone().encode(), Allowance::ORDINARY), Ok(()));
            ben.sync().receive_sync_message(&mut to_ana, message).unwrap();
            messages += 1;
        }
        if let Some(message) = from_ben {
            assert_eq!(check_message(&message.clone().encode(), Allowance::ORDINARY), Ok(()));
            ana.sync().receive_sync_message(&mut to_ben, message).unwrap();
            messages += 1;
        }
    }
    assert!(messages > 3);
    assert_eq!(ana.get_heads(), ben.get_heads());
}

#[test]
fn numbers_are_read_as_leb128() {
    assert_eq!(
        Bytes(&[0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 1]).unsigned(),
        Ok(u64::MAX)
    );
    assert_eq!(
        Bytes(&[0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 2]).unsigned(),
        Err(Refused::Malformed)
    );
    assert_eq!(Bytes(&[0x80]).unsigned(), Err(Refused::Malformed));
    assert_eq!(Bytes(&[0x7f]).signed(), Ok(-1));
    assert_eq!(Bytes(&[0x80, 0x7f]).signed(), Ok(-128));
    assert_eq!(Bytes(&[0x3f]).signed(), Ok(63));
}
