use chrono::{DateTime, Utc};
use domain::{JobcentreCode, Person, danish_day};
use exchange::{AccessAction, Accessed, NotedBy};

use super::access::{Use, purpose};
use super::{jobcentre_name, tags};
use crate::dates;

/// What an extract is made of.
pub struct ExtractOf<'a> {
    /// Whose it is.
    pub person: &'a Person,
    /// Every use, the latest first.
    pub uses: &'a [Use],
    /// How many more there are, which cannot be read.
    pub unread: u32,
    /// Who hands it out.
    pub own: JobcentreCode,
    /// When it is made, UTC.
    pub at: DateTime<Utc>,
    /// Whether the citizen is made up.
    pub exercise: bool,
}

/// The citizen's extract of the access log as a page of its own, to be read on a screen or printed: when, from where, what
/// and why. It is for a Danish citizen, so it is in Danish. It names no caseworker.
#[must_use]
pub fn extract(of: &ExtractOf) -> String {
    let name = escaped(&tags::name(of.person));
    let number = of.person.current_number();
    let made = format!("{} kl. {}", dates::show(danish_day(of.at)), dates::time(of.at));
    let own = escaped(&jobcentre_name(of.own).da);
    let exercise =
        if of.exercise { "<p class=\"exercise\"><strong>ØVELSE – opdigtet borger</strong></p>" } else { "" };
    let rows: String = of.uses.iter().map(|one| row(&one.accessed)).collect();
    let unread = match of.unread {
        0 => String::new(),
        unread => {
            format!("<li>{unread} opslag kan ikke læses af den udgave af programmet, der har lavet udtrækket.</li>")
        }
    };
    let count = of.uses.len();
    format!(
        r#"<!doctype html>
<html lang="da">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<meta name="robots" content="noindex">
<title>Udtræk af adgangslog</title>
<style>{STYLE}</style>
</head>
<body>
<main>
{exercise}<h1>Hvem har set dine oplysninger?</h1>
<dl>
<dt>Navn</dt><dd>{name}</dd>
<dt>CPR-nummer</dt><dd>{number}</dd>
<dt>Udtrækket er lavet</dt><dd>{made} af {own}</dd>
</dl>
<p>Her står, hvornår dine oplysninger er brugt i Sagsbord, fra hvilket jobcenter og til hvilket formål. Sagsbehandlernes
navne er ikke med.</p>
<table>
<caption>{count} opslag, det seneste først</caption>
<thead><tr><th scope="col">Dato</th><th scope="col">Kl.</th><th scope="col">Jobcenter</th><th scope="col">Hvad</th><th scope="col">Formål</th></tr></thead>
<tbody>
{rows}</tbody>
</table>
<h2>Godt at vide</h2>
<ul>
<li>Når et jobcenter slår en af sine egne borgere op, bliver der ikke spurgt om formål.</li>
<li>Det samme opslag kan stå på to linjer: når oplysningerne bliver hentet, og når de bliver vist.</li>
<li>Opslag, der er gjort uden forbindelse og endnu ikke er sendt ind, er ikke med.</li>
<li>Søgninger på navn eller fødselsdato, der kan have vist dig i en liste, er ikke med.</li>
{unread}</ul>
<p>Spørg dit jobcenter, hvis der er et opslag, du ikke forstår.</p>
</main>
</body>
</html>
"#
    )
}

const STYLE: &str = "body{font:1rem/1.5 'IBM Plex Sans',system-ui,sans-serif;color:#111;background:#fff;margin:2rem auto;\
max-width:60rem;padding:0 1rem}h1{font-size:1.5rem}h2{font-size:1.125rem}dl{display:grid;grid-template-columns:\
max-content 1fr;gap:.25rem 1rem}dt{color:#444}dd{margin:0;font-weight:600}table{border-collapse:collapse;width:100%}\
caption{text-align:left;font-weight:600;padding:.5rem 0}th,td{text-align:left;vertical-align:top;padding:.375rem .75rem \
.375rem 0;border-bottom:1px solid #767676}thead{display:table-header-group}tr{break-inside:avoid}\
.exercise{border:2px solid #111;padding:.5rem}@media print{body{margin:0;max-width:none}}";

fn row(one: &Accessed) -> String {
    let (day, time) = (dates::show(danish_day(one.at)), dates::time(one.at));
    let jobcentre = escaped(&jobcentre_name(one.jobcentre).da);
    let why = one.purpose.as_deref().map_or_else(|| "Ikke spurgt".to_owned(), |id| escaped(&purpose(id).da));
    let what = what(one);
    format!("<tr><td>{day}</td><td>{time}</td><td>{jobcentre}</td><td>{what}</td><td>{why}</td></tr>\n")
}

/// In words for the citizen.
fn what(one: &Accessed) -> &'static str {
    match (one.action, one.noted) {
        (AccessAction::Open { .. }, NotedBy::Desk) => "Dine oplysninger blev vist",
        (AccessAction::Open { .. }, NotedBy::Backend) => "Dine oplysninger blev hentet",
        (AccessAction::Search { .. }, _) => "Der blev søgt på dit CPR-nummer",
        (AccessAction::Unmask, _) => "Et skjult CPR-nummer blev vist",
        (AccessAction::Copy, _) => "Dit CPR-nummer blev kopieret",
        (AccessAction::Message, _) => "En besked om dig blev læst",
        (AccessAction::Log, NotedBy::Desk) => "Listen over opslag blev vist",
        (AccessAction::Log, NotedBy::Backend) => "Listen over opslag blev hentet",
        (AccessAction::Extract, _) => "Et udtræk som dette blev lavet",
    }
}

fn escaped(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '&' => escaped.push_str("&amp;"),
            '<' => escaped.push_str("&lt;"),
            '>' => escaped.push_str("&gt;"),
            '"' => escaped.push_str("&quot;"),
            '\'' => escaped.push_str("&#39;"),
            c => escaped.push(c),
        }
    }
    escaped
}
