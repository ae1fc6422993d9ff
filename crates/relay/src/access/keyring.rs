//! Keys of workspaces: made, revoked, and what they open.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};
use std::sync::{Mutex, PoisonError, RwLock, RwLockReadGuard};
use std::time::{Duration, Instant};

use causeway_sync::ids::DocumentId;
use serde::Serialize;
use sha2::{Digest, Sha256};
use tokio::sync::watch;

use crate::access::gate::now;
use crate::access::register::Workspace;
use crate::access::requests::{Request, Requests};
use crate::access::signing::{SignerId, SigningKeys};
use crate::access::ticket::Tickets;
use crate::access::{Audit, Grant, KeyId, KeyRecord, Over, Register, Role, SigningWhat, What};
use crate::limits::Limits;

/// The file of the data folder that says which keys are good.
const REGISTER: &str = "access.redb";

/// The file of the data folder with the secrets that keys are signed with.
const SIGNING: &str = "signing-keys.json";

/// The file of the data folder that says who was given what.
const AUDIT: &str = "audit.jsonl";

/// The most keys that a workspace may have had.
const MOST_KEYS: usize = 1000;

/// The three keys that a workspace begins with. They are shown once, and kept nowhere.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct OwnKeys {
    /// Makes and revokes keys, and deletes the workspace.
    pub owner_key: String,
    /// Reads and edits.
    pub edit_key: String,
    /// Reads.
    pub view_key: String,
}

/// A secret that keys are signed with, by name.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SigningKey {
    /// Its name, eight hexadecimal digits.
    pub id: String,
    /// When it was made, in seconds since 1970.
    pub made: u64,
}

/// Why keys could not be had or changed.
#[derive(Debug, thiserror::Error)]
pub enum KeyringError {
    /// The file of signing keys can't be read or written.
    #[error("the signing keys {} could not be used: {error}", file.display())]
    Signing {
        /// Which file.
        file: PathBuf,
        /// Why not.
        error: io::Error,
    },
    /// The file that says which keys are good can't be used; a running relay has it.
    #[error("the register of keys {} could not be used: {error}", file.display())]
    Register {
        /// Which file.
        file: PathBuf,
        /// Why not.
        error: Box<redb::Error>,
    },
    /// A relay that runs has the register, and didn't do what it was asked.
    #[error("a relay that runs has the register of keys, and did not take the new ones in: {0}")]
    NotTaken(io::Error),
    /// A file is damaged in a way that stops its reader.
    #[error("the keys are damaged: {0}")]
    Broken(String),
}

/// The keys in a relay's data folder, for the one who operates it.
#[derive(Debug)]
pub struct Keyring {
    folder: PathBuf,
    signing: SigningKeys,
}

/// All that a running relay knows of keys.
#[derive(Debug)]
pub(crate) struct Keys {
    signing: RwLock<SigningKeys>,
    /// The file that they are in, and a hash of what was in it when it was looked at last.
    signing_file: PathBuf,
    seen: Mutex<Option<[u8; 32]>>,
    requests: Requests,
    register: Register,
    tickets: Tickets,
    audit: Audit,
}

