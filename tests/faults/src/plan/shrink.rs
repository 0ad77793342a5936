use super::Plan;

/// The smallest plan that still fails, by cutting pieces out as long as what is left `fails` (delta debugging): halves
/// first, then smaller and smaller pieces, at last single steps. No single step can be cut out of the result.
pub fn shrink(plan: &Plan, mut fails: impl FnMut(&Plan) -> bool) -> Plan {
    let mut least = plan.clone();
    let mut pieces = 2;
    while least.0.len() > 1 {
        let size = least.0.len().div_ceil(pieces);
        // From the end: what came last is what nothing else builds on.
        let starts: Vec<usize> = (0..least.0.len()).step_by(size).rev().collect();
        let mut is_less = false;
        for start in starts {
            let mut less = least.clone();
            less.0.drain(start..(start + size).min(less.0.len()));
            if fails(&less) {
                least = less;
                is_less = true;
            }
        }
        if !is_less {
            if size == 1 {
                break;
            }
            pieces = (pieces * 2).min(least.0.len());
        }
    }
    least
}
