//! `causeway publish`: a workspace to be read by anybody and edited by nobody.

mod key;
mod older;
mod place;
mod report;

use std::borrow::Cow;
use std::path::Path;
use std::{fs, io};

use causeway_insight::Language;
use causeway_model::{Date, Instant};
use causeway_publish::{
    Draft, Files, Latest, People, PublicationId, Redaction, Unpublishable, snapshot,
};
use chrono::{Datelike as _, Days, NaiveTime, Utc};

use crate::arguments::{Naming, Publish, Report};
use crate::failure::Failure;
use crate::input::shown;
use crate::workspace::{Workspace, new_actor};
use place::Place;

/// What an app that has its page begins from.
const INDEX: &str = "index.html";

/// Publishes one workspace.
pub(crate) fn run(arguments: &Publish) -> Result<(), Failure> {
    let now = Utc::now();
    let expires = arguments.expires.map(end_of).transpose()?;
    let place = Place::look(&arguments.target)?;
    if place.is_standard() && arguments.format == Report::Json {
        return Err(Failure::new(
            "Standard output can't take the page and the report.",
            "Nothing was written.",
            "Name a file for the page, or leave out --format json.",
        ));
    }
    let (workspace, _) = Workspace::read(&arguments.file, None)?;
    let document = workspace.into_document(&arguments.file)?;
    let app = app(arguments.app.as_deref())?;
    let key = key::choose(arguments, &place)?;
    let before = place.before();
    let publication = before.map_or_else(|| PublicationId(rand::random()), |last| last.publication);
    let snapshot = snapshot(&document, &redaction(arguments), publication, new_actor())
        .map_err(|error| unpublishable(&arguments.file, &error))?;
    let draft =
        Draft { title: snapshot.title.clone(), history: snapshot.history, created: now, expires };
    let mut latest = match before {
        Some(last) => last
            .next(draft, &snapshot.bytes)
            .map_err(|broken| Unpublishable::Before(Box::new(broken))),
        None => Ok(Latest::first(publication, draft, &snapshot.bytes)),
    }
    .map_err(|error| unpublishable(&arguments.file, &error))?;
    let signer = key.map(key::Chosen::ready).transpose()?;
    if let Some(signer) = &signer {
        latest.sign(&signer.key);
    }
    let written = place.write(&app, &latest, &snapshot.bytes);
    if let (Err(_), Some(signer)) = (&written, signer)
        && !place.is_standard()
        && !place.is_signed_with(signer.key.public())
    {
        // Of what went to standard output, nobody knows how much arrived; and what is in its place needs its key.
        signer.unmake();
    }
    let size = written?;
    let folder = place.is_folder().then(|| place.path());
    let older = folder.map(|folder| older::older(folder, &latest)).unwrap_or_default();
    let pruned = match folder {
        Some(folder) if arguments.prune => older::prune(folder, &older)?,
        _ => Vec::new(),
    };
    let older = older.into_iter().filter(|name| !pruned.contains(name)).collect();
    let done = report::Done { latest: &latest, snapshot: &snapshot, size, older, pruned };
    report::report(arguments, &place, &done)
}

/// What is left out.
fn redaction(arguments: &Publish) -> Redaction {
    if arguments.full_history {
        return Redaction::FullHistory;
    }
    Redaction::Present(match arguments.people {
        Naming::Named => People::Named,
        Naming::Unnamed => People::Unnamed {
            someone: match arguments.lang.language() {
                Language::English => "Person".to_owned(),
                Language::Portuguese => "Pessoa".to_owned(),
            },
        },
    })
}

/// The files of the app: of a folder, or those that this binary carries.
fn app(folder: Option<&Path>) -> Result<Files<'static>, Failure> {
    let files: Files<'static> = match folder {
        Some(folder) => files_in(folder).map_err(|error| {
            Failure::new(
                format_args!("The app in {} could not be read: {error}.", folder.display()),
                "Nothing was written.",
                "Name the folder that `cargo xtask build` makes, or leave out --app.",
            )
        })?,
        None => causeway_relay::embedded_files()
            .map(|(name, bytes)| (name, Cow::Owned(Vec::from(bytes))))
            .collect(),
    };
    if files.contains_key(INDEX) {
        return Ok(files);
    }
    let happened = match folder {
        Some(folder) => format!("There is no app in {}.", folder.display()),
        None => {
            "This causeway was built without its app, which a publication is read with.".to_owned()
        }
    };
    Err(Failure::new(
        happened,
        "Nothing was written.",
        "Run `cargo xtask build` and publish with the binary that it makes.",
    ))
}

/// Every file in a folder and below it, by its name from there, parted by `/`.
fn files_in(folder: &Path) -> io::Result<Files<'static>> {
    let mut files = Files::new();
    for entry in fs::read_dir(folder)? {
        let entry = entry?;
        let name = entry.file_name().to_string_lossy().into_owned();
        if entry.file_type()?.is_dir() {
            let below = files_in(&entry.path())?.into_iter();
            files.extend(below.map(|(below, bytes)| (format!("{name}/{below}"), bytes)));
        } else {
            files.insert(name, Cow::Owned(fs::read(entry.path())?));
        }
    }
    Ok(files)
}

/// The moment at which a day is over.
fn end_of(day: Date) -> Result<Instant, Failure> {
    let next = day.checked_add_days(Days::new(1)).filter(|next| next.year() < 10_000);
    next.map(|next| next.and_time(NaiveTime::MIN).and_utc()).ok_or_else(|| {
        Failure::new(
            format_args!("{day} is no day that ends in this calendar."),
            "Nothing was written.",
            "Give --expires an earlier day, or leave it out.",
        )
    })
}

fn unpublishable(file: &Path, error: &Unpublishable) -> Failure {
    let advice = match error {
        Unpublishable::Newer { .. } => "Publish it with a newer causeway.",
        Unpublishable::TooLarge { .. } => "Leave out the history, or part the workspace.",
        Unpublishable::Empty => "Open it where it was made, and wait until it has arrived.",
        Unpublishable::Import(_) | Unpublishable::Before(_) => "Put this right and try again.",
    };
    let happened = format!("{} can't be published: {error}.", shown(file));
    Failure::new(happened, "Nothing was written.", advice)
}
