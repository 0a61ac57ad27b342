//! Where one gets mail.

use askama::Template;

use crate::form::{Field, Problem};
use crate::frame::Frame;

/// `GET /desk/mail`
#[derive(Debug, Clone, Template)]
#[template(path = "desk/mail.html")]
pub struct MailPage {
    /// What stands around.
    pub frame: Frame,
    /// What is wrong.
    pub problems: Vec<Problem>,
    /// The address.
    pub fields: Vec<Field>,
    /// What the day's mail has, and whether it comes; none for those who get none.
    pub digest: Option<(String, bool)>,
    /// Whether mail can be sent at all.
    pub has_server: bool,
    /// Whether one mail can be sent to try it.
    pub can_try: bool,
}
