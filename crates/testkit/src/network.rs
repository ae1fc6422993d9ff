//! A network of simulated peers, driven by one seed.
//!
//! Every peer is a whole one: a document, a room, a saver and a store. They are joined by cables,
//! each with a client's and a server's end. Everything that goes wrong in the world goes wrong
//! here at random, yet the same way again for the same seed: frames are late, a socket that broke
//! still delivers while its successor is open already, frames come twice, writes fail, take long,
//! happen without being confirmed, and power is lost.
//!
//! A test that fails prints the seed and the steps that led there.
//!
//! ```
//! use causeway_document::{ActorSeed, Document, NewWorkspace};
//! use causeway_testkit::network::Network;
//!
//! let mut net = Network::seeded(7);
//! let (relay, ana) = (net.join("relay"), net.join("ana"));
//! net.cable(ana, relay);
//! net.settle();
//! net.assert_all_agree();
//! ```

mod cable;
mod peer;
mod power;
mod run;
mod traffic;

use std::collections::BinaryHeap;

use causeway_document::Document;
use causeway_sync::{Heads, ids::DocumentId, store::Fault};
use rand::{Rng as _, SeedableRng as _, rngs::StdRng};

use crate::network::{cable::Cable, cable::Flight, peer::Peer};

/// One of the peers.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Who(usize);

/// One thing that somebody did to a document.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Edit(u64);

/// The document that all peers work on.
const DOCUMENT: DocumentId = DocumentId::from_bytes(*b"the one document");

/// Peers, the cables between them, and what is under way.
pub struct Network {
    seed: u64,
    random: StdRng,
    now_ms: u64,
    peers: Vec<Peer>,
    cables: Vec<Cable>,
    flights: BinaryHeap<Flight>,
    next_flight: u64,
    next_edit: u64,
    lost: Vec<Edit>,
    /// Whether an acknowledgement of a server means that one's work is durable there, which holds
    /// where changes come to a server from their author only.
    is_tree: bool,
    steps: Vec<String>,
}

impl Network {
    /// A network without peers.
    pub fn seeded(seed: u64) -> Self {
        Self {
            seed,
            random: StdRng::seed_from_u64(seed),
            now_ms: 0,
            peers: Vec::new(),
            cables: Vec::new(),
            flights: BinaryHeap::new(),
            next_flight: 0,
            next_edit: 0,
            lost: Vec::new(),
            is_tree: true,
            steps: Vec::new(),
        }
    }

    /// Adds a peer, with nothing of the document yet.
    pub fn join(&mut self, name: &str) -> Who {
        let index = self.peers.len();
        self.peers.push(Peer::new(index, name, self.random.random()));
        Who(index)
    }

    /// Lays a cable and connects. A network with loops gives up the promise that what a server
    /// acknowledges is safe there.
    pub fn cable(&mut self, client: Who, server: Who) {
        self.is_tree &= !self.are_joined(client, server);
        self.cables.push(Cable::new(client.0, server.0, self.random.random()));
    }

    fn are_joined(&self, one: Who, other: Who) -> bool {
        let mut reached = vec![one.0];
        let mut next = 0;
        while let Some(at) = reached.get(next).copied() {
            for cable in self.cables.iter().filter(|cable| cable.joins(at)) {
                let across = cable.client + cable.server - at;
                if !reached.contains(&across) {
                    reached.push(across);
                }
            }
            next += 1;
        }
        reached.contains(&other.0)
    }

    /// All peers, in the order in which they joined.
    pub fn everyone(&self) -> impl Iterator<Item = Who> + use<> {
        (0..self.peers.len()).map(Who)
    }

    /// The name of a peer.
    pub fn name(&self, who: Who) -> &str {
        &self.peers[who.0].name
    }

    /// A random number below `bound`, drawn from the seed.
    pub fn below(&mut self, bound: usize) -> usize {
        self.random.random_range(0..bound.max(1))
    }

    /// One of some things, at random.
    pub fn one_of<T: Clone>(&mut self, choices: &[T]) -> T {
        choices[self.below(choices.len())].clone()
    }

    /// Milliseconds since the beginning.
    pub fn now_ms(&self) -> u64 {
        self.now_ms
    }

    /// Notes a step, to be printed if the test fails.
    pub fn note(&mut self, step: impl Into<String>) {
        self.steps.push(format!("{:>7} ms  {}", self.now_ms, step.into()));
    }

    /// False while the power of a peer is off.
    pub fn is_on(&self, who: Who) -> bool {
        self.peers[who.0].desk.is_some()
    }

    /// How many times a peer was switched on. What a session keeps, such as the steps that can be
    /// taken back, does not outlive a start.
    pub fn starts(&self, who: Who) -> u64 {
        self.peers[who.0].starts
    }

    /// A peer's document; none while its power is off.
    pub fn document(&mut self, who: Who) -> Option<&mut Document> {
        self.peers[who.0].desk.as_mut().map(|desk| &mut desk.document)
    }

    /// Lets a peer edit its document, sends it and sees to it that it is saved. None while its
    /// power is off.
    pub fn edit<T>(
        &mut self,
        who: Who,
        edit: impl FnOnce(&mut Document) -> T,
    ) -> Option<(T, Edit)> {
        let number = Edit(self.next_edit);
        let result = self.peers[who.0].edit(number, self.now_ms, edit)?;
        self.next_edit += 1;
        let (value, effects) = result;
        self.carry_out(who.0, effects);
        Some((value, number))
    }

    /// False if an edit was lost when the power failed before it was saved here or acknowledged by
    /// a server. All others must be found in every document in the end.
    pub fn is_kept(&self, edit: Edit) -> bool {
        !self.lost.contains(&edit)
    }

    /// Lets a coming write of a peer fail.
    pub fn inject(&mut self, who: Who, fault: Fault) {
        self.note(format!("{}'s store will fail: {fault:?}", self.name(who)));
        self.peers[who.0].store.inject(fault);
    }

    /// Panics unless all peers have the same history and see the same.
    ///
    /// # Panics
    /// If they don't.
    pub fn assert_all_agree(&mut self) {
        let mut views = Vec::new();
        for peer in &mut self.peers {
            let Some(desk) = &mut peer.desk else { panic!("{} is off", peer.name) };
            let heads = Heads::of(desk.document.automerge_mut());
            views.push((peer.name.clone(), heads, desk.document.tree()));
        }
        for pair in views.windows(2) {
            let [(one, one_heads, one_tree), (other, other_heads, other_tree)] = pair else {
                continue;
            };
            assert_eq!(one_heads, other_heads, "the histories of {one} and {other} differ");
            assert_eq!(one_tree, other_tree, "{one} and {other} see different things");
        }
    }
}

impl Drop for Network {
    fn drop(&mut self) {
        if std::thread::panicking() {
            eprintln!("seed {}: {} steps", self.seed, self.steps.len());
            for step in &self.steps {
                eprintln!("  {step}");
            }
            eprintln!("run this seed alone with CAUSEWAY_SEED={}", self.seed);
        }
    }
}
