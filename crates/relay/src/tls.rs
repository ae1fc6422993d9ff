//! TLS: the certificate that the relay shows, read anew when its files change.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, PoisonError, RwLock};

use sha2::{Digest, Sha256};
use tokio_rustls::TlsAcceptor;
use tokio_rustls::rustls::crypto::ring::default_provider;
use tokio_rustls::rustls::pki_types::pem::PemObject;
use tokio_rustls::rustls::pki_types::{CertificateDer, PrivateKeyDer};
use tokio_rustls::rustls::{Error, InconsistentKeys, ServerConfig};

/// What is spoken inside: a socket begins as HTTP/1.1.
const PROTOCOL: &[u8] = b"http/1.1";

/// Where a certificate and its key are, both in PEM.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TlsFiles {
    /// The certificate, followed by those that vouch for it.
    pub certificate: PathBuf,
    /// Its private key.
    pub key: PathBuf,
}

/// Why a certificate can't be shown.
#[derive(Debug, thiserror::Error)]
pub enum TlsError {
    /// A file can't be read.
    #[error("{} could not be read: {error}", file.display())]
    Unread {
        /// Which file.
        file: PathBuf,
        /// Why not.
        error: io::Error,
    },
    /// There is no certificate in the file.
    #[error("there is no certificate in PEM in {}", .0.display())]
    NoCertificate(PathBuf),
    /// There is no private key in the file.
    #[error("there is no private key in PEM in {}", .0.display())]
    NoKey(PathBuf),
    /// The key is another certificate's.
    #[error("the key {} is not that of the certificate {}", .0.key.display(), .0.certificate.display())]
    Apart(TlsFiles),
    /// The certificate or its key is of a kind that isn't known.
    #[error("the certificate {} can't be used with its key: {error}", file.display())]
    Unusable {
        /// Which file.
        file: PathBuf,
        /// Why not.
        error: Error,
    },
}

/// What stands before the relay where it speaks TLS.
pub(crate) struct Tls {
    files: TlsFiles,
    acceptor: RwLock<TlsAcceptor>,
    /// A hash of what was read last, good or not, so that what is bad is said once.
    seen: Mutex<Option<[u8; 32]>>,
}

impl Tls {
    /// Reads the files. Blocks.
    pub(crate) fn open(files: TlsFiles) -> Result<Self, TlsError> {
        let read = Read::of(&files)?;
        let acceptor = RwLock::new(read.acceptor(&files)?);
        Ok(Self { files, acceptor, seen: Mutex::new(Some(read.hash())) })
    }

    /// What the next connection is met with.
    pub(crate) fn acceptor(&self) -> TlsAcceptor {
        self.acceptor.read().unwrap_or_else(PoisonError::into_inner).clone()
    }

    /// Reads the files anew if they have changed; while they are no good, what was good stays. Blocks.
    pub(crate) fn look(&self) {
        let read = Read::of(&self.files);
        let hash = read.as_ref().ok().map(Read::hash);
        {
            let mut seen = self.seen.lock().unwrap_or_else(PoisonError::into_inner);
            if *seen == hash {
                return;
            }
            *seen = hash;
        }
        match read.and_then(|read| read.acceptor(&self.files)) {
            Ok(acceptor) => {
                *self.acceptor.write().unwrap_or_else(PoisonError::into_inner) = acceptor;
                tracing::info!("the certificate was read anew");
            }
            // Whoever renews them writes one file after the other.
            Err(error) => tracing::warn!(%error, "the certificate stays as it was"),
        }
    }
}

impl std::fmt::Debug for Tls {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Tls").field("files", &self.files).finish_non_exhaustive()
    }
}

/// The bytes of both files.
struct Read {
    certificate: Vec<u8>,
    key: Vec<u8>,
}

impl Read {
    fn of(files: &TlsFiles) -> Result<Self, TlsError> {
        let read = |file: &Path| {
            fs::read(file).map_err(|error| TlsError::Unread { file: file.to_owned(), error })
        };
        Ok(Self { certificate: read(&files.certificate)?, key: read(&files.key)? })
    }

