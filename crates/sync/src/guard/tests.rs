use automerge::{
    AutoCommit, ROOT,
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

#[test]
fn a_run_of_a_billion_operations_in_a_few_bytes_is_refused() {
    // One column of integers: "two to the fortieth times the number 1".
    let mut column = vec![0x80, 0x80, 0x80, 0x80, 0x80, 0x80, 0x01, 1];
    let mut body = vec![0, 1, 9, 1, 1, 0, 0, 0, 1, 0x42, u8::try_from(column.len()).unwrap()];
    body.append(&mut column);
    let mut chunk = vec![0x85, 0x6f, 0x4a, 0x83, 0, 0, 0, 0, 1, u8::try_from(body.len()).unwrap()];
    chunk.append(&mut body);
    assert_eq!(check_chunks(&chunk, Allowance::ORDINARY), Err(Refused::TooLarge));
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
