use super::chance::Chance;

/// A given name, often a second one, and a family name that nobody is likely to bear.
pub fn full(chance: &mut Chance) -> String {
    let given = pick(chance, &GIVEN);
    let second = if chance.of_100(22) { Some(pick(chance, &GIVEN)) } else { None };
    let family = family(chance);
    let family = if chance.of_100(6) { format!("{family}-{}", self::family(chance)) } else { family };
    match second.filter(|second| *second != given) {
        Some(second) => format!("{given} {second} {family}"),
        None => format!("{given} {family}"),
    }
}

pub fn street(chance: &mut Chance) -> String {
    format!("{}{}", pick(chance, &THING), pick(chance, &["vej", "gade", "stien", "vænget", "lunden", "parken"]))
}

pub fn town(chance: &mut Chance) -> (&'static str, &'static str) {
    pick(
        chance,
        &[
            ("8000", "Aarhus C"),
            ("8200", "Aarhus N"),
            ("8210", "Aarhus V"),
            ("8220", "Brabrand"),
            ("8230", "Åbyhøj"),
            ("8260", "Viby J"),
        ],
    )
}

pub fn comment(chance: &mut Chance) -> &'static str {
    pick(
        chance,
        &[
            "Ringede i dag. Vi aftalte at tale sammen igen om to uger.",
            "Har søgt tre stillinger siden sidst.",
            "Vil gerne ringes op om eftermiddagen.",
            "Er begyndt i praktik og er glad for det.",
            "Har brug for tolk ved næste samtale.",
            "Cv'et er gennemgået. Mangler kun et billede af kørekortet.",
            "Mødte til tiden. Vil undersøge et kursus i lager og logistik.",
            "Kom ikke til samtalen, men ringede samme dag og undskyldte.",
        ],
    )
}

fn family(chance: &mut Chance) -> String {
    format!("{}{}", pick(chance, &THING), pick(chance, &PLACE))
}

fn pick<T: Copy>(chance: &mut Chance, from: &[T]) -> T {
    from[chance.below(from.len())]
}

const GIVEN: [&str; 64] = [
    "Aage", "Aase", "Abdi", "Agnes", "Ahmed", "Alma", "Amir", "Anders", "Anna", "Asger", "Astrid", "Åge", "Bent",
    "Birgit", "Bjørn", "Camilla", "Dina", "Ejnar", "Elif", "Emil", "Esben", "Fatima", "Frederik", "Freja", "Gunhild",
    "Hanne", "Hassan", "Ida", "Ingrid", "Jens", "Jytte", "Kaare", "Karen", "Kåre", "Lærke", "Leyla", "Lone", "Mads",
    "Maja", "Malik", "Maria", "Mehmet", "Mikkel", "Mona", "Niels", "Nora", "Ole", "Oskar", "Per", "Pia", "Rasmus",
    "Rüdiger", "Saga", "Samira", "Søren", "Sofie", "Thi", "Tobias", "Ulla", "Vera", "Viggo", "Yusuf", "Zainab",
    "Øjvind",
];

const THING: [&str; 32] = [
    "Øve",
    "Prøve",
    "Skitse",
    "Model",
    "Kladde",
    "Tavle",
    "Kridt",
    "Blyants",
    "Papir",
    "Mappe",
    "Stempel",
    "Hæfte",
    "Lineal",
    "Penal",
    "Sætnings",
    "Brev",
    "Register",
    "Kort",
    "Note",
    "Skabelon",
    "Ramme",
    "Tegne",
    "Lære",
    "Ark",
    "Blæk",
    "Æske",
    "Arkiv",
    "Skuffe",
    "Pensel",
    "Farve",
    "Globus",
    "Ål",
];

const PLACE: [&str; 24] = [
    "gaard", "gård", "holm", "dal", "bæk", "høj", "lund", "skov", "toft", "mose", "sø", "ager", "bro", "eng", "kær",
    "løkke", "mark", "næs", "krog", "vang", "bakke", "hede", "stræde", "åse",
];
