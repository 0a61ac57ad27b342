//! The form of an activity: read, checked, shown again.

use jiff::civil::Time;
use ledger::activity::{self, Kind, Model, State};
use ledger::{ActivityId, Day, ProgrammeId, UnitId};
use pages::{ActivityFormPage, Choice, Field, Form, Input, Tick};
use words::Message;

use super::{day_field, field, unit_ticks};
use crate::error::PageResult;
use crate::form::{Problems, Sent, choice};
use crate::visitor::Visitor;

/// The longest time that may be asked of each unit, minutes.
const LONGEST: i64 = 2400;

/// An activity as a form has it: texts as they were typed.
#[derive(Debug, Default)]
pub(super) struct Entered {
    kind: String,
    title: String,
    place: String,
    people: String,
    agenda: String,
    from: String,
    from_time: String,
    until: String,
    until_time: String,
    places: String,
    minutes: String,
    heard: String,
    state: String,
    pub(super) units: Vec<UnitId>,
}

impl Entered {
    /// A new one: a symposium from tomorrow on, of which answering the invitation is all that is asked.
    pub(super) fn new(today: Day) -> Self {
        Self {
            kind: Kind::Symposium.name().to_owned(),
            from: today.to_string(),
            from_time: "09:00".to_owned(),
            until_time: "11:00".to_owned(),
            minutes: "1".to_owned(),
            state: State::Planned.name().to_owned(),
            ..Self::default()
        }
    }

    pub(super) fn of(known: &Model, units: Vec<UnitId>) -> Self {
        Self {
            kind: known.kind.name().to_owned(),
            title: known.title.clone(),
            place: known.place.clone(),
            people: known.people.clone(),
            agenda: known.agenda.clone(),
            from: known.from_day.to_string(),
            from_time: known.from_time.clone(),
            until: known.until_day.to_string(),
            until_time: known.until_time.clone(),
            places: known.places.map(|places| places.to_string()).unwrap_or_default(),
            minutes: known.minutes.to_string(),
            heard: known.heard.clone(),
            state: known.state.name().to_owned(),
            units,
        }
    }

    pub(super) fn read(sent: &Sent, units: Vec<UnitId>) -> Self {
        let text = |name: &str| sent.text(name);
        Self {
            kind: text("kind"),
            title: text("title"),
            place: text("place"),
            people: text("people"),
            agenda: text("agenda"),
            from: text("from"),
            from_time: text("from_time"),
            until: text("until"),
            until_time: text("until_time"),
            places: text("places"),
            minutes: text("minutes"),
            heard: text("heard"),
            state: text("state"),
            units,
        }
    }

    /// The activity, or what is wrong with it.
    pub(super) fn check(&self, id: ActivityId, programme: ProgrammeId) -> Result<Model, Problems> {
        let mut problems = Problems::default();
        problems.need("title", &self.title, &Message::new("activity-title"));
        for (name, text, most, label) in [
            ("title", &self.title, 100, "activity-title"),
            ("place", &self.place, 100, "activity-place"),
            ("people", &self.people, 500, "activity-people"),
            ("agenda", &self.agenda, 4000, "activity-agenda"),
            ("heard", &self.heard, 8000, "activity-heard"),
        ] {
            problems.at_most(name, text, most, &Message::of_key(label.to_owned()));
        }
        let mut day = |name: &str, typed: &str| {
            let day = typed.parse::<Day>().ok();
            if day.is_none() {
                problems.add(name, Message::new("form-day-wrong").with("day", typed));
            }
            day
        };
        let from_day = day("from", &self.from);
        // What ends on no day of its own ends on its first.
        let until_day = if self.until.is_empty() { from_day } else { day("until", &self.until) };
        let from_time = time(&self.from_time, "from_time", &mut problems);
        let until_time = time(&self.until_time, "until_time", &mut problems);
        if let (Some(from), Some(until)) = (from_day, until_day) {
            let at = |time: Option<Time>| time.unwrap_or(Time::MIN);
            if (until, at(until_time)) < (from, at(from_time)) && (until < from || until_time.is_some()) {
                problems.add("until", Message::new("activity-reversed"));
            }
        }
        let places = number(&self.places, "places", 100_000, &mut problems);
        let minutes = number(&self.minutes, "minutes", LONGEST, &mut problems).unwrap_or(0);
        let (Some(from_day), Some(until_day), true) = (from_day, until_day, problems.is_empty()) else {
            return Err(problems);
        };
        let written = |time: Option<Time>| time.map(|time| time.strftime("%H:%M").to_string()).unwrap_or_default();
        Ok(Model {
            id,
            programme,
            kind: Kind::of_name(&self.kind).unwrap_or(Kind::Symposium),
            title: self.title.clone(),
            place: self.place.clone(),
            people: self.people.clone(),
            agenda: self.agenda.clone(),
            from_day,
            from_time: written(from_time),
            until_day,
            until_time: written(until_time),
            places,
            minutes,
            heard: self.heard.clone(),
            state: State::of_name(&self.state).unwrap_or(State::Planned),
        })
    }
}

