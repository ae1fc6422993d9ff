//! What one function hands to another, and what was promised.

use causeway_model::{Handoff, Link, PersonId};
use leptos::prelude::*;

use crate::i18n::{Key, say};
use crate::panels::inspector::cells::{
    DateCell, IdCell, NumberCell, TextCell, field, people_choices,
};
use crate::panels::inspector::link::Subject;
use crate::panels::inspector::part::Part;
use crate::ui::NumberRule;

fn handoff(link: &Link) -> Option<&Handoff> {
    link.handoff.as_ref()
}

/// What is handed over, within how many days, who agreed, how late it comes.
#[component]
pub(super) fn HandoffPart(subject: Subject) -> impl IntoView {
    let Subject { session, spot, link } = subject;
    let spot = spot.at("handoff");
    let days = Signal::derive(|| say(Key::UnitDays).to_owned());
    let agreed_by =
        field(link, |l| handoff(l)?.agreed.as_ref()?.by.as_ref().map(PersonId::to_string));
    view! {
        <Part title=Key::PartLink>
            <TextCell
                label=Key::HandoffWhat
                spot=spot.at("what")
                text=field(link, |l| handoff(l).map(|h| h.what.clone()).unwrap_or_default())
                ask=Key::HandoffWhatAsk
            />
            <div class="pair">
                <NumberCell
                    label=Key::HandoffSla
                    spot=spot.at("sla_days")
                    number=field(link, |l| handoff(l)?.sla_days.map(f64::from))
                    rule=NumberRule::Count
                    unit=days
                />
                <NumberCell
                    label=Key::HandoffLate
                    spot=spot.at("late_days")
                    number=field(link, |l| handoff(l)?.late_days.map(f64::from))
                    rule=NumberRule::Whole
                    unit=days
                />
            </div>
            <div class="pair">
                <DateCell
                    label=Key::HandoffAgreedOn
                    spot=spot.at("agreed/on")
                    day=field(link, |l| handoff(l)?.agreed.as_ref()?.on)
                />
                <IdCell
                    label=Key::HandoffAgreedBy
                    spot=spot.at("agreed/by")
                    id=agreed_by
                    choices=people_choices(session)
                    none=Key::FieldNobody
                />
            </div>
        </Part>
    }
}
