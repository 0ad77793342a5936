//! Histories from seeds. `SEED=42 cargo test -p faults` runs one of them alone.

use faults::Simulation;

const STEPS: usize = 150;

fn run(seed: u64) -> Vec<String> {
    let mut simulation = Simulation::from_seed(seed);
    for _ in 0..STEPS {
        simulation.step();
    }
    let trace = simulation.trace().to_vec();
    assert!(simulation.end() > 0, "nothing was accepted: the seed shows nothing");
    trace
}

#[test]
#[expect(clippy::disallowed_methods, reason = "the seed is for whoever looks for a fault")]
fn nothing_is_lost_and_nothing_is_done_twice() {
    let seeds: Vec<u64> = match std::env::var("SEED") {
        Ok(seed) => vec![seed.parse().expect("SEED is a number")],
        Err(_) => (1..=12).collect(),
    };
    for seed in seeds {
        println!("seed {seed}");
        run(seed);
    }
}

#[test]
fn a_seed_gives_the_same_history_twice() {
    assert_eq!(run(7), run(7));
}
