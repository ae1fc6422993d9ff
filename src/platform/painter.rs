//! Paints on a canvas, in map units.

use std::cell::Cell;

use causeway_canvas::{MapPoint, Plate, Route};
use wasm_bindgen::{JsCast as _, JsValue};
use web_sys::{CanvasRenderingContext2d, HtmlCanvasElement, Path2d};

/// The element that is painted on.
pub type Canvas = HtmlCanvasElement;

/// An outline that is painted again and again.
pub struct Shape(Path2d);

impl Shape {
    /// The shape of some SVG path data; none where the browser can't read it.
    pub fn of(path: &str) -> Option<Self> {
        Path2d::new_with_path_string(path).ok().map(Self)
    }
}

/// How a line is drawn.
#[derive(Clone, Copy)]
pub struct Pen<'a> {
    /// Its colour, as the canvas knows it.
    pub colour: &'a str,
    /// Its width, in map units.
    pub width: f64,
    /// Lengths of dashes and gaps, in map units; none for a line without gaps.
    pub dash: &'a [f64],
    /// How much of the colour is there, from 0 to 1.
    pub alpha: f64,
}

/// A small picture that is put down in many places.
pub struct Stamp {
    canvas: HtmlCanvasElement,
    half: f64,
}

/// A canvas and what is painted on it.
pub struct Painter {
    canvas: HtmlCanvasElement,
    context: CanvasRenderingContext2d,
    origin: Cell<MapPoint>,
    scale: Cell<f64>,
}

impl Painter {
    /// A painter for a canvas; none where the browser has no canvas to paint on.
    pub fn on(canvas: HtmlCanvasElement) -> Option<Self> {
        let context = canvas.get_context("2d").ok()??.dyn_into().ok()?;
        let (origin, scale) = (Cell::new(MapPoint::default()), Cell::new(1.0));
        Some(Self { canvas, context, origin, scale })
    }

    /// Lays the canvas over a part of the map, with nothing on it.
    pub fn begin(&self, plate: Plate) {
        let (width, height) = plate.size();
        if (self.canvas.width(), self.canvas.height()) == (width, height) {
            self.is_reset();
            self.context.clear_rect(0.0, 0.0, f64::from(width), f64::from(height));
        } else {
            // This clears it as well.
            self.canvas.set_width(width);
            self.canvas.set_height(height);
        }
        let area = plate.area;
        let style = self.canvas.style();
        for (name, length) in
            [("left", area.left), ("top", area.top), ("width", area.width), ("height", area.height)]
        {
            // These are lengths, so they can't be refused.
            let _ = style.set_property(name, &format!("{length}px"));
        }
        self.look(MapPoint::new(area.left, area.top), plate.scale);
    }

    /// Says on the page that everything is painted, for whoever waits for it.
    pub fn finish(&self) {
        // The name is valid, so it can't be refused.
        let _ = self.canvas.set_attribute("data-painted", "");
    }

    fn is_reset(&self) {
        // Numbers, so it can't be refused.
        let _ = self.context.reset_transform();
    }

    fn look(&self, origin: MapPoint, scale: f64) {
        self.origin.set(origin);
        self.scale.set(scale);
        let (x, y) = (-origin.x * scale, -origin.y * scale);
        let _ = self.context.set_transform(scale, 0.0, 0.0, scale, x, y);
    }

    /// Fills a shape around a point.
    pub fn fill(&self, shape: &Shape, at: MapPoint, colour: &str) {
        self.context.set_fill_style_str(colour);
        self.around(at, || self.context.fill_with_path_2d(&shape.0));
    }

    /// Fills what of a shape lies below a height, in map units from its middle.
    pub fn fill_below(&self, shape: &Shape, height: f64, colour: &str) {
        self.context.save();
        self.context.begin_path();
        self.context.rect(-1e3, height, 2e3, 1e3);
        self.context.clip();
        self.fill(shape, MapPoint::default(), colour);
        self.context.restore();
    }

    /// Draws the line of a shape around a point.
    pub fn outline(&self, shape: &Shape, at: MapPoint, pen: &Pen<'_>) {
        self.take(pen);
        self.around(at, || self.context.stroke_with_path(&shape.0));
        self.context.set_global_alpha(1.0);
    }