fn time(typed: &str, name: &str, problems: &mut Problems) -> Option<Time> {
    if typed.is_empty() {
        return None;
    }
    // As it is typed in Chinese as well: 9：00.
    let plain = typed.replace('：', ":");
    let padded = if plain.find(':') == Some(1) { format!("0{plain}") } else { plain };
    let time = padded.parse::<Time>().ok();
    if time.is_none() {
        problems.add(name, Message::new("activity-time-wrong").with("typed", typed));
    }
    time
}

fn number(typed: &str, name: &str, most: i64, problems: &mut Problems) -> Option<i64> {
    if typed.is_empty() {
        return None;
    }
    let number = typed.parse::<i64>().ok().filter(|number| (0..=most).contains(number));
    if number.is_none() {
        problems.add(name, Message::new("activity-number-wrong").with("typed", typed).with("most", most));
    }
    number
}

/// The page with the form. `programme` is the choice of one, where there is a choice.
pub(super) async fn page(
    visitor: &Visitor,
    known: Option<&activity::Model>,
    programme: Option<Choice>,
    entered: &Entered,
    problems: &Problems,
) -> PageResult {
    let kinds = Kind::ALL.iter().map(|kind| (kind.name().to_owned(), visitor.say(&super::activities::kind(*kind))));
    let states =
        State::ALL.iter().map(|state| (state.name().to_owned(), visitor.say(&super::activities::state(*state))));
    let time = |name: &'static str, label: &'static str, value: &str| Field {
        kind: "time",
        short: true,
        ..Field::text(name, visitor.t(label), value)
    };
    let number = |name: &'static str, label: &'static str, hint: &'static str, value: &str| Field {
        kind: "number",
        short: true,
        hint: visitor.t(hint),
        ..Field::text(name, visitor.t(label), value)
    };
    let (action, back) = match known {
        Some(known) => (format!("/desk/activities/{}", known.id), format!("/desk/activities/{}", known.id)),
        None => ("/desk/activities/new".to_owned(), "/desk/activities".to_owned()),
    };
    let mut inputs: Vec<Input> = vec![
        choice("kind", visitor.t("activity-kind"), None, kinds, &entered.kind).into(),
        field(visitor, "title", "activity-title", &entered.title, 1, 100).into(),
        day_field(visitor, "from", "activity-from", &entered.from).into(),
        time("from_time", "activity-from-time", &entered.from_time).into(),
        Field {
            hint: visitor.t("activity-until-hint"),
            ..day_field(visitor, "until", "activity-until", &entered.until)
        }
        .into(),
        time("until_time", "activity-until-time", &entered.until_time).into(),
        field(visitor, "place", "activity-place", &entered.place, 1, 100).into(),
        Field {
            hint: visitor.t("activity-people-hint"),
            ..field(visitor, "people", "activity-people", &entered.people, 2, 500)
        }
        .into(),
        field(visitor, "agenda", "activity-agenda", &entered.agenda, 5, 4000).into(),
        number("places", "activity-places", "activity-places-hint", &entered.places).into(),
        number("minutes", "activity-minutes", "activity-minutes-hint", &entered.minutes).into(),
    ];
    inputs.extend(programme.map(Input::Choice));
    if known.is_some() {
        inputs.push(choice("state", visitor.t("activity-state"), None, states, &entered.state).into());
        inputs.push(
            Field {
                hint: visitor.t("activity-heard-hint"),
                ..field(visitor, "heard", "activity-heard", &entered.heard, 8, 8000)
            }
            .into(),
        );
    }
    let all =
        Tick { name: "all_units".to_owned(), id: "all_units".to_owned(), label: visitor.t("units-all"), ticked: false };
    inputs.push(all.into());
    inputs.push(unit_ticks(visitor, &entered.units, problems).await?.into());
    let form = Form { action, inputs, button: visitor.t("form-save"), quiet: false };
    visitor.page(&ActivityFormPage {
        frame: visitor.frame(),
        title: known.map_or_else(|| visitor.t("activity-add"), |known| known.title.clone()),
        problems: problems.list(visitor),
        form: super::with_problems(form, problems, visitor),
        back,
    })
}
