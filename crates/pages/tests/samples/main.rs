//! Samples of the pages, the awkward ones first: nothing, too much, names that nobody expects, errors of four lines. Each is put into
//! both languages and read as a browser would read it, see `check.rs`. `cargo xtask samples` writes them down, to be looked at.
#![allow(unreachable_pub, reason = "the parts of one test use one another")]
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "a test that cannot go on should stop")]

mod awkward;
mod brand;
mod check;
mod exports;
mod figures;
mod papers;
mod print;
mod projects;
mod public;
mod register;
mod taking_part;
mod year;

use std::path::{Path, PathBuf};

use askama::Template;
use pages::Frame;
use words::Language;

/// A page that can make samples of itself, the awkward ones first.
pub trait Samples: Template + Sized {
    /// The samples, each with a name.
    fn samples(frame: &Frame) -> Vec<(&'static str, Self)>;
}

/// All samples of a page, in both languages: the name of the file, and the page.
fn of<P: Samples>(name: &str) -> Vec<(String, String)> {
    let mut rendered = Vec::new();
    for (tag, language) in [("zh", Language::Chinese), ("en", Language::English)] {
        for (sample, page) in P::samples(&awkward::frame(language)) {
            rendered.push((format!("{name}-{sample}-{tag}"), page.render().unwrap()));
        }
    }
    rendered
}

fn all() -> Vec<(String, String)> {
    [
        of::<pages::HomePage>("home"),
        of::<pages::PeersPage>("peers"),
        of::<pages::UnitPage>("unit"),
        of::<pages::MailPage>("mail"),
        of::<pages::BrandPage>("brand"),
        of::<pages::MessagePage>("message"),
        of::<pages::HelpPage>("help"),
        of::<pages::TodayPage>("today"),
        of::<pages::BrandsPage>("brands"),
        of::<pages::UnitsPage>("units"),
        of::<pages::ImportPage>("import"),
        of::<pages::NewAccountPage>("new-account"),
        of::<pages::AccountsPage>("accounts"),
        of::<pages::AuditPage>("audit"),
        of::<pages::BrandFilePage>("brand-file"),
        of::<pages::SignPage>("sign"),
        of::<pages::VersusPage>("versus"),
        of::<pages::PromisePage>("promise"),
        of::<pages::LandingPage>("landing"),
        of::<pages::ProcessesPage>("processes"),
        of::<pages::ProcessPage>("process"),
        of::<pages::BeforeAfterPage>("before-after"),
        of::<pages::CardsPage>("cards"),
        of::<pages::SourcesPage>("sources"),
        of::<pages::SourcePage>("source"),
        of::<pages::MappingPage>("mapping"),
        of::<pages::CalendarPage>("calendar"),
        of::<pages::ApiPage>("api"),
        of::<pages::ActivitiesPage>("activities"),
        of::<pages::ActivityFormPage>("activity-form"),
        of::<pages::ActivityPage>("activity"),
        of::<pages::OpinionsPage>("opinions"),
        of::<pages::OpinionPage>("opinion"),
        of::<pages::PublicOpinionsPage>("public-opinions"),
        of::<pages::ReceiptPage>("receipt"),
        of::<pages::SentOpinionPage>("sent-opinion"),
        of::<pages::PapersPage>("papers"),
        of::<pages::PaperFormPage>("paper-form"),
        of::<pages::PaperPage>("paper"),
        of::<pages::RequestsPage>("requests"),
        of::<pages::RequestFormPage>("request-form"),
        of::<pages::RequestPage>("request"),
        of::<pages::BoardPage>("board"),
        of::<pages::ProjectsPage>("projects"),
        of::<pages::ProjectPage>("project"),
        of::<pages::EntryFormPage>("entry-form"),
        of::<pages::ExamplesPage>("examples"),
        of::<pages::ExamplePage>("example"),
        of::<pages::PublicExamplesPage>("public-examples"),
        of::<pages::PublicExamplePage>("public-example"),
        of::<pages::GuidancePage>("guidance"),
        of::<pages::OtherProgrammePage>("other-programme"),
        of::<pages::CarryOverPage>("carry-over"),
        of::<pages::ExportsPage>("exports"),
        of::<pages::PrintPage>("print"),
        of::<pages::HangingPage>("prints"),
        of::<pages::AppearancesPage>("appearances"),
        of::<pages::BurdenPage>("burden"),
        of::<pages::SurveysPage>("surveys"),
        of::<pages::SurveyFormPage>("survey-form"),
        of::<pages::SurveyPage>("survey"),
        of::<pages::SurveySheet>("survey-sheet"),
        of::<pages::PublicSurveysPage>("public-surveys"),
        of::<pages::SlipsPage>("slips"),
        of::<pages::SurveyPaperPage>("survey-paper"),
        of::<pages::ProposalsPage>("proposals"),
        of::<pages::SendProposalPage>("send-proposal"),
    ]
    .concat()
}

#[test]
fn every_sample_is_a_page_that_can_be_read() {
    let samples = all();
    let problems: Vec<String> = samples
        .iter()
        .flat_map(|(name, html)| check::problems(html).into_iter().map(move |problem| format!("{name}: {problem}")))
        .collect();
    assert!(problems.is_empty(), "{}", problems.join("\n"));
    assert!(samples.len() > 100, "{}", samples.len());
    if let Some(folder) = std::env::var_os("MINGPAI_SAMPLES") {
        write(&PathBuf::from(folder), &samples);
    }
}

/// Writes the samples, with what they need, so that a browser can open them without a server.
fn write(folder: &Path, samples: &[(String, String)]) {
    let put = |name: &str, bytes: &[u8]| {
        let file = folder.join(name);
        std::fs::create_dir_all(file.parent().unwrap()).unwrap();
        std::fs::write(file, bytes).unwrap();
    };
    for name in ["mingpai.css", "icon.svg", "htmx.min.js"] {
        put(&format!("assets/{name}"), pages::assets::find(name).unwrap().bytes);
    }
    put(&awkward::MARK[1..], pages::assets::find("icon.svg").unwrap().bytes);
    for (name, html) in samples {
        let html = ["assets/", "marks/", "help/pictures/"].iter().fold(html.clone(), |html, start| {
            let html = html.replace(&format!("src=\"/{start}"), &format!("src=\"{start}"));
            html.replace(&format!("href=\"/{start}"), &format!("href=\"{start}"))
        });
        put(&format!("{name}.html"), html.as_bytes());
    }
    for language in ["zh-CN", "en"] {
        for name in std::fs::read_dir(format!("../../docs/guide/pictures/{language}")).unwrap() {
            let name = name.unwrap().file_name().into_string().unwrap();
            put(&format!("help/pictures/{language}/{name}"), pages::help::picture(language, &name).unwrap().bytes);
        }
    }
}