/// Why something was not done with a key.
#[derive(Debug, thiserror::Error)]
pub(crate) enum NotDone {
    #[error("this relay knows this workspace already")]
    Known,
    #[error("there is no such key")]
    NoSuchKey,
    #[error("a workspace needs an owner; make another owner key first")]
    LastOwner,
    #[error("this workspace has had too many keys")]
    TooMany,
    #[error("this key is no longer good")]
    Over(#[from] Over),
    #[error("the register of keys could not be written: {0}")]
    Register(#[from] redb::Error),
}

impl Keyring {
    /// Reads the signing keys of a data folder, or makes the first one.
    ///
    /// # Errors
    /// If the file can't be read or written.
    pub fn open(folder: &Path) -> Result<Self, KeyringError> {
        Ok(Self { folder: folder.to_owned(), signing: open_signing(folder)? })
    }

    /// The signing keys, the newest last.
    pub fn signing_keys(&self) -> Vec<SigningKey> {
        let names = self.signing.names();
        names.map(|(id, made)| SigningKey { id: id.to_string(), made }).collect()
    }

    /// Makes a signing key, with which a relay signs from now on, and gives its name. One that runs
    /// takes note within seconds.
    ///
    /// # Errors
    /// If the file can't be written; then nothing has changed.
    pub fn rotate(&mut self) -> Result<String, KeyringError> {
        let id = self.signing.rotate(now());
        self.save()?;
        self.audit().note_signing(SigningWhat::Rotated, id, now());
        Ok(id.to_string())
    }

    /// Forgets a signing key, and so all keys that it signed. A relay that runs takes note within
    /// seconds, and puts out whoever is connected with one. False if there is none of this name but the newest, which stays.
    ///
    /// # Errors
    /// If the file can't be written; then nothing has changed.
    pub fn retire(&mut self, id: &str) -> Result<bool, KeyringError> {
        let Some(id) = SignerId::read(id).filter(|id| self.signing.retire(*id)) else {
            return Ok(false);
        };
        self.save()?;
        self.audit().note_signing(SigningWhat::Retired, id, now());
        Ok(true)
    }

    /// Makes three more keys for a workspace, which is claimed if it wasn't: one whose owner's key
    /// is lost, or that was made when the relay was open. They are good at once, also at a relay
    /// that runs. Blocks.
    ///
    /// # Errors
    /// If the register can't be written, or the relay that has it doesn't take them in.
    pub fn issue(self, document: DocumentId) -> Result<OwnKeys, KeyringError> {
        let grants = first_grants(document, self.signing.newest());
        let own = OwnKeys::sealed(&grants, &self.signing);
        let request =
            Request::new(document, grants.iter().map(|grant| record(grant, None)).collect());
        match Keys::with_signing(&self.folder, self.signing) {
            Ok(keys) => {
                let taken = keys.take_in(&request);
                taken.map_err(|error| register_error(&self.folder, error))?;
            }
            Err(KeyringError::Register { error, .. })
                if matches!(*error, redb::Error::DatabaseAlreadyOpen) =>
            {
                let requests = Requests::of(&self.folder);
                let asked = requests.ask(&grants[0].id.to_string(), &request);
                asked.map_err(KeyringError::NotTaken)?;
            }
            Err(error) => return Err(error),
        }
        Ok(own)
    }

    /// The log that a relay which runs here writes as well: each adds whole lines.
    fn audit(&self) -> Audit {
        Audit::at(&self.folder.join(AUDIT))
    }

    fn save(&self) -> Result<(), KeyringError> {
        let file = self.folder.join(SIGNING);
        self.signing.save(&file).map_err(|error| KeyringError::Signing { file, error })
    }
}

impl OwnKeys {
    fn sealed(grants: &[Grant; 3], signing: &SigningKeys) -> Self {
        let [owner_key, edit_key, view_key] = grants.map(|grant| grant.sealed(signing));
        Self { owner_key, edit_key, view_key }
    }
}

impl Keys {
    /// Opens what the data folder has of keys, or makes it. Blocks.
    pub(crate) fn open(folder: &Path) -> Result<Self, KeyringError> {
        Self::with_signing(folder, open_signing(folder)?)
    }

    fn with_signing(folder: &Path, signing: SigningKeys) -> Result<Self, KeyringError> {
        let register = Register::open(&folder.join(REGISTER));
        let requests = Requests::of(folder);
        if let Err(error) = requests.open() {
            tracing::warn!(%error, "`causeway keys` can't ask this relay while it runs");
        }
        Ok(Self {
            signing: RwLock::new(signing),
            signing_file: folder.join(SIGNING),
            seen: Mutex::default(),
            requests,
            register: register.map_err(|error| register_error(folder, error))?,
            tickets: Tickets::good_for(Limits::default().ticket_within),
            audit: Audit::at(&folder.join(AUDIT)),
        })
    }

    /// The same, with tickets that are good for so long.
    pub(crate) fn with_tickets_good_for(self, good_for: Duration) -> Self {
        Self { tickets: Tickets::good_for(good_for), ..self }
    }

    /// The documents in a data folder that were claimed, if it ever had keys. Blocks.
    pub(crate) fn claimed_in(folder: &Path) -> Result<Vec<DocumentId>, KeyringError> {
        let file = folder.join(REGISTER);
        if !file.exists() {
            return Ok(Vec::new());
        }
        let register = Register::open(&file).map_err(|error| register_error(folder, error))?;
        Ok(register.documents())
    }

    /// Looks whether the operator has rotated or retired signing keys, or made keys, since it was
    /// looked last, and sees to it that whoever relies on a retired one learns of it. Blocks.
    pub(crate) fn look(&self) {
        self.look_at_signing();
        self.requests.take_in(|request| self.take_in(request).map_err(|error| error.to_string()));
    }

    fn look_at_signing(&self) {
        let read = fs::read(&self.signing_file).ok();
        {
            let mut seen = self.seen.lock().unwrap_or_else(PoisonError::into_inner);
            let hash = read.as_ref().map(|bytes| Sha256::digest(bytes).into());
            if *seen == hash {
                return;
            }
            *seen = hash;
        }
        let Some(signing) = read.and_then(|bytes| SigningKeys::read(&bytes)) else {
            tracing::error!(
                "the file of signing keys can't be read; those that were known are used"
            );
            return;
        };
        *self.signing.write().unwrap_or_else(PoisonError::into_inner) = signing;
        self.register.stir();
    }

    /// Takes in keys that `causeway keys` has made. Blocks.
    fn take_in(&self, request: &Request) -> Result<(), redb::Error> {
        let document = request.document();
        let document = document.ok_or_else(|| redb::Error::Corrupted("no document".to_owned()))?;
        self.register.change(document, |workspace| {
            let workspace = workspace.get_or_insert_with(|| Workspace::new(now()));
            for key in &request.keys {
                // Asked twice, where it wasn't known whether it was done.
                if !workspace.keys.iter().any(|known| known.id == key.id) {
                    workspace.keys.push(key.clone());
                }
            }
            Ok::<_, redb::Error>(())
        })?;
        for key in &request.keys {
            self.audit.note(What::KeyMade, document, (key.id, key.role), now());
        }
        Ok(())
    }

    fn signing(&self) -> RwLockReadGuard<'_, SigningKeys> {
        self.signing.read().unwrap_or_else(PoisonError::into_inner)
    }

    /// What a key says, if it is good now.
    pub(crate) fn read(&self, key: &str) -> Option<Grant> {
        self.examine(key)?.ok()
    }

    /// What a key says, or why it is no longer good; none if this relay never made it.
    pub(crate) fn examine(&self, key: &str) -> Option<Result<Grant, Over>> {
        let grant = Grant::opened(key, &self.signing())?;
        Some(self.standing(&grant).map(|_| grant))
    }

    /// Whether a key is good now, and if not, why.
    pub(crate) fn standing(&self, grant: &Grant) -> Result<Role, Over> {
        if !self.signing().has(grant.signer) {
            return Err(Over::Retired);
        }
        self.register.standing(grant, now())
    }

    pub(crate) fn is_claimed(&self, document: DocumentId) -> bool {
        self.register.is_claimed(document)
    }

    pub(crate) fn changes(&self) -> watch::Receiver<u64> {
        self.register.changes()
    }

    /// A ticket for a key; none if too many are out. Blocks.
    pub(crate) fn issue_ticket(&self, grant: Grant) -> Option<String> {
        let ticket = self.tickets.issue(grant, Instant::now())?;
        self.note(What::TicketIssued, &grant);
        Some(ticket)
    }

    /// What a ticket stands for, if it was not used and the key is good now.
    pub(crate) fn redeem(&self, ticket: &str) -> Option<Grant> {
        let grant = self.tickets.redeem(ticket, Instant::now())?;
        self.standing(&grant).ok().map(|_| grant)
    }

    /// Claims a document, with its first three keys. Blocks.
    pub(crate) fn claim(&self, document: DocumentId) -> Result<OwnKeys, NotDone> {
        let grants = first_grants(document, self.signing().newest());
        self.register.change(document, |workspace| {
            if workspace.is_some() {
                return Err(NotDone::Known);
            }
            let records = grants.iter().map(|grant| record(grant, None));
            workspace.insert(Workspace::new(now())).keys.extend(records);
            Ok(())
        })?;
        self.note(What::Claimed, &grants[0]);
        grants[1..].iter().for_each(|grant| self.note(What::KeyMade, grant));
        Ok(OwnKeys::sealed(&grants, &self.signing()))
    }

    /// Makes one more key of a workspace, for an owner. Blocks.
    pub(crate) fn make(
        &self,
        owner: &Grant,
        role: Role,
        expires: Option<u64>,
        label: Option<String>,
    ) -> Result<(KeyRecord, String), NotDone> {
        let signer = self.signing().newest();
        let grant = Grant { expires, ..fresh(owner.document, role, signer) };
        let record = record(&grant, label);
        self.change(owner, |workspace| {
            if workspace.keys.len() >= MOST_KEYS {
                return Err(NotDone::TooMany);
            }
            workspace.keys.push(record.clone());
            Ok(())
        })?;
        self.note(What::KeyMade, &grant);
        Ok((record, grant.sealed(&self.signing())))
    }

    /// What is known of a workspace's keys.
    pub(crate) fn list(&self, document: DocumentId) -> Vec<KeyRecord> {
        self.register.with(document, |workspace| {
            workspace.map(|workspace| workspace.keys.clone()).unwrap_or_default()
        })
    }

    /// Makes a key worthless at once, for an owner. Blocks.
    pub(crate) fn revoke(&self, owner: &Grant, id: KeyId) -> Result<(), NotDone> {
        let role = self.change(owner, |workspace| {
            let now = now();
            let is_owner = |key: &KeyRecord| key.role == Role::Owner && key.is_good(now);
            let has_other = workspace.keys.iter().any(|key| is_owner(key) && key.id != id);
            let key = workspace.keys.iter_mut().find(|key| key.id == id);
            let key = key.ok_or(NotDone::NoSuchKey)?;
            if is_owner(key) && !has_other {
                return Err(NotDone::LastOwner);
            }
            key.revoked.get_or_insert(now);
            Ok(key.role)
        })?;
        self.note(What::KeyRevoked, &Grant { role, id, ..*owner });
        Ok(())
    }

    /// Forgets a workspace with all its keys, for an owner. Blocks.
    pub(crate) fn delete(&self, owner: &Grant) -> Result<(), NotDone> {
        self.register.change(owner.document, |workspace| {
            // Looked at again, since somebody else may have been quicker.
            is_owner(workspace.as_ref(), owner)?;
            *workspace = None;
            Ok::<_, NotDone>(())
        })?;
        self.note(What::Deleted, owner);
        Ok(())
    }

    /// Adds a line to the audit log. Blocks.
    pub(crate) fn note(&self, what: What, grant: &Grant) {
        self.audit.note(what, grant.document, (grant.id, grant.role), now());
    }

    fn change<T>(
        &self,
        owner: &Grant,
        change: impl FnOnce(&mut Workspace) -> Result<T, NotDone>,
    ) -> Result<T, NotDone> {
        self.register.change(owner.document, |workspace| {
            is_owner(workspace.as_ref(), owner)?;
            change(workspace.as_mut().ok_or(Over::Deleted)?)
        })
    }
}

/// Whether an owner's key still is one.
fn is_owner(workspace: Option<&Workspace>, owner: &Grant) -> Result<(), Over> {
    let mut keys = workspace.ok_or(Over::Deleted)?.keys.iter();
    let key = keys.find(|key| key.id == owner.id && key.role == Role::Owner);
    let is_good = key.is_some_and(|key| key.is_good(now()));
    if is_good { Ok(()) } else { Err(Over::Revoked) }
}

fn fresh(document: DocumentId, role: Role, signer: SignerId) -> Grant {
    Grant { document, role, expires: None, id: KeyId::from_random(rand::random()), signer }
}

/// What the three keys say that a workspace begins with.
fn first_grants(document: DocumentId, signer: SignerId) -> [Grant; 3] {
    [Role::Owner, Role::Edit, Role::View].map(|role| fresh(document, role, signer))
}

fn record(grant: &Grant, label: Option<String>) -> KeyRecord {
    let Grant { role, expires, id, .. } = *grant;
    KeyRecord { id, role, label, made: now(), expires, revoked: None }
}

fn open_signing(folder: &Path) -> Result<SigningKeys, KeyringError> {
    let file = folder.join(SIGNING);
    SigningKeys::open(&file, now()).map_err(|error| KeyringError::Signing { file, error })
}

fn register_error(folder: &Path, error: redb::Error) -> KeyringError {
    KeyringError::Register { file: folder.join(REGISTER), error: Box::new(error) }
}

#[cfg(test)]
mod tests;
