//! The workspaces on this device: listed, made, opened from files, exported and deleted.

mod documents;
mod entry;
mod retold;
mod sketch;
mod templates;
mod translated;

use std::cmp::Reverse;

use causeway_document::Document;
use causeway_model::order::Arrange as _;
use causeway_model::{Problem, file};
use causeway_sync::chunks::{Chunk, ChunkKind};
use causeway_sync::ids::DocumentId;
use causeway_sync::store::{ChunkStore as _, StoreError, load_intact};
use futures_util::FutureExt as _;
use futures_util::future::{LocalBoxFuture, Shared};
use leptos::prelude::*;
use wasm_split_helpers::SplitLoaderError;

use self::documents::Made;
pub use self::entry::{Synced, WorkspaceEntry};
pub use self::sketch::Sketch;
pub use self::templates::Template;
use crate::i18n::{Language, language};
use crate::platform::files::ChosenFile;
use crate::platform::{clock, fetch, random, task};
use crate::state::status::StorageTrouble;
use crate::state::vault::Vault;

/// The workspaces on this device.
#[derive(Clone, Copy)]
pub struct Library {
    vault: StoredValue<Shared<LocalBoxFuture<'static, Vault>>, LocalStorage>,
    workspaces: RwSignal<Option<Vec<WorkspaceEntry>>>,
    trouble: RwSignal<Option<StorageTrouble>>,
}

/// What the texts of the templates, which are written in English, are in a language; empty where they stay.
async fn words_of(language: Language) -> Vec<u8> {
    if language == Language::English {
        return Vec::new();
    }
    let path = format!("words/templates.{}.json", language.tag());
    fetch::bytes(&path).await.unwrap_or_default()
}

/// Why there is no new workspace.
#[derive(Clone, Debug, PartialEq)]
pub enum NotMade {
    /// The file is `causeway/1`, with these faults.
    Faulty(Vec<Problem>),
    /// The file is of no kind that is known, or broken.
    Unreadable,
    /// It can't be kept on this device.
    NotStored(StorageTrouble),
    /// The template can't be fetched now.
    NoTemplate,
    /// The part of the app that does it can't be fetched now.
    NoPart,
}

impl From<SplitLoaderError> for NotMade {
    fn from(_: SplitLoaderError) -> Self {
        Self::NoPart
    }
}

/// A form in which a workspace leaves the app.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Form {
    /// `causeway/1`: readable, and what is written by hand.
    Json,
    /// The Automerge document, with its whole history.
    Automerge,
}

impl Form {
    /// The extension of its files, with the dot.
    pub fn extension(self) -> &'static str {
        match self {
            Self::Json => ".json",
            Self::Automerge => ".automerge",
        }
    }

    /// Its MIME type.
    pub fn mime(self) -> &'static str {
        match self {
            Self::Json => "application/json",
            Self::Automerge => "application/octet-stream",
        }
    }

    /// A document in this form.
    pub fn write(self, document: &mut Document) -> Vec<u8> {
        match self {
            Self::Json => file::print(&document.tree()).into_bytes(),
            Self::Automerge => document.save(),
        }
    }
}

impl Library {
    /// Opens the storage, lists what is there, and provides itself to the views below.
    pub fn provide() -> Self {
        let opening = Vault::open().boxed_local().shared();
        let library = Self {
            vault: StoredValue::new_local(opening),
            workspaces: RwSignal::new(None),
            trouble: RwSignal::new(None),
        };
        provide_context(library);
        library.refresh();
        library
    }

    /// The workspaces, last opened first; `None` until they are known.
    pub fn workspaces(self) -> Signal<Option<Vec<WorkspaceEntry>>> {
        self.workspaces.into()
    }

    /// Why nothing here outlives the page, if so.
    pub fn trouble(self) -> Signal<Option<StorageTrouble>> {
        self.trouble.into()
    }

    /// Where workspaces are kept, once that is open.
    pub async fn vault(self) -> Vault {
        match self.vault.try_get_value() {
            Some(vault) => vault.await,
            // The library is provided at the root, so this is a page that is going away.
            None => Vault::in_memory(StorageTrouble::Closed),
        }
    }

    /// Lists the workspaces anew: another tab may have changed something.
    pub fn refresh(self) {
        task::spawn(async move {
            let vault = self.vault().await;
            self.trouble.try_set(vault.trouble());
            let entries = list(&vault).await.unwrap_or_default();
            self.workspaces.try_set(Some(entries));
        });
    }