    fn hash(&self) -> [u8; 32] {
        let length = self.certificate.len() as u64;
        let hash = Sha256::new().chain_update(length.to_be_bytes());
        hash.chain_update(&self.certificate).chain_update(&self.key).finalize().into()
    }

    fn acceptor(&self, files: &TlsFiles) -> Result<TlsAcceptor, TlsError> {
        let chain: Result<Vec<_>, _> = CertificateDer::pem_slice_iter(&self.certificate).collect();
        let chain = chain.ok().filter(|chain| !chain.is_empty());
        let chain = chain.ok_or_else(|| TlsError::NoCertificate(files.certificate.clone()))?;
        let key = PrivateKeyDer::from_pem_slice(&self.key);
        let key = key.map_err(|_| TlsError::NoKey(files.key.clone()))?;
        let unusable = |error| match error {
            Error::InconsistentKeys(InconsistentKeys::KeyMismatch) => {
                TlsError::Apart(files.clone())
            }
            error => TlsError::Unusable { file: files.certificate.clone(), error },
        };
        let mut config = ServerConfig::builder_with_provider(Arc::new(default_provider()))
            .with_safe_default_protocol_versions()
            .map_err(unusable)?
            .with_no_client_auth()
            .with_single_cert(chain, key)
            .map_err(unusable)?;
        config.alpn_protocols = vec![PROTOCOL.to_vec()];
        Ok(TlsAcceptor::from(Arc::new(config)))
    }
}

#[cfg(test)]
mod tests {
    use rcgen::{CertifiedKey, generate_simple_self_signed};
    use tempfile::TempDir;

    use super::*;

    /// A certificate of this machine and its key, in PEM.
    fn made() -> (String, String) {
        let CertifiedKey { cert, signing_key } =
            generate_simple_self_signed(["localhost".to_owned()]).unwrap();
        (cert.pem(), signing_key.serialize_pem())
    }

    fn written(certificate: &str, key: &str) -> (TempDir, TlsFiles) {
        let folder = tempfile::tempdir().unwrap();
        let files = TlsFiles {
            certificate: folder.path().join("certificate.pem"),
            key: folder.path().join("key.pem"),
        };
        fs::write(&files.certificate, certificate).unwrap();
        fs::write(&files.key, key).unwrap();
        (folder, files)
    }

    #[test]
    fn what_is_no_certificate_with_its_key_is_refused_and_named() {
        let ((certificate, key), (_, other)) = (made(), made());
        let refused = |certificate: &str, key: &str| {
            let (_folder, files) = written(certificate, key);
            Tls::open(files).unwrap_err().to_string()
        };
        assert!(refused("", &key).contains("no certificate in PEM in"));
        assert!(refused(&key, &key).contains("no certificate in PEM in"));
        assert!(refused(&certificate, "").contains("no private key in PEM in"));
        assert!(refused(&certificate, &certificate).contains("no private key in PEM in"));
        assert!(refused(&certificate, &other).contains("is not that of the certificate"));
        let (folder, files) = written(&certificate, &key);
        fs::remove_file(&files.key).unwrap();
        let error = Tls::open(files).unwrap_err().to_string();
        assert!(error.contains("key.pem could not be read"), "{error}");
        drop(folder);
    }

    #[test]
    fn a_renewed_certificate_is_shown_once_both_files_have_come() {
        let ((certificate, key), (new_certificate, new_key)) = (made(), made());
        let (_folder, files) = written(&certificate, &key);
        let tls = Tls::open(files.clone()).unwrap();
        let shown = || Arc::clone(tls.acceptor().config());
        let first = shown();
        tls.look();
        assert!(Arc::ptr_eq(&first, &shown()), "nothing has changed");
        fs::write(&files.certificate, new_certificate).unwrap();
        tls.look();
        assert!(Arc::ptr_eq(&first, &shown()), "the key is still the old one");
        fs::write(&files.key, new_key).unwrap();
        tls.look();
        let second = shown();
        assert!(!Arc::ptr_eq(&first, &second));
        fs::remove_file(&files.key).unwrap();
        tls.look();
        assert!(Arc::ptr_eq(&second, &shown()), "what was good stays");
    }
}
