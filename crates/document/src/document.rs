//! One workspace as a document that merges.

use std::collections::BTreeSet;
use std::fmt;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::str::FromStr;

use automerge::transaction::CommitOptions;
use automerge::{
    AutoCommit, AutomergeError, ChangeHash, ParseChangeHashError, ROOT, ReadDoc, TextEncoding,
};
use causeway_model::read::{self, Entry};
use causeway_model::{
    Instant, Json, Link, LinkId, Node, NodeId, Path, Reading, Workspace, WorkspaceId,
};
use causeway_sync::guard::{self, Allowance, Refused};
use serde_json::json;

use crate::actor::ActorSeed;
use crate::import::{self, ImportError};
use crate::standing::{ReadOnly, Standing};
use crate::tree::Reader;
use crate::{genesis, history};

/// The most bytes of a document or of a batch of changes that are looked at, as stored.
pub const MOST_STORED: usize = 16 << 20;

/// What they may become when Automerge unpacks them; a letter of a text is one row.
const ALLOWANCE: Allowance = Allowance { bytes: 128 << 20, rows: 16 << 20 };

/// A workspace that several people can edit at once, offline or not.
#[derive(Debug, Clone)]
pub struct Document {
    pub(crate) auto: AutoCommit,
    /// Up to where [`Document::take_events`] has told what changed; nothing before the first time.
    pub(crate) told: Option<Vec<ChangeHash>>,
    /// What others wrote since [`Document::take_touches`] was last asked: the opening, and the field.
    pub(crate) touches: BTreeSet<(String, Vec<String>)>,
}

/// What a new workspace begins with.
#[derive(Debug, Clone, PartialEq)]
pub struct NewWorkspace {
    /// A random id.
    pub id: WorkspaceId,
    /// Its name; may be empty.
    pub title: String,
    /// The moment it is made.
    pub now: Instant,
}

/// A point in a document's history: the changes that nothing follows yet.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Heads(pub(crate) Vec<ChangeHash>);

/// The hashes of the changes, in hexadecimal, with spaces between them: to be noted and read again.
impl fmt::Display for Heads {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut gap = "";
        self.0.iter().try_for_each(|hash| write!(out, "{}{hash}", std::mem::replace(&mut gap, " ")))
    }
}

/// Reads what was noted; a hash that is none is an error.
impl FromStr for Heads {
    type Err = ParseChangeHashError;

    fn from_str(text: &str) -> Result<Self, ParseChangeHashError> {
        text.split_whitespace().map(str::parse).collect::<Result<_, _>>().map(Self)
    }
}

