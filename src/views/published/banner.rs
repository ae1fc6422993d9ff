//! What is said above a publication: how old it is, which version, and what to beware of.

use leptos::prelude::*;

use crate::i18n::{Key, day, say, say_count, say_with, t};
use crate::platform::location;
use crate::state::published::{About, Published, Warning};
use crate::ui::{Glyph, Icon, Mark, StatusMark};

/// The line, the warnings, and a newer version if one is there; nothing where no publication is open.
#[component]
pub fn PublishedBanner() -> impl IntoView {
    use_context::<Published>().map(|published| {
        let about = published.about();
        let now = published.now();
        let warnings = {
            let about = about.clone();
            Memo::new(move |_| about.warnings(now.get()))
        };
        let age_days = {
            let about = about.clone();
            Memo::new(move |_| about.age_days(now.get()))
        };
        let line = move || line(&about, age_days.get());
        view! {
            <div role="alert">
                {move || {
                    warnings
                        .get()
                        .into_iter()
                        .map(|warning| {
                            view! {
                                <div class="banner" data-tone="act">
                                    <StatusMark of=Mark::Act/>
                                    <p>{move || warned(warning)}</p>
                                </div>
                            }
                        })
                        .collect_view()
                }}
            </div>
            <div role="status">
                <Show when=move || published.has_newer().get()>
                    <div class="banner" data-tone="news">
                        <Icon of=Glyph::Signal/>
                        <p>{t(Key::PublishedNewer)}</p>
                        <button
                            class="button"
                            type="button"
                            data-size="s"
                            data-rank="first"
                            on:click=|_| location::reload()
                        >
                            {t(Key::PublishedShowNewer)}
                        </button>
                    </div>
                </Show>
            </div>
            <section class="published-line small" aria-label=t(Key::PublishedAbout)>
                <Icon of=Glyph::Clock/>
                <p>{line}</p>
            </section>
        }
    })
}

/// When it was published, which version it is, whether it is signed and with which key.
fn line(about: &About, age_days: usize) -> String {
    let sequence = about.sequence.to_string();
    let signed = match &about.fingerprint {
        Some(key) => say_with(Key::PublishedSigned, &[("fingerprint", key)]),
        None => say(Key::PublishedUnsigned).to_owned(),
    };
    let parts = [
        Some(age_said(about, age_days)),
        Some(say_with(Key::PublishedVersion, &[("sequence", &sequence)])),
        Some(signed),
        about.has_history.then(|| say(Key::PublishedHistory).to_owned()),
    ];
    parts.into_iter().flatten().collect::<Vec<_>>().join(" · ")
}

/// How old it is, in words, with the day.
fn age_said(about: &About, age_days: usize) -> String {
    let on = day(about.created.date_naive());
    let age = match age_days {
        0 => say(Key::PublishedToday).to_owned(),
        days @ 1..60 => say_count(Key::PublishedDays, days),
        days @ 60..730 => say_count(Key::PublishedMonths, days / 30),
        days => say_count(Key::PublishedYears, days / 365),
    };
    say_with(Key::PublishedAge, &[("age", &age), ("date", &on)])
}

/// What a warning means, and what to do.
fn warned(warning: Warning) -> String {
    match warning {
        Warning::Expired(on) => say_with(Key::PublishedExpired, &[("date", &day(on))]),
        Warning::RolledBack(highest) => {
            say_with(Key::PublishedRolledBack, &[("sequence", &highest.to_string())])
        }
        Warning::Forked => say(Key::PublishedForked).to_owned(),
        Warning::Uncompared => say(Key::PublishedUncompared).to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn aged(days: usize) -> String {
        let created = "2026-03-12T09:00:00Z".parse().unwrap();
        let about = About {
            created,
            expires: None,
            sequence: 4,
            fingerprint: Some("3f2a 91bc".to_owned()),
            has_history: false,
            odd: None,
        };
        line(&about, days)
    }

    #[test]
    fn the_line_says_the_age_the_version_and_the_signature() {
        let rest = "(12 Mar 2026) · version 4 · signed with the key 3f2a 91bc";
        assert_eq!(aged(0), format!("Published today {rest}"));
        assert_eq!(aged(1), format!("Published yesterday {rest}"));
    }

    #[test]
    fn the_older_the_rounder() {
        let said = |days| aged(days).split(" (").next().unwrap().to_owned();
        assert_eq!(said(59), "Published 59 days ago");
        assert_eq!(said(60), "Published 2 months ago");
        assert_eq!(said(730), "Published 2 years ago");
    }
}
