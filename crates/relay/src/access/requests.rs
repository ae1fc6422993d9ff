//! What `causeway keys` asks of a relay that runs: to take new keys into its register, which nobody
//! else can write while it does.
//!
//! A request is a file in a folder of the data folder, so whoever may write there may ask, and nobody
//! else. It holds what the register is to know of the keys, and so no key. The relay takes it in and
//! removes it, or leaves word beside it why it didn't.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};
use std::thread::sleep;
use std::time::{Duration, Instant};

use causeway_sync::ids::DocumentId;
use serde::{Deserialize, Serialize};

use crate::access::KeyRecord;

/// The folder of the data folder that holds them.
const FOLDER: &str = "key-requests";

/// What the name of a request ends with.
const ASKED: &str = "json";

/// What the name of a word about one that was refused ends with.
const REFUSED: &str = "refused";

/// How long a relay that runs may take.
const ANSWER_WITHIN: Duration = Duration::from_secs(10);

/// How often it is looked whether it has.
const LOOK_EVERY: Duration = Duration::from_millis(50);

/// Keys that the register shall know.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Request {
    document: String,
    pub(crate) keys: Vec<KeyRecord>,
}

/// The requests in a data folder.
#[derive(Debug)]
pub(crate) struct Requests(PathBuf);

impl Request {
    pub(crate) fn new(document: DocumentId, keys: Vec<KeyRecord>) -> Self {
        Self { document: document.to_string(), keys }
    }

    pub(crate) fn document(&self) -> Option<DocumentId> {
        self.document.parse().ok()
    }
}

impl Requests {
    pub(crate) fn of(data: &Path) -> Self {
        Self(data.join(FOLDER))
    }

    /// Makes the folder, so that who asks need not be who runs the relay.
    pub(crate) fn open(&self) -> io::Result<()> {
        fs::create_dir_all(&self.0)
    }

    /// Asks, and waits until the relay has done it. Blocks.
    ///
    /// # Errors
    /// If it didn't; then it won't later either.
    pub(crate) fn ask(&self, name: &str, request: &Request) -> io::Result<()> {
        self.open()?;
        let [asked, refused] = [ASKED, REFUSED].map(|end| self.0.join(name).with_extension(end));
        let new = asked.with_extension("new");
        fs::write(&new, serde_json::to_vec(request)?)?;
        fs::rename(&new, &asked)?;
        let began = Instant::now();
        while asked.exists() {
            if began.elapsed() < ANSWER_WITHIN {
                sleep(LOOK_EVERY);
                continue;
            }
            match fs::remove_file(&asked) {
                Ok(()) => return Err(io::Error::new(io::ErrorKind::TimedOut, "nobody answers")),
                // It was taken in at the last moment.
                Err(error) if error.kind() == io::ErrorKind::NotFound => {}
                Err(error) => return Err(error),
            }
        }
        match fs::read_to_string(&refused) {
            Ok(why) => {
                let _ = fs::remove_file(&refused);
                Err(io::Error::other(why))
            }
            Err(_) => Ok(()),
        }
    }

    /// Has each request taken in; blocks. One that isn't is not looked at again.
    pub(crate) fn take_in(&self, mut take: impl FnMut(&Request) -> Result<(), String>) {
        // Without the folder nothing was asked.
        let Ok(entries) = fs::read_dir(&self.0) else { return };
        let files = entries.filter_map(|entry| Some(entry.ok()?.path()));
        for file in files.filter(|file| file.extension().is_some_and(|end| end == ASKED)) {
            let read = fs::read(&file).map_err(|error| error.to_string());
            let request: Result<Request, _> = read.and_then(|bytes| {
                serde_json::from_slice(&bytes).map_err(|error| error.to_string())
            });
            if let Err(why) = request.and_then(|request| take(&request)) {
                tracing::error!(%why, "keys of `causeway keys` were not taken in");
                let _ = fs::write(file.with_extension(REFUSED), why);
            }
            if let Err(error) = fs::remove_file(&file) {
                tracing::error!(%error, "a request of `causeway keys` could not be removed");
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use std::thread;

    use super::*;

    const MAP: DocumentId = DocumentId::from_bytes([7; 16]);

    /// What who asks hears of a relay that answers so.
    fn asked(answer: &Result<(), String>) -> io::Result<()> {
        let folder = tempfile::tempdir().unwrap();
        let requests = Requests::of(folder.path());
        requests.open().unwrap();
        let request = Request::new(MAP, Vec::new());
        thread::scope(|scope| {
            let asking = scope.spawn(|| requests.ask("one", &request));
            let mut is_taken = false;
            while !is_taken {
                requests.take_in(|request| {
                    is_taken = true;
                    assert_eq!(request.document(), Some(MAP));
                    answer.clone()
                });
            }
            asking.join().unwrap()
        })
    }

    #[test]
    fn who_asks_hears_when_it_is_done_and_why_it_is_not() {
        asked(&Ok(())).unwrap();
        assert_eq!(asked(&Err("too late".to_owned())).unwrap_err().to_string(), "too late");
    }

    #[test]
    fn what_is_no_request_is_refused_once_and_stops_no_other() {
        let folder = tempfile::tempdir().unwrap();
        let requests = Requests::of(folder.path());
        requests.open().unwrap();
        fs::write(requests.0.join("a.json"), "nonsense").unwrap();
        let good = serde_json::to_vec(&Request::new(MAP, Vec::new())).unwrap();
        fs::write(requests.0.join("b.json"), good).unwrap();
        let mut taken = 0;
        for _ in 0..2 {
            requests.take_in(|_| {
                taken += 1;
                Ok(())
            });
        }
        assert_eq!(taken, 1);
        assert!(requests.0.join("a.refused").exists() && !requests.0.join("a.json").exists());
    }
}
