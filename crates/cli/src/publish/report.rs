//! Saying what was published.

use std::io::{self, Write as _};

use causeway_insight::words::{Said, fill};
use causeway_model::time::print_instant;
use causeway_publish::{Latest, Snapshot};
use serde_json::{Value, json};

use super::place::Place;
use crate::arguments::{Publish, Report};
use crate::failure::Failure;
use crate::output;

const FOLDER: Said = Said {
    en: "{title}, version {version}, is in {path} ({size} MB). Put the folder on any web server.",
    pt: "{title}, versão {version}, está em {path} ({size} MB). Coloque a pasta em qualquer servidor web.",
};
const SINGLE: Said = Said {
    en: "{title}, version {version}, is {path} ({size} MB). It opens by a double click, without a network.",
    pt: "{title}, versão {version}, é {path} ({size} MB). Abre com um clique duplo, sem rede.",
};
const SIGNED: Said = Said {
    en: "It is signed with the key {key}; its fingerprint is {fingerprint}.",
    pt: "Está assinada com a chave {key}; sua impressão digital é {fingerprint}.",
};
const HISTORY: Said = Said {
    en: "It holds the full history: every change, by whom and when, comments, notes, and what was deleted; and \
         the ids of the workspace and of every device that wrote in it.",
    pt: "Contém o histórico completo: cada alteração, de quem e quando, comentários, notas e o que foi excluído; e \
         os ids do espaço de trabalho e de cada dispositivo que escreveu nele.",
};
const EXPIRED: Said = Said {
    en: "It has expired already: readers see it with a warning.",
    pt: "Já expirou: quem lê vê um aviso.",
};
const MENTIONS: Said = Said {
    en: "These texts may still name people; look at them: {places}.",
    pt: "Estes textos ainda podem citar pessoas; confira: {places}.",
};
const OLDER: Said = Said {
    en: "Older snapshots stay in {path}, whatever this version leaves out: {places}. Who knows their addresses can \
         still read them. --prune removes them; copies that others have made stay.",
    pt: "Instantâneos anteriores continuam em {path}, mesmo com o que esta versão deixa de fora: {places}. Quem sabe \
         seus endereços ainda pode lê-los. --prune os remove; cópias feitas por outras pessoas ficam.",
};
const OLDER_HISTORY: Said = Said {
    en: "The version before holds the full history.",
    pt: "A versão anterior contém o histórico completo.",
};
const PRUNED: Said =
    Said { en: "Removed from {path}: {places}.", pt: "Removido de {path}: {places}." };
const UNTITLED: Said = Said { en: "The workspace", pt: "O espaço de trabalho" };

/// What was done.
pub(super) struct Done<'d> {
    pub(super) latest: &'d Latest,
    pub(super) snapshot: &'d Snapshot,
    /// How many bytes a reader is given.
    pub(super) size: usize,
    /// The snapshots of older versions that are still there.
    pub(super) older: Vec<String>,
    /// Those that were removed.
    pub(super) pruned: Vec<String>,
}

/// Says it: sentences, or one JSON object.
pub(super) fn report(arguments: &Publish, place: &Place, done: &Done<'_>) -> Result<(), Failure> {
    let Done { latest, snapshot, size, older, pruned } = done;
    if arguments.format == Report::Json {
        return output::print(&format!("{:#}", in_json(place, done)));
    }
    let say = |said: Said, places: &str| {
        fill(said.in_language(arguments.lang.language()), |name| {
            Some(match name {
                "title" if latest.title.trim().is_empty() => {
                    UNTITLED.in_language(arguments.lang.language()).to_owned()
                }
                "title" => latest.title.clone(),
                "version" => latest.sequence.to_string(),
                "path" => place.path().display().to_string(),
                "size" => megabytes(*size),
                "key" => latest.key?.to_string(),
                "fingerprint" => latest.key?.fingerprint(),
                "places" => places.to_owned(),
                _ => return None,
            })
        })
    };
    let mut warnings = Vec::new();
    if latest.history {
        warnings.push(say(HISTORY, ""));
    }
    if latest.expires.is_some_and(|expires| expires <= latest.created) {
        warnings.push(say(EXPIRED, ""));
    }
    if !snapshot.mentions.is_empty() {
        warnings.push(say(MENTIONS, &places(snapshot).join(", ")));
    }
    if !older.is_empty() {
        warnings.push(say(OLDER, &older.join(", ")));
        // Only of the version right before this one is it known what it holds.
        let before = place.before().filter(|before| before.history && !latest.history);
        if before.is_some_and(|before| older.contains(&before.snapshot())) {
            warnings.push(say(OLDER_HISTORY, ""));
        }
    }
    if !pruned.is_empty() {
        warnings.push(say(PRUNED, &pruned.join(", ")));
    }
    for warning in warnings {
        // Where standard error is closed, nobody wants to know.
        let _ = writeln!(io::stderr(), "{warning}");
    }
    if place.is_standard() {
        return Ok(());
    }
    let mut sentences = say(if place.is_folder() { FOLDER } else { SINGLE }, "");
    if latest.key.is_some() {
        sentences = format!("{sentences} {}", say(SIGNED, ""));
    }
    output::print(&sentences)
}

/// Where texts may still name somebody.
fn places(snapshot: &Snapshot) -> Vec<String> {
    snapshot.mentions.iter().map(|mention| mention.path.to_string()).collect()
}

fn in_json(place: &Place, done: &Done<'_>) -> Value {
    let Done { latest, snapshot, size, older, pruned } = done;
    json!({
        "form": if place.is_folder() { "folder" } else { "single" },
        "path": place.path().to_string_lossy(),
        "bytes": size,
        "publication": latest.publication.to_string(),
        "sequence": latest.sequence,
        "created": print_instant(latest.created),
        "expires": latest.expires.map(print_instant),
        "snapshot": latest.snapshot(),
        "sha256": latest.sha256.to_string(),
        "size": latest.size,
        "title": latest.title,
        "history": latest.history,
        "key": latest.key.map(|key| key.to_string()),
        "fingerprint": latest.key.map(|key| key.fingerprint()),
        "mentions": places(snapshot),
        "older": older,
        "pruned": pruned,
    })
}

/// A size with one decimal.
fn megabytes(bytes: usize) -> String {
    format!("{}.{}", bytes / 1_000_000, bytes % 1_000_000 / 100_000)
}