/// Why bytes are no document.
#[derive(Debug, thiserror::Error)]
pub enum OpenError {
    /// There are more than a document may have.
    #[error("the file has {found} bytes, more than the {MOST_STORED} that a document may have")]
    TooLong {
        /// How many there are.
        found: usize,
    },
    /// They would unpack to more than a document may have, or are no chunks of Automerge's at all.
    #[error("the file is {0}")]
    Refused(#[from] Refused),
    /// They are no Automerge document, or a damaged one.
    #[error("the file is not an Automerge document, or it is damaged: {0}")]
    Damaged(#[from] AutomergeError),
    /// They were made to break whoever reads them.
    #[error("the file is not a sound Automerge document")]
    Unsound,
}

impl Document {
    /// Makes a new workspace.
    ///
    /// # Errors
    /// None that a person can cause.
    pub fn create(new: &NewWorkspace, actor: ActorSeed) -> Result<Self, ImportError> {
        let tree = json!({ "workspace": new.id.as_str(), "title": new.title });
        import::import(&tree, actor, new.now.timestamp())
    }

    /// Makes a document of a tree in the form of the file, or of what another document shows.
    ///
    /// Everything is taken as it is, unknown keys as well; judge it before, with the model's strict reader.
    /// The same tree and actor always make the same document.
    ///
    /// # Errors
    /// When the tree is no object, or nested too deeply.
    pub fn from_tree(tree: &Json, actor: ActorSeed) -> Result<Self, ImportError> {
        import::import(tree, actor, 0)
    }

    /// A document in which nothing has arrived yet, to be filled by sync.
    pub fn empty(actor: ActorSeed) -> Self {
        let auto = AutoCommit::new_with_encoding(TextEncoding::Utf16CodeUnit);
        Self::of(auto.with_actor(actor.actor()))
    }

    /// Reads a saved document. This writes nothing: what an older version lacks is made on demand.
    ///
    /// # Errors
    /// When the bytes are too many, would inflate to too many, or are no sound document.
    pub fn load(bytes: &[u8], actor: ActorSeed) -> Result<Self, OpenError> {
        check(bytes)?;
        let auto = caught(|| genesis::read(bytes))??;
        Ok(Self::of(auto.with_actor(actor.actor())))
    }

    pub(crate) fn of(auto: AutoCommit) -> Self {
        Self { auto, told: None, touches: BTreeSet::new() }
    }

    /// Whether it may be edited here, as it now is.
    pub fn standing(&self) -> Standing {
        if let Some(format) = self.newer_format() {
            return Standing::ReadOnly(ReadOnly::Newer { format });
        }
        if genesis::is_in(&self.auto) {
            return Standing::Editable;
        }
        let is_empty = self.auto.keys(ROOT).next().is_none();
        Standing::ReadOnly(if is_empty { ReadOnly::Empty } else { ReadOnly::Foreign })
    }

    /// The format that the document says it has, if only a newer version writes it.
    fn newer_format(&self) -> Option<String> {
        let formats = self.auto.get_all(ROOT, "format").unwrap_or_default();
        formats.into_iter().find_map(|(value, _)| {
            let format = value.as_str()?;
            let version: u32 = format.strip_prefix("causeway/")?.parse().ok()?;
            (version > 1).then(|| format.to_owned())
        })
    }

    /// Everything in it, in the form of the file: maps made at once united, conflicts shown.
    pub fn tree(&self) -> Json {
        Reader(&self.auto).tree()
    }

    /// What stands at a path, as [`Document::tree`] shows it.
    pub fn read(&self, path: &Path) -> Option<Json> {
        Reader(&self.auto).read(path.keys())
    }

    /// The workspace as the model reads it, with everything in it that breaks the model.
    pub fn workspace(&self) -> Reading<Workspace> {
        read::workspace(&self.tree())
    }

    /// One node, deleted or not; nothing where no node has the id, or it has no kind.
    pub fn node(&self, id: &NodeId) -> Option<Reading<Node>> {
        self.entry(id)
    }

    /// One link, deleted or not; nothing where no link has the id, or it lacks an end or its type.
    pub fn link(&self, id: &LinkId) -> Option<Reading<Link>> {
        let Reading { value, problems } =
            read::link(id, &Reader(&self.auto).read(&["links", id.as_str()])?);
        Some(Reading { value: value?, problems })
    }

    /// One record of a map of the workspace, deleted or not.
    ///
    /// ```
    /// # use causeway_document::{ActorSeed, Document};
    /// # use causeway_model::{Person, PersonId};
    /// let tree = serde_json::json!({ "people": { "ana": { "name": "Ana" } } });
    /// let document = Document::from_tree(&tree, ActorSeed([1; 16]))?;
    /// let ana = document.entry::<Person>(&PersonId::new("ana")?).map(|reading| reading.value);
    /// assert_eq!(ana.and_then(|person| person.name).as_deref(), Some("Ana"));
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn entry<T: Entry>(&self, id: &T::Id) -> Option<Reading<T>> {
        let json = Reader(&self.auto).read(&[T::MAP, id.as_ref()])?;
        let Reading { value, problems } = read::entry(id, &json);
        Some(Reading { value: value?, problems })
    }

    /// The keys of a map of the workspace, in the order in which they were first written.
    pub fn oldest_first(&self, map: &str) -> Vec<String> {
        Reader(&self.auto).oldest_first(&[map])
    }

    /// All values that were set at a path concurrently, each distinct one once.
    pub fn values_at(&self, path: &Path) -> Vec<Json> {
        history::values_at(Reader(&self.auto), path.keys())
    }

    /// All values that were ever set at a path, each distinct one once: a value that lost can be restored.
    ///
    /// Maps are told by what was written in them, at paths of their own. This reads every change.
    pub fn past_values(&mut self, path: &Path) -> Vec<Json> {
        history::past_values(&mut self.auto, path.keys())
    }

    /// Who wrote what in a record and below it, the latest first, at most so many edits.
    ///
    /// Told from the changes, in an order in which each knows those before it; what two people wrote at
    /// once stands one after the other. This reads every change.
    pub fn edits(&mut self, path: &Path, most: usize) -> Vec<history::Edit> {
        history::edits(&mut self.auto, path.keys(), most)
    }

    /// Where its history stands.
    pub fn heads(&mut self) -> Heads {
        Heads(self.auto.get_heads())
    }

    /// The whole document as bytes.
    pub fn save(&mut self) -> Vec<u8> {
        self.auto.save()
    }

    /// What came since a point in its history, as bytes for [`Document::load_incremental`].
    pub fn save_after(&mut self, heads: &Heads) -> Vec<u8> {
        self.auto.save_after(&heads.0)
    }

    /// How many steps people took since a point in its history.
    ///
    /// Told from the changes, so that it is the same after a reload: as undo does, it takes the letters that
    /// somebody types in one text without a pause for one step (to the second, which is what changes know), and
    /// leaves out what merely says who writes.
    pub fn steps_after(&mut self, heads: &Heads) -> usize {
        history::steps_after(&mut self.auto, &heads.0)
    }

    /// Takes in changes, or a whole document, that were saved elsewhere.
    ///
    /// # Errors
    /// When the bytes are too many, would inflate to too many, or are not sound.
    pub fn load_incremental(&mut self, bytes: &[u8]) -> Result<(), OpenError> {
        check(bytes)?;
        // Where a panic is survived, what it leaves behind must not be.
        let before = cfg!(panic = "unwind").then(|| self.auto.clone());
        let outcome = caught(|| self.auto.load_incremental(bytes));
        if let (Err(_), Some(before)) = (&outcome, before) {
            self.auto = before;
        }
        outcome??;
        Ok(())
    }

    /// Takes in everything that another copy has.
    ///
    /// # Errors
    /// When the two wrote different changes under one actor.
    pub fn merge(&mut self, other: &mut Self) -> Result<(), OpenError> {
        self.auto.merge(&mut other.auto)?;
        Ok(())
    }

    /// The Automerge document, for the sync of `causeway-sync` and for nobody else.
    pub fn automerge_mut(&mut self) -> &mut AutoCommit {
        &mut self.auto
    }

    /// Ends the change in the making.
    pub(crate) fn commit(auto: &mut AutoCommit, seconds: i64) {
        auto.commit_with(CommitOptions::default().with_time(seconds));
    }
}

/// Looks at bytes before Automerge does, which unpacks whatever it is given, without a limit.
fn check(bytes: &[u8]) -> Result<(), OpenError> {
    if bytes.len() > MOST_STORED {
        return Err(OpenError::TooLong { found: bytes.len() });
    }
    Ok(guard::check_chunks(bytes, ALLOWANCE)?)
}

/// Catches a panic of Automerge, which trusts the content of a chunk once its checksum fits.
///
/// Where a panic aborts, as in the browser, it still does.
fn caught<T>(read: impl FnOnce() -> T) -> Result<T, OpenError> {
    catch_unwind(AssertUnwindSafe(read)).map_err(|_| OpenError::Unsound)
}
