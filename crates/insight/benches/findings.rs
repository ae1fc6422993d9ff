//! What findings cost at 150, 1,000, 2,000 and 10,000 nodes with 1.5 links each, and after one edit.
#![allow(missing_docs, reason = "criterion's macros make public items")]
#![allow(clippy::unwrap_used, reason = "a workspace that can't be built stops the bench")]
#![allow(clippy::cast_precision_loss, reason = "small numbers")]

#[path = "../examples/shared/maps.rs"]
mod maps;

use criterion::{BenchmarkId, Criterion, criterion_group, criterion_main};

/// Nodes and kpis of each size.
const SIZES: [(usize, usize); 4] = [(150, 15), (1_000, 100), (2_000, 200), (10_000, 200)];

fn cost(criterion: &mut Criterion) {
    let mut group = criterion.benchmark_group("insight");
    group.sample_size(10);
    for (nodes, kpis) in SIZES {
        let mut map = maps::Map::of(nodes, kpis);
        group
            .bench_function(BenchmarkId::new("findings", nodes), |bench| bench.iter(|| map.find()));
        group.bench_function(BenchmarkId::new("one-edit", nodes), |bench| {
            bench.iter(|| {
                map.edit();
                map.find()
            });
        });
    }
    group.finish();
}

criterion_group!(benches, cost);
criterion_main!(benches);
