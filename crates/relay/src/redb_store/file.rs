//! The redb file, and how it is opened again after the disk failed.

use std::fmt;
use std::io::ErrorKind;
use std::sync::{PoisonError, RwLock};

use causeway_sync::store::StoreError;
use redb::{Database, DatabaseError, ReadTransaction, ReadableDatabase, WriteTransaction};

use crate::redb_store::tables;

/// Why a store could not be opened.
#[derive(Debug, thiserror::Error)]
pub enum OpenError {
    /// Another process has it.
    #[error("it is in use by another process")]
    InUse,
    /// It is damaged, not a store at all, or out of reach.
    #[error("{0}")]
    Failed(#[source] redb::Error),
    /// It is damaged in a way that stops its reader.
    #[error("it is damaged: {0}")]
    Broken(String),
    /// The thread that writes could not be started.
    #[error("the thread that writes to it could not be started: {0}")]
    Thread(#[source] std::io::Error),
}

type Open = dyn Fn() -> Result<Database, DatabaseError> + Send + Sync;

/// An open database that knows how to open itself again.
///
/// After one failed write, as on a full disk, redb refuses everything until then.
pub(crate) struct StoreFile {
    open: Box<Open>,
    database: RwLock<Option<Database>>,
}

impl StoreFile {
    pub(crate) fn open(
        open: impl Fn() -> Result<Database, DatabaseError> + Send + Sync + 'static,
    ) -> Result<Self, OpenError> {
        let database = open_with_tables(&open).map_err(|error| match error {
            redb::Error::DatabaseAlreadyOpen => OpenError::InUse,
            error => OpenError::Failed(error),
        })?;
        Ok(Self { open: Box::new(open), database: RwLock::new(Some(database)) })
    }

    /// Reads in one transaction, beside any number of others.
    pub(crate) fn read<T>(
        &self,
        read: impl FnOnce(&ReadTransaction) -> Result<T, redb::Error>,
    ) -> Result<T, StoreError> {
        let database = self.database.read().unwrap_or_else(PoisonError::into_inner);
        let database = database.as_ref().ok_or(StoreError::Closed)?;
        let transaction = database.begin_read().map_err(in_our_words)?;
        read(&transaction).map_err(in_our_words)
    }

    /// Writes in one transaction, which is on the disk when this returns success.
    ///
    /// Opens the file again first if the last write failed.
    pub(crate) fn write(
        &self,
        write: impl FnOnce(&WriteTransaction) -> Result<(), redb::Error>,
    ) -> Result<(), StoreError> {
        self.open_again()?;
        let result = {
            let database = self.database.read().unwrap_or_else(PoisonError::into_inner);
            let database = database.as_ref().ok_or(StoreError::Closed)?;
            commit(database, write)
        };
        result.map_err(|error| {
            // Dropped at once, and opened by the next write: reads are refused until then, which
            // is better than to answer that a document is unknown.
            *self.database.write().unwrap_or_else(PoisonError::into_inner) = None;
            in_our_words(error)
        })
    }

    fn open_again(&self) -> Result<(), StoreError> {
        let mut database = self.database.write().unwrap_or_else(PoisonError::into_inner);
        if database.is_none() {
            *database = Some(open_with_tables(&self.open).map_err(in_our_words)?);
        }
        Ok(())
    }
}

impl fmt::Debug for StoreFile {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("StoreFile").finish_non_exhaustive()
    }
}

fn open_with_tables(
    open: &dyn Fn() -> Result<Database, DatabaseError>,
) -> Result<Database, redb::Error> {
    let database = open()?;
    commit(&database, tables::create)?;
    Ok(database)
}

/// A transaction of the default durability: the commit returns when the disk has it.
fn commit(
    database: &Database,
    write: impl FnOnce(&WriteTransaction) -> Result<(), redb::Error>,
) -> Result<(), redb::Error> {
    let transaction = database.begin_write()?;
    write(&transaction)?;
    transaction.commit()?;
    Ok(())
}

fn in_our_words(error: impl Into<redb::Error>) -> StoreError {
    match error.into() {
        redb::Error::Io(error) if error.kind() == ErrorKind::StorageFull => StoreError::Full,
        redb::Error::DatabaseClosed => StoreError::Closed,
        error => StoreError::Failed(error.to_string()),
    }
}
