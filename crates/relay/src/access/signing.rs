//! The secrets that keys are signed with. They live in one file of the data folder.
//!
//! The newest one signs; all of them verify. So a new one can be made at any time, and an old one
//! is retired when the keys it signed have been replaced.

use std::fs::{self, File, OpenOptions};
use std::io::{self, Write};
use std::path::Path;

use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use hmac::{Hmac, Mac};
use serde::{Deserialize, Serialize};
use sha2::Sha256;

/// The length of a signature.
pub(crate) const SIGNATURE_BYTES: usize = 32;

/// Names a secret.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct SignerId([u8; 4]);

/// All secrets, the newest last. There is always one.
pub(crate) struct SigningKeys {
    older: Vec<Signer>,
    newest: Signer,
}

/// One secret. Never printed.
struct Signer {
    id: SignerId,
    secret: [u8; 32],
    /// Seconds since 1970.
    made: u64,
}

/// The file, as JSON.
#[derive(Serialize, Deserialize)]
struct Stored {
    keys: Vec<StoredSigner>,
}

#[derive(Serialize, Deserialize)]
struct StoredSigner {
    id: String,
    made: u64,
    secret: String,
}

impl SignerId {
    pub(crate) fn from_bytes(bytes: [u8; 4]) -> Self {
        Self(bytes)
    }

    pub(crate) fn to_bytes(self) -> [u8; 4] {
        self.0
    }

    pub(crate) fn read(text: &str) -> Option<Self> {
        u32::from_str_radix(text, 16).ok().map(|number| Self(number.to_be_bytes()))
    }
}

impl std::fmt::Display for SignerId {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{:08x}", u32::from_be_bytes(self.0))
    }
}

impl SigningKeys {
    /// Reads the file, or makes it with a first secret.
    pub(crate) fn open(file: &Path, now: u64) -> io::Result<Self> {
        match fs::read(file) {
            Ok(bytes) => Self::read(&bytes).ok_or_else(|| {
                io::Error::new(io::ErrorKind::InvalidData, "not a file of signing keys")
            }),
            Err(error) if error.kind() == io::ErrorKind::NotFound => {
                let keys = Self { older: Vec::new(), newest: Signer::random(now) };
                keys.save(file)?;
                Ok(keys)
            }
            Err(error) => Err(error),
        }
    }

    /// Adds a secret, with which everything is signed from now on.
    pub(crate) fn rotate(&mut self, now: u64) -> SignerId {
        let newest = Signer::random(now);
        let id = newest.id;
        self.older.push(std::mem::replace(&mut self.newest, newest));
        id
    }

    /// Forgets an older secret, and with it every key that it signed. False if there is none of
    /// that name, or it is the newest.
    pub(crate) fn retire(&mut self, id: SignerId) -> bool {
        let before = self.older.len();
        self.older.retain(|signer| signer.id != id);
        self.older.len() < before
    }

    /// Writes the file whole, or leaves it as it was.
    pub(crate) fn save(&self, file: &Path) -> io::Result<()> {
        let keys = self.all().map(|signer| StoredSigner {
            id: signer.id.to_string(),
            made: signer.made,
            secret: URL_SAFE_NO_PAD.encode(signer.secret),
        });
        let bytes = serde_json::to_vec_pretty(&Stored { keys: keys.collect() })?;
        let new = file.with_extension("new");
        let mut written = private_file(&new)?;
        written.write_all(&bytes)?;
        written.sync_all()?;
        fs::rename(&new, file)
    }

    /// The secrets' names and when each was made, the oldest first.
    pub(crate) fn names(&self) -> impl Iterator<Item = (SignerId, u64)> {
        self.all().map(|signer| (signer.id, signer.made))
    }

    pub(crate) fn newest(&self) -> SignerId {
        self.newest.id
    }

    /// Whether there is a secret of this name: it isn't retired.
    pub(crate) fn has(&self, id: SignerId) -> bool {
        self.all().any(|signer| signer.id == id)
    }

    /// Signs with a secret; with nothing that verifies, if it isn't there.
    pub(crate) fn sign(&self, id: SignerId, bytes: &[u8]) -> [u8; SIGNATURE_BYTES] {
        let signer = self.all().find(|signer| signer.id == id);
        let mac = signer.and_then(|signer| signer.mac(bytes));
        mac.map(|mac| mac.finalize().into_bytes().into()).unwrap_or_default()
    }