    /// Draws lines. Thin ones are drawn at once, wide ones one by one: a browser is quicker so.
    pub fn lines<'a>(&self, pen: &Pen<'_>, routes: impl Iterator<Item = &'a Route>) {
        self.take(pen);
        let is_thin = pen.width * self.scale.get() <= 1.0;
        self.context.begin_path();
        for route in routes {
            if !is_thin {
                self.context.begin_path();
            }
            let start = route.start();
            self.context.move_to(start.x, start.y);
            for [a, b, end] in route.curves() {
                self.context.bezier_curve_to(a.x, a.y, b.x, b.y, end.x, end.y);
            }
            if !is_thin {
                self.context.stroke();
            }
        }
        if is_thin {
            self.context.stroke();
        }
        self.context.set_global_alpha(1.0);
    }

    /// Draws the heads of lines.
    pub fn heads<'a>(&self, pen: &Pen<'_>, routes: impl Iterator<Item = &'a Route>) {
        self.context.set_fill_style_str(pen.colour);
        self.context.set_global_alpha(pen.alpha);
        self.context.begin_path();
        for route in routes {
            let [upper, lower, tip] = route.head_corners();
            self.context.move_to(upper.x, upper.y);
            self.context.line_to(tip.x, tip.y);
            self.context.line_to(lower.x, lower.y);
            self.context.close_path();
        }
        self.context.fill();
        self.context.set_global_alpha(1.0);
    }

    /// Cuts a stamp that reaches so many map units from its middle, for plates of this scale.
    pub fn cut(reach: f64, scale: f64, draw: impl FnOnce(&Self)) -> Option<Stamp> {
        let document = web_sys::window()?.document()?;
        let canvas: HtmlCanvasElement = document.create_element("canvas").ok()?.dyn_into().ok()?;
        let half = (reach * scale).ceil();
        #[allow(
            clippy::cast_possible_truncation,
            clippy::cast_sign_loss,
            reason = "a stamp is a few hundred pixels wide"
        )]
        let size = (2.0 * half).clamp(2.0, 2_000.0) as u32;
        canvas.set_width(size);
        canvas.set_height(size);
        let painter = Self::on(canvas.clone())?;
        painter.look(MapPoint::new(-half / scale, -half / scale), scale);
        draw(&painter);
        Some(Stamp { canvas, half })
    }

    /// Puts stamps down around points, each with so much of its colours.
    pub fn put<'a>(&self, stamps: impl Iterator<Item = (&'a Stamp, MapPoint, f64)>) {
        self.is_reset();
        let (origin, scale) = (self.origin.get(), self.scale.get());
        let mut last = 1.0;
        for (stamp, at, alpha) in stamps {
            if alpha.to_bits() != f64::to_bits(last) {
                self.context.set_global_alpha(alpha);
                last = alpha;
            }
            // On whole pixels: a stamp between them would be blurred.
            let x = ((at.x - origin.x) * scale).round() - stamp.half;
            let y = ((at.y - origin.y) * scale).round() - stamp.half;
            // A stamp has pixels, so it can't be refused.
            let _ = self.context.draw_image_with_html_canvas_element(&stamp.canvas, x, y);
        }
        self.context.set_global_alpha(1.0);
        self.look(origin, scale);
    }

    /// Draws something so many times as large around a point.
    pub fn enlarged(&self, at: MapPoint, factor: f64, draw: impl FnOnce(&Self)) {
        self.context.save();
        self.around(at, || {
            // A number, so it can't be refused.
            let _ = self.context.scale(factor, factor);
            draw(self);
        });
        self.context.restore();
    }

    fn take(&self, pen: &Pen<'_>) {
        self.context.set_stroke_style_str(pen.colour);
        self.context.set_line_width(pen.width);
        self.context.set_global_alpha(pen.alpha);
        let dash: js_sys::Array = pen.dash.iter().copied().map(JsValue::from_f64).collect();
        // Lengths that aren't negative can't be refused.
        let _ = self.context.set_line_dash(&dash);
    }

    fn around(&self, at: MapPoint, draw: impl FnOnce()) {
        let moved = |by: MapPoint| {
            // Numbers, so it can't be refused.
            let _ = self.context.translate(by.x, by.y);
        };
        moved(at);
        draw();
        moved(MapPoint::new(-at.x, -at.y));
    }
}
