//! What could not be done, as a page.

use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect, Response};
use ledger::LedgerError;
use words::Message;

/// What a handler answers when it gives no page.
#[derive(Debug, Clone)]
pub(crate) enum PageError {
    /// There is no such page, or no such thing.
    NotFound,
    /// The reader may not.
    Forbidden,
    /// The reader has to sign in first.
    SignIn,
    /// Somebody else has to be asked: what was sent makes no sense.
    Bad(Message),
    /// The ledger would not.
    Ledger(LedgerError),
    /// Something of ours is broken.
    Broken(String),
    /// What a program is told: a status of its own, and why.
    Problem(StatusCode, Message),
    /// Somewhere else.
    To(String),
}

/// What a handler gives.
pub(crate) type PageResult = Result<Response, PageError>;

impl From<LedgerError> for PageError {
    fn from(error: LedgerError) -> Self {
        Self::Ledger(error)
    }
}

impl From<askama::Error> for PageError {
    fn from(error: askama::Error) -> Self {
        Self::Broken(error.to_string())
    }
}

impl PageError {
    pub(crate) fn status(&self) -> StatusCode {
        match self {
            Self::NotFound | Self::Ledger(LedgerError::Gone {}) => StatusCode::NOT_FOUND,
            Self::Forbidden => StatusCode::FORBIDDEN,
            Self::SignIn | Self::To(_) => StatusCode::SEE_OTHER,
            Self::Bad(_) => StatusCode::BAD_REQUEST,
            Self::Problem(status, _) => *status,
            Self::Ledger(
                LedgerError::NotInState { .. }
                | LedgerError::NotWhatWasSeen {}
                | LedgerError::SavedMeanwhile { .. }
                | LedgerError::BeforeTheOneInForce { .. }
                | LedgerError::BelowItself {}
                | LedgerError::HasSubBrands { .. }
                | LedgerError::Retired { .. }
                | LedgerError::LoginTaken { .. },
            ) => StatusCode::CONFLICT,
            Self::Ledger(_) | Self::Broken(_) => StatusCode::INTERNAL_SERVER_ERROR,
        }
    }

    /// What the log keeps.
    pub(crate) fn detail(&self) -> String {
        match self {
            Self::Broken(detail) => detail.clone(),
            Self::Ledger(error) => error.to_string(),
            other => format!("{other:?}"),
        }
    }

    /// What the reader is told: in a few words, and what to do. What is broken stands in the log and not on the page.
    pub(crate) fn messages(&self) -> (Message, Message) {
        match self {
            Self::NotFound | Self::Ledger(LedgerError::Gone {}) => {
                (Message::new("error-not-found"), Message::new("error-not-found-do"))
            }
            Self::Forbidden | Self::SignIn | Self::To(_) => {
                (Message::new("error-forbidden"), Message::new("error-forbidden-do"))
            }
            Self::Bad(message) | Self::Problem(_, message) => (Message::new("error-bad"), message.clone()),
            Self::Ledger(error) if self.status() == StatusCode::CONFLICT => {
                (Message::new("error-conflict"), error.message())
            }
            Self::Ledger(LedgerError::DiskFull { .. } | LedgerError::ReadOnly { .. } | LedgerError::Stopped {}) => {
                (Message::new("error-not-saved"), Message::new("error-not-saved-do"))
            }
            Self::Ledger(_) | Self::Broken(_) => (Message::new("error-broken"), Message::new("error-broken-do")),
        }
    }
}

impl IntoResponse for PageError {
    /// The status alone; [`crate::visitor::meet`], which knows the reader's language, makes the page.
    fn into_response(self) -> Response {
        match self {
            Self::To(address) => Redirect::to(&address).into_response(),
            other => {
                let mut response = other.status().into_response();
                response.extensions_mut().insert(other);
                response
            }
        }
    }
}
