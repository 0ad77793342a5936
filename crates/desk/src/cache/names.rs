//! How names are found and ordered: the same folding for what is stored and what is typed.

/// The text by which a name is found: small letters, without accents, `aa` as `å`, so that "Aagaard", "Ågård" and
/// "aagaard" find each other. Everything that is neither letter nor digit parts words.
pub(super) fn folded(name: &str) -> String {
    let mut folded = String::with_capacity(name.len());
    for c in composed(name) {
        match c {
            'é' | 'è' | 'ê' | 'ë' => folded.push('e'),
            'á' | 'à' | 'â' | 'ã' => folded.push('a'),
            'í' | 'ì' | 'î' | 'ï' => folded.push('i'),
            'ó' | 'ò' | 'ô' | 'õ' => folded.push('o'),
            'ú' | 'ù' | 'û' | 'ü' => folded.push('u'),
            'ä' => folded.push('æ'),
            'ö' => folded.push('ø'),
            'ç' => folded.push('c'),
            'ñ' => folded.push('n'),
            'ß' => folded.push_str("ss"),
            'ð' => folded.push('d'),
            'þ' => folded.push_str("th"),
            'a' if folded.ends_with('a') => {
                folded.pop();
                folded.push('å');
            }
            c if c.is_alphanumeric() => folded.push(c),
            _ if folded.ends_with(' ') || folded.is_empty() => {}
            _ => folded.push(' '),
        }
    }
    folded.trim_end().to_owned()
}

/// A key, of a [folded] name, that sorts as Danes do: æ, ø and å last, in that order, and `Aa` as `å`.
pub(super) fn sort_key(folded: &str) -> String {
    let last = |c| match c {
        'æ' => '{',
        'ø' => '|',
        'å' => '}',
        other => other,
    };
    folded.chars().map(last).collect()
}

/// What to ask the name index: every typed word begins a word of the name. None where no word is typed. Only letters and
/// digits get through, each word in quotation marks, so nothing that is typed is read as an operator.
pub(crate) fn name_query(typed: &str) -> Option<String> {
    let folded = folded(typed);
    let words: Vec<String> = folded.split(' ').filter(|word| !word.is_empty()).map(begins_with).collect();
    if words.is_empty() { None } else { Some(words.join(" AND ")) }
}

/// A word that ends in `a` may be half of an `aa`.
fn begins_with(word: &str) -> String {
    match word.strip_suffix('a') {
        Some(head) => format!("(\"{word}\"* OR \"{head}å\"*)"),
        None => format!("\"{word}\"*"),
    }
}

/// Small letters, where a letter and its loose accent (as some systems copy them) are one.
fn composed(text: &str) -> Vec<char> {
    let mut composed: Vec<char> = Vec::with_capacity(text.len());
    for c in text.chars().flat_map(char::to_lowercase) {
        match (composed.last_mut(), c) {
            (Some(last @ 'a'), '\u{30a}') => *last = 'å',
            (Some(last @ 'a'), '\u{308}') => *last = 'æ',
            (Some(last @ 'o'), '\u{308}') => *last = 'ø',
            (_, '\u{300}'..='\u{36f}') => {}
            _ => composed.push(c),
        }
    }
    composed
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn spellings_of_one_name_are_folded_alike() {
        for name in ["Aagaard", "Ågård", "aagaard", "AAGÅRD", "A\u{30a}ga\u{30a}rd"] {
            assert_eq!(folded(name), "ågård", "{name}");
        }
        assert_eq!(folded("  Zoë  Müller-Ström "), "zoe muller strøm");
    }

    #[test]
    fn aa_and_å_stand_last() {
        let mut names = ["Åse", "Bo", "Aage", "Øjvind", "Ærø", "Anna", "Zita", "Aa"];
        names.sort_by_key(|name| sort_key(&folded(name)));
        assert_eq!(names, ["Anna", "Bo", "Zita", "Ærø", "Øjvind", "Aa", "Aage", "Åse"]);
    }

    #[test]
    fn operators_are_no_operators() {
        assert_eq!(name_query("bo OR NEAR(x) -y:z* \"q\""), name_query("bo or near x y z q"));
        assert_eq!(name_query("\"*-:^(){}"), None);
        assert_eq!(name_query("ka").as_deref(), Some("(\"ka\"* OR \"kå\"*)"));
    }
}
