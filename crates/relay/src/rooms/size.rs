//! How large a document is, and how much more it may become.

use automerge::AutoCommit;
use causeway_sync::room::Space;
use causeway_sync::wire::Frame;

/// The size of a document as it would be stored, in bytes. What came since it was last measured is
/// added as it came, which is more than it takes when stored.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Size {
    bytes: usize,
    most: usize,
}

impl Size {
    /// Of a document that is stored in so many bytes.
    pub(crate) fn new(bytes: usize, most: usize) -> Self {
        Self { bytes, most }
    }

    /// How much this frame may bring. A whole document is held against the limit itself: peers send
    /// one where most of it is here already, and what is here and there may become twice the limit
    /// once, and no more.
    pub(crate) fn space_for(&mut self, frame: &Frame, doc: &mut AutoCommit) -> Space {
        let (Frame::Sync(letter) | Frame::Request(letter)) = frame else { return Space::ENDLESS };
        let coming = letter.data.as_bytes().len();
        if self.space() < coming && self.bytes > 0 {
            self.bytes = doc.save().len();
        }
        let changes = self.space();
        self.bytes = self.bytes.saturating_add(coming);
        Space { changes, document: if changes == 0 { 0 } else { self.most } }
    }

    fn space(&self) -> usize {
        self.most.saturating_sub(self.bytes)
    }
}

#[cfg(test)]
mod tests {
    use automerge::ROOT;
    use automerge::transaction::Transactable;
    use causeway_sync::ids::{DocumentId, PeerId};
    use causeway_sync::wire::{Letter, Payload};

    use super::*;

    fn frame(bytes: usize) -> Frame {
        let name = PeerId::new("ana").unwrap();
        Frame::Sync(Letter {
            sender: name.clone(),
            target: name,
            document: DocumentId::from_bytes([7; 16]),
            data: Payload::new(vec![0; bytes]).unwrap(),
        })
    }

    #[test]
    fn space_shrinks_with_what_comes_and_is_measured_before_anybody_is_refused() {
        let mut doc = AutoCommit::new();
        doc.put(ROOT, "title", "Grow").unwrap();
        let real = doc.save().len();
        let mut size = Size::new(0, real + 1000);
        let space = |changes| Space { changes, document: real + 1000 };
        assert_eq!(size.space_for(&frame(600), &mut doc), space(real + 1000));
        assert_eq!(size.space_for(&frame(500), &mut doc), space(real + 400));
        assert_eq!(size.space_for(&frame(2000), &mut doc), space(1000));
    }
}