    /// Whether this secret has signed these bytes, in a time that doesn't tell how nearly.
    pub(crate) fn verify(&self, id: SignerId, bytes: &[u8], signature: &[u8]) -> bool {
        let signer = self.all().find(|signer| signer.id == id);
        let mac = signer.and_then(|signer| signer.mac(bytes));
        mac.is_some_and(|mac| mac.verify_slice(signature).is_ok())
    }

    fn all(&self) -> impl Iterator<Item = &Signer> {
        self.older.iter().chain([&self.newest])
    }

    /// Reads what is in the file.
    pub(crate) fn read(bytes: &[u8]) -> Option<Self> {
        let stored: Stored = serde_json::from_slice(bytes).ok()?;
        let mut older = stored.keys.iter().map(Signer::read).collect::<Option<Vec<_>>>()?;
        let newest = older.pop()?;
        Some(Self { older, newest })
    }

    #[cfg(test)]
    pub(crate) fn new_for_test() -> Self {
        Self { older: Vec::new(), newest: Signer::random(0) }
    }
}

impl std::fmt::Debug for SigningKeys {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_list().entries(self.names().map(|(id, _)| id)).finish()
    }
}

impl Signer {
    fn random(now: u64) -> Self {
        Self { id: SignerId(rand::random()), secret: rand::random(), made: now }
    }

    fn read(stored: &StoredSigner) -> Option<Self> {
        let secret = URL_SAFE_NO_PAD.decode(&stored.secret).ok()?.try_into().ok()?;
        Some(Self { id: SignerId::read(&stored.id)?, secret, made: stored.made })
    }

    /// None never happens: a secret of any length is accepted.
    fn mac(&self, bytes: &[u8]) -> Option<Hmac<Sha256>> {
        let mut mac = Hmac::<Sha256>::new_from_slice(&self.secret).ok()?;
        mac.update(bytes);
        Some(mac)
    }
}

/// Opens a file that only the one who runs the relay can read.
fn private_file(path: &Path) -> io::Result<File> {
    let mut options = OpenOptions::new();
    options.write(true).create(true).truncate(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    options.open(path)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_secrets_are_kept_and_only_their_owner_can_read_them() {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("signing-keys.json");
        let first = SigningKeys::open(&file, 5).unwrap();
        let signature = first.sign(first.newest(), b"words");
        let again = SigningKeys::open(&file, 6).unwrap();
        assert!(again.verify(first.newest(), b"words", &signature));
        assert!(!again.verify(first.newest(), b"other words", &signature));
        #[cfg(unix)]
        {
            use std::os::unix::fs::PermissionsExt;
            assert_eq!(fs::metadata(&file).unwrap().permissions().mode() & 0o777, 0o600);
        }
    }

    #[test]
    fn what_an_older_secret_signed_is_good_until_it_is_retired() {
        let mut keys = SigningKeys::new_for_test();
        let old = keys.newest();
        let signature = keys.sign(old, b"words");
        let new = keys.rotate(1);
        assert!(keys.verify(old, b"words", &signature));
        assert!(!keys.verify(new, b"words", &signature));
        assert!(!keys.retire(new), "the newest stays");
        assert!(keys.retire(old));
        assert!(!keys.verify(old, b"words", &signature));
        assert!(!keys.verify(old, b"words", &keys.sign(old, b"words")), "it signs nothing more");
        assert!(keys.has(new) && !keys.has(old));
    }

    #[test]
    fn a_file_of_something_else_is_not_overwritten() {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("signing-keys.json");
        for text in ["", "{}", r#"{"keys": []}"#] {
            fs::write(&file, text).unwrap();
            assert!(SigningKeys::open(&file, 0).is_err());
            assert_eq!(fs::read_to_string(&file).unwrap(), text);
        }
    }

    #[test]
    fn no_secret_is_printed() {
        let keys = SigningKeys::new_for_test();
        assert!(!format!("{keys:?}").contains(&URL_SAFE_NO_PAD.encode(keys.newest.secret)));
    }
}
