//! Which workspaces are claimed, and which of their keys are good: a small redb file, all of it in
//! memory as well.
//!
//! A key is good only while its record is here. So a revocation outlives a restart, and the keys of
//! a workspace that was deleted stay dead when somebody claims it again.

use std::collections::HashMap;
use std::path::Path;
use std::sync::{PoisonError, RwLock};

use causeway_sync::ids::DocumentId;
use redb::{Database, ReadableDatabase, ReadableTable, StorageError, TableDefinition};
use serde::{Deserialize, Serialize};
use tokio::sync::watch;

use crate::access::{Grant, KeyId, Over, Role};

/// A document's bytes, and its workspace as JSON.
const WORKSPACES: TableDefinition<'_, &[u8; 16], &[u8]> = TableDefinition::new("workspaces");

/// A claimed workspace.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Workspace {
    /// When it was claimed, in seconds since 1970.
    pub(crate) claimed: u64,
    pub(crate) keys: Vec<KeyRecord>,
}

/// What is known of a key: all but the key.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct KeyRecord {
    pub(crate) id: KeyId,
    pub(crate) role: Role,
    pub(crate) label: Option<String>,
    /// In seconds since 1970, as all times here.
    pub(crate) made: u64,
    pub(crate) expires: Option<u64>,
    pub(crate) revoked: Option<u64>,
}

/// All claimed workspaces of a relay.
#[derive(Debug)]
pub(crate) struct Register {
    database: Database,
    workspaces: RwLock<HashMap<DocumentId, Workspace>>,
    changes: watch::Sender<u64>,
}

impl Workspace {
    /// One that is claimed now, without keys.
    pub(crate) fn new(now: u64) -> Self {
        Self { claimed: now, keys: Vec::new() }
    }
}

impl KeyRecord {
    pub(crate) fn is_good(&self, now: u64) -> bool {
        self.revoked.is_none() && self.expires.is_none_or(|expires| now < expires)
    }
}

impl Register {
    /// Opens the file, or makes it. Blocks.
    pub(crate) fn open(file: &Path) -> Result<Self, redb::Error> {
        Self::of(Database::create(file)?)
    }

    fn of(database: Database) -> Result<Self, redb::Error> {
        let transaction = database.begin_write()?;
        transaction.open_table(WORKSPACES)?;
        transaction.commit()?;
        let mut workspaces = HashMap::new();
        for entry in database.begin_read()?.open_table(WORKSPACES)?.iter()? {
            let (document, workspace) = entry?;
            let workspace =
                serde_json::from_slice(workspace.value()).map_err(|error| unreadable(&error))?;
            workspaces.insert(DocumentId::from_bytes(*document.value()), workspace);
        }
        Ok(Self { database, workspaces: RwLock::new(workspaces), changes: watch::Sender::new(0) })
    }

    /// Whether a key is good now, and if not, why.
    pub(crate) fn standing(&self, grant: &Grant, now: u64) -> Result<Role, Over> {
        self.with(grant.document, |workspace| {
            let key = workspace.ok_or(Over::Deleted)?.keys.iter().find(|key| key.id == grant.id);
            match key.ok_or(Over::Revoked)? {
                key if key.revoked.is_some() => Err(Over::Revoked),
                key if !key.is_good(now) => Err(Over::Expired),
                key => Ok(key.role),
            }
        })
    }

    pub(crate) fn is_claimed(&self, document: DocumentId) -> bool {
        self.with(document, |workspace| workspace.is_some())
    }

    /// The claimed documents.
    pub(crate) fn documents(&self) -> Vec<DocumentId> {
        let workspaces = self.workspaces.read().unwrap_or_else(PoisonError::into_inner);
        workspaces.keys().copied().collect()
    }

    /// Looks at a workspace.
    pub(crate) fn with<T>(
        &self,
        document: DocumentId,
        look: impl FnOnce(Option<&Workspace>) -> T,
    ) -> T {
        let workspaces = self.workspaces.read().unwrap_or_else(PoisonError::into_inner);
        look(workspaces.get(&document))
    }

    /// Changes a workspace, or forgets it; whoever waits for changes learns of it. Blocks until it
    /// is on the disk. What the change finds and what it gives up is the caller's answer.
    pub(crate) fn change<T, E: From<redb::Error>>(
        &self,
        document: DocumentId,
        change: impl FnOnce(&mut Option<Workspace>) -> Result<T, E>,
    ) -> Result<T, E> {
        // Held while the disk is written, so that changes come one after another.
        let transaction = self.database.begin_write().map_err(|error| E::from(error.into()))?;
        let mut workspace = self.with(document, |workspace| Some(workspace?.clone()));
        let answer = change(&mut workspace)?;
        write(transaction, document, workspace.as_ref()).map_err(E::from)?;
        let mut workspaces = self.workspaces.write().unwrap_or_else(PoisonError::into_inner);
        match workspace {
            Some(workspace) => workspaces.insert(document, workspace),
            None => workspaces.remove(&document),
        };
        drop(workspaces);
        self.stir();
        Ok(answer)
    }

    /// Tells whoever waits for changes to look again at what they rely on.
    pub(crate) fn stir(&self) {
        self.changes.send_modify(|changes| *changes += 1);
    }

    /// Changes whenever a workspace does.
    pub(crate) fn changes(&self) -> watch::Receiver<u64> {
        self.changes.subscribe()
    }
}

fn write(
    transaction: redb::WriteTransaction,
    document: DocumentId,
    workspace: Option<&Workspace>,
) -> Result<(), redb::Error> {
    {
        let mut table = transaction.open_table(WORKSPACES)?;
        match workspace {
            Some(workspace) => {
                let json = serde_json::to_vec(workspace).map_err(|error| unreadable(&error))?;
                table.insert(document.as_bytes(), json.as_slice())?;
            }
            None => {
                table.remove(document.as_bytes())?;
            }
        }
    }
    transaction.commit()?;
    Ok(())
}

fn unreadable(error: &serde_json::Error) -> redb::Error {
    StorageError::Corrupted(error.to_string()).into()
}
