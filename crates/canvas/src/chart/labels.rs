//! Labels at the ends of lines, none over another.

use causeway_model::order::Arrange as _;
/// Moves labels apart that would lie over each other: each keeps at least `gap` to the next, all stay between `top`
/// and `bottom` as long as there is room, and none moves further than it must.
///
/// The places are those of the middles, in any order, and keep that order.
pub fn spread(places: &mut [f64], gap: f64, top: f64, bottom: f64) {
    let mut order: Vec<usize> = (0..places.len()).collect();
    order.arrange_by(|a, b| places[*a].total_cmp(&places[*b]));
    // Clusters of labels that touch, each about the mean of where its labels wish to be.
    let mut clusters: Vec<Cluster> = Vec::new();
    for (at, label) in order.iter().enumerate() {
        let mut cluster = Cluster { first: at, count: 1.0, wish: places[*label] };
        while let Some(before) = clusters.last()
            && cluster.top(gap, top, bottom) < before.bottom(gap, top, bottom) + gap
        {
            cluster = before.joined(&cluster);
            clusters.pop();
        }
        clusters.push(cluster);
    }
    for (at, cluster) in clusters.iter().enumerate() {
        let end = clusters.get(at + 1).map_or(order.len(), |next| next.first);
        let mut y = cluster.top(gap, top, bottom);
        for label in &order[cluster.first..end] {
            places[*label] = y;
            y += gap;
        }
    }
}

struct Cluster {
    first: usize,
    count: f64,
    wish: f64,
}

impl Cluster {
    fn joined(&self, next: &Self) -> Self {
        let count = self.count + next.count;
        let wish = (self.wish * self.count + next.wish * next.count) / count;
        Self { first: self.first, count, wish }
    }

    fn height(&self, gap: f64) -> f64 {
        (self.count - 1.0) * gap
    }

    /// Where its first label lies.
    fn top(&self, gap: f64, top: f64, bottom: f64) -> f64 {
        let height = self.height(gap);
        (self.wish - height / 2.0).min(bottom - height).max(top)
    }

    /// Where its last label lies.
    fn bottom(&self, gap: f64, top: f64, bottom: f64) -> f64 {
        self.top(gap, top, bottom) + self.height(gap)
    }
}