    /// What is known of one workspace; a new entry if it isn't on this device.
    pub async fn entry(self, document: DocumentId) -> WorkspaceEntry {
        let notes = self.vault().await.notes().await.unwrap_or_default();
        let note = notes.into_iter().find(|(id, _)| *id == document);
        note.map_or_else(
            || WorkspaceEntry::new(document),
            |(id, note)| WorkspaceEntry::read(id, &note),
        )
    }

    /// Notes what is known of a workspace.
    ///
    /// Failing is no harm to the work itself: the list then shows what it knew before.
    pub async fn note(self, entry: &WorkspaceEntry) {
        let _ = self.vault().await.note(entry.document, &entry.note()).await;
    }

    /// The workspaces to begin from; none while they can't be fetched.
    pub async fn templates(self) -> Vec<Template> {
        let Some(bytes) = fetch::bytes("templates/index.json").await else { return Vec::new() };
        templates::read_list(&bytes)
    }

    /// Makes a workspace with nothing in it but a title.
    ///
    /// # Errors
    /// If it can't be kept on this device.
    pub async fn create(self, title: &str) -> Result<DocumentId, NotMade> {
        self.keep(documents::blank(title.to_owned()).await?).await
    }

    /// Makes a workspace as a template has it.
    ///
    /// # Errors
    /// If the template can't be fetched, or the workspace can't be kept on this device.
    pub async fn create_from(self, template: &Template) -> Result<DocumentId, NotMade> {
        let path = format!("templates/{}", template.file);
        let bytes = fetch::bytes(&path).await.ok_or(NotMade::NoTemplate)?;
        let words = words_of(language()).await;
        self.keep(documents::from_template(bytes, template.as_of, words).await?).await
    }

    /// Opens a file as a new workspace on this device.
    ///
    /// # Errors
    /// If it isn't the file of a workspace, or can't be kept on this device.
    pub async fn open_file(self, file: ChosenFile) -> Result<DocumentId, NotMade> {
        self.keep(documents::from_file(file.bytes).await?).await
    }

    /// A workspace as a file. What of it is damaged is set aside, as when it is opened.
    ///
    /// # Errors
    /// If it isn't on this device, or can't be read.
    pub async fn export(self, document: DocumentId, form: Form) -> Result<Vec<u8>, NotMade> {
        let loaded = load_intact(&self.vault().await, document).await;
        let (chunks, _damaged) = loaded.map_err(|_| NotMade::Unreadable)?;
        // No bytes at all are a document too: an empty one, which must not pass for the workspace.
        if chunks.is_empty() {
            return Err(NotMade::Unreadable);
        }
        let bytes: Vec<u8> = chunks.iter().flat_map(Chunk::bytes).copied().collect();
        documents::written(bytes, form).await
    }

    /// Stores a new document, under a new id.
    async fn keep(self, made: Made) -> Result<DocumentId, NotMade> {
        let id = DocumentId::from_bytes(random::bytes());
        let chunk = Chunk::new(ChunkKind::Snapshot, made.snapshot);
        let stored = self.vault().await.put(id, chunk).await;
        stored.map_err(|error| NotMade::NotStored(StorageTrouble::from(&error)))?;
        let entry = WorkspaceEntry::new(id);
        self.note(&WorkspaceEntry { title: made.title, opened: Some(clock::now()), ..entry }).await;
        Ok(id)
    }

    /// Deletes a workspace from this device, with its history. Others who have it keep it.
    ///
    /// # Errors
    /// If the storage can't be written; then it is still there.
    pub async fn delete(self, document: DocumentId) -> Result<(), StorageTrouble> {
        let deleted = self.vault().await.forget(document).await;
        crate::state::prefs::forget_person_in(document);
        crate::state::pending::forget_all(document);
        self.refresh();
        deleted.map_err(|error| StorageTrouble::from(&error))
    }
}

/// Everything that is stored or noted, last opened first.
async fn list(vault: &Vault) -> Result<Vec<WorkspaceEntry>, StoreError> {
    let notes = vault.notes().await?;
    let holdings = vault.list().await?;
    let mut entries: Vec<_> = holdings
        .into_iter()
        .map(|holding| {
            let note = notes.iter().find(|(document, _)| *document == holding.document);
            let note = note.map_or("", |(_, note)| note);
            let entry = WorkspaceEntry::read(holding.document, note);
            WorkspaceEntry { bytes: holding.bytes, ..entry }
        })
        .collect();
    entries.arrange_by_key(|entry| Reverse(entry.opened));
    Ok(entries)
}
