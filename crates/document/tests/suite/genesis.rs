//! The bytes that every document begins from never change.
use causeway_document::genesis;

#[test]
fn genesis_is_the_same_bytes_forever() {
    assert_eq!(genesis::compose().unwrap(), genesis::GENESIS);
}
