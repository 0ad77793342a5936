use std::collections::HashMap;

use domain::{Now, Occasion, People, Person, PersonId, carry_out, decide};

use crate::Sent;

/// Decides and carries out everything, and asks that nothing is refused. What comes of it is everybody.
pub fn accepts(life: impl Iterator<Item = Sent>) -> Vec<Person> {
    let reference = reference::lists();
    let mut everybody: HashMap<PersonId, Person> = HashMap::new();
    let mut who: HashMap<domain::CprNumber, PersonId> = HashMap::new();
    for (receipt, sent) in life.enumerate() {
        let mut named: Vec<Person> = Vec::new();
        for number in sent.command.numbers() {
            if let Some(person) = who.get(&number.read().unwrap()).and_then(|id| everybody.remove(id)) {
                named.push(person);
            }
        }
        let mut people = People::new(named);
        let occasion = Occasion { command: sent.id, now: Now::at(sent.at), receipt: receipt as u64 };
        let decision = decide(&people, &reference, &sent.by, &sent.command, occasion);
        let decision = decision.unwrap_or_else(|refusal| {
            panic!("{:?} at {} is refused with {}", sent.command.kind(), sent.at, refusal.code.as_str())
        });
        carry_out(&mut people, &decision, occasion);
        for person in people.iter() {
            who.extend(person.numbers.known.iter().map(|number| (*number, person.id)));
            everybody.insert(person.id, person.clone());
        }
    }
    everybody.into_values().collect()
}
