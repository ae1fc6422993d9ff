//! The menu of the row where one stands.

use causeway_canvas::{ScreenPoint, ScreenSize};
use leptos::html;
use leptos::prelude::*;

use super::acts;
use super::sheet::{AskedAt, Sheet};
use crate::actions::Action;
use crate::platform::extent;
use crate::views::action_menu::{ActionMenu, Groups, Spot};

const ON_ROW: Groups = &[
    &["row-below", "row-beside"],
    &["row-type", "row-link", "row-unlink"],
    &["row-details"],
    &["undo", "redo"],
    &["row-delete"],
];

/// The open menu, if one is: where the pointer asked for it, or below the cell where one stands.
#[component]
pub(super) fn RowMenu(
    sheet: Sheet,
    /// What it lies over.
    outline: NodeRef<html::Div>,
) -> impl IntoView {
    move || {
        let asked = sheet.menu.get()?;
        let outline = outline.get_untracked()?;
        let whole = extent::of(&outline);
        let below_cell = || {
            extent::within(&outline, ".td[tabindex='0']")
                .map(|cell| (cell.left, cell.top + cell.height))
        };
        let (x, y) = match asked {
            AskedAt::Pointer(at) => (at.x - whole.left, at.y - whole.top),
            AskedAt::Cell => below_cell().unwrap_or_default(),
        };
        let spot =
            Spot { at: ScreenPoint::new(x, y), view: ScreenSize::new(whole.width, whole.height) };
        let choose = Callback::new(move |action: &'static Action| acts::act(sheet, action));
        let close = move |()| {
            if sheet.menu.try_update(Option::take).flatten().is_some() {
                sheet.call();
            }
        };
        let context = acts::context(sheet);
        Some(view! { <ActionMenu context groups=ON_ROW spot choose close/> })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::actions;

    #[test]
    fn every_choice_is_an_action() {
        for id in ON_ROW.iter().copied().flatten() {
            assert!(actions::by_id(id).is_some(), "{id}");
        }
    }
}
