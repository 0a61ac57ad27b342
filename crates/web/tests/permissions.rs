//! Who may do what: every route for every role, asked for real, as a table.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "a test that cannot go on should stop")]

mod support;

use std::fmt::Write;

use axum::http::StatusCode;
use ledger::account::Role;
use sea_orm::ConnectionTrait;
use web::{Act, Needs, routes};

use support::City;

/// For each role what it may: `+` it is let through, `-` it is refused, `>` it is sent to sign in.
///
/// The liaison and the head belong to the unit whose brand is asked for; `other` are those of another unit.
const TABLE: &str = "\
                                            nobody office liaison head reviewer steward auditor operator other-liaison other-head
GET  /                                         +      +      +      +      +      +      +      +      +      +
GET  /compare                                  +      +      +      +      +      +      +      +      +      +
GET  /burden                                   +      +      +      +      +      +      +      +      +      +
GET  /examples                                 +      +      +      +      +      +      +      +      +      +
GET  /examples/{id}                            +      +      +      +      +      +      +      +      +      +
GET  /opinions                                 +      +      +      +      +      +      +      +      +      +
POST /opinions                                 +      +      +      +      +      +      +      +      +      +
POST /opinions/answer                          +      +      +      +      +      +      +      +      +      +
POST /opinions/verdict                         +      +      +      +      +      +      +      +      +      +
GET  /surveys                                  +      +      +      +      +      +      +      +      +      +
GET  /surveys/{id}                             +      +      +      +      +      +      +      +      +      +
POST /surveys/{id}                             +      +      +      +      +      +      +      +      +      +
GET  /surveys/{id}/thanks                      +      +      +      +      +      +      +      +      +      +
GET  /proposals                                +      +      +      +      +      +      +      +      +      +
POST /proposals                                +      +      +      +      +      +      +      +      +      +
GET  /units/{id}                               +      +      +      +      +      +      +      +      +      +
GET  /brands/{id}                              +      +      +      +      +      +      +      +      +      +
GET  /promises/{id}                            +      +      +      +      +      +      +      +      +      +
GET  /promises/{id}/bundle.zip                 +      +      +      +      +      +      +      +      +      +
GET  /promises/{id}/figures.csv                +      +      +      +      +      +      +      +      +      +
GET  /p/{id}                                   +      +      +      +      +      +      +      +      +      +
GET  /api                                      +      +      +      +      +      +      +      +      +      +
GET  /api/openapi.json                         +      +      +      +      +      +      +      +      +      +
GET  /api/v1/units                             +      +      +      +      +      +      +      +      +      +
GET  /api/v1/units/{id}                        +      +      +      +      +      +      +      +      +      +
GET  /api/v1/services                          +      +      +      +      +      +      +      +      +      +
GET  /api/v1/brands                            +      +      +      +      +      +      +      +      +      +
GET  /api/v1/brands/{id}                       +      +      +      +      +      +      +      +      +      +
GET  /api/v1/promises                          +      +      +      +      +      +      +      +      +      +
GET  /api/v1/promises/{id}                     +      +      +      +      +      +      +      +      +      +
GET  /api/v1/promises/{id}/figures             +      +      +      +      +      +      +      +      +      +
POST /api/v1/records                           +      +      +      +      +      +      +      +      +      +
GET  /api/v1/imports/{id}                      +      +      +      +      +      +      +      +      +      +
GET  /catalogue.jsonld                         +      +      +      +      +      +      +      +      +      +
GET  /services.jsonld                          +      +      +      +      +      +      +      +      +      +
GET  /key                                      +      +      +      +      +      +      +      +      +      +
GET  /marks/{hash}                             +      +      +      +      +      +      +      +      +      +
GET  /colours/{hex}                            +      +      +      +      +      +      +      +      +      +
GET  /assets/{name}                            +      +      +      +      +      +      +      +      +      +
GET  /help                                     +      +      +      +      +      +      +      +      +      +
GET  /help/{page}                              +      +      +      +      +      +      +      +      +      +
GET  /help/pictures/{language}/{name}          +      +      +      +      +      +      +      +      +      +
GET  /language/{tag}                           +      +      +      +      +      +      +      +      +      +
GET  /sign-in                                  +      +      +      +      +      +      +      +      +      +
POST /sign-in                                  +      +      +      +      +      +      +      +      +      +
GET  /sign-in/code                             +      +      +      +      +      +      +      +      +      +
POST /sign-in/code                             +      +      +      +      +      +      +      +      +      +
GET  /sign-in/provider                         +      +      +      +      +      +      +      +      +      +
GET  /sign-in/provider/back                    +      +      +      +      +      +      +      +      +      +
POST /sign-out                                 +      +      +      +      +      +      +      +      +      +
GET  /password                                 >      +      +      +      +      +      +      +      +      +
POST /password                                 >      +      +      +      +      +      +      +      +      +
GET  /desk/two-step                            >      +      +      +      +      +      +      +      +      +
POST /desk/two-step                            >      +      +      +      +      +      +      +      +      +
POST /desk/two-step/off                        >      +      +      +      +      +      +      +      +      +
GET  /desk/mail                                >      +      +      +      +      +      +      +      +      +
POST /desk/mail                                >      +      +      +      +      +      +      +      +      +
POST /desk/mail/try                            >      +      +      +      +      +      +      +      +      +
GET  /desk                                     >      +      +      +      +      +      +      +      +      +
POST /desk/later                               >      +      +      +      +      +      +      +      +      +
POST /desk/later/back                          >      +      +      +      +      +      +      +      +      +
GET  /desk/brands                              >      +      +      +      +      +      +      -      +      +
GET  /desk/brands.xlsx                         >      +      +      +      +      +      +      -      +      +
GET  /desk/brands.csv                          >      +      +      +      +      +      +      -      +      +
GET  /desk/print                               >      +      +      +      +      +      +      -      +      +
GET  /desk/print/preview.svg                   >      +      +      +      +      +      +      -      +      +
GET  /desk/print/sheet.pdf                     >      +      +      +      +      +      +      -      +      +
GET  /desk/print/sheet.png                     >      +      +      +      +      +      +      -      +      +
GET  /desk/print/release.pdf                   >      +      +      +      +      +      +      -      +      +
GET  /desk/print/release.docx                  >      +      +      +      +      +      +      -      +      +
GET  /desk/print/badges.xlsx                   >      +      +      +      +      +      +      -      +      +
POST /desk/print/badges                        >      +      +      +      +      +      +      -      +      +
POST /desk/print/batches                       >      +      +      +      +      +      +      -      +      +
GET  /desk/print/batches/{file}                >      +      +      +      +      +      +      -      +      +
POST /desk/print/press                         >      +      -      -      -      -      -      -      -      -
GET  /desk/prints                              >      +      +      +      +      +      +      -      +      +
POST /desk/prints                              >      -      +      +      -      -      -      -      +      +
POST /desk/prints/{id}/down                    >      -      +      +      -      -      -      -      -      -
GET  /desk/appearances                         >      +      +      +      +      +      +      -      +      +
GET  /desk/appearances.xlsx                    >      +      +      +      +      +      +      -      +      +
POST /desk/appearances                         >      -      +      +      -      -      -      -      -      -
POST /desk/appearances/{id}/remove             >      -      +      +      -      -      -      -      -      -
POST /desk/brands/new                          >      -      +      +      -      -      -      -      -      -
GET  /desk/brands/{id}                         >      +      +      +      +      +      +      -      +      +
GET  /desk/brands/{id}/versus                  >      +      +      +      +      +      +      -      +      +
GET  /desk/brands/{id}/file                    >      -      +      +      -      -      -      -      +      +
POST /desk/brands/{id}/file                    >      -      +      +      -      -      -      -      -      -
GET  /desk/brands/{id}/plate.svg               >      -      +      +      -      -      -      -      -      -
POST /desk/brands/{id}/mark                    >      -      +      +      -      -      -      -      -      -
POST /desk/brands/{id}/certificates            >      -      +      +      -      -      -      -      -      -
GET  /desk/brands/{id}/certificates/{hash}     >      +      +      +      +      +      +      -      +      +
POST /desk/brands/{id}/draft                   >      -      +      +      -      -      -      -      -      -
GET  /desk/brands/{id}/sign                    >      -      -      +      -      -      -      -      -      -
POST /desk/brands/{id}/sign                    >      -      -      +      -      -      -      -      -      -
GET  /desk/brands/{id}/publish                 >      +      -      -      -      -      -      -      -      -
POST /desk/brands/{id}/publish                 >      +      -      -      -      -      -      -      -      -
POST /desk/brands/{id}/send-back               >      +      -      -      -      -      -      -      -      -
GET  /desk/brands/{id}/place                   >      +      -      -      -      -      -      -      -      -
POST /desk/brands/{id}/place                   >      +      -      -      -      -      -      -      -      -
GET  /desk/brands/{id}/retire                  >      +      -      -      -      -      -      -      -      -
POST /desk/brands/{id}/retire                  >      +      -      -      -      -      -      -      -      -
POST /desk/brands/{id}/keep                    >      +      -      -      -      -      -      -      -      -
GET  /desk/readings                            >      +      -      -      -      -      -      -      -      -
POST /desk/readings                            >      +      -      -      -      -      -      -      -      -
GET  /desk/units                               >      +      +      +      +      +      +      -      +      +
GET  /desk/units.xlsx                          >      +      +      +      +      +      +      -      +      +
GET  /desk/units.csv                           >      +      +      +      +      +      +      -      +      +
GET  /desk/units/new                           >      +      -      -      -      -      -      -      -      -
POST /desk/units/new                           >      +      -      -      -      -      -      -      -      -
GET  /desk/units/{id}                          >      +      +      +      +      +      +      -      +      +
POST /desk/units/{id}                          >      +      -      -      -      -      -      -      -      -
GET  /desk/import/units                        >      +      -      -      -      -      -      -      -      -
GET  /desk/import/units.xlsx                   >      +      -      -      -      -      -      -      -      -
POST /desk/import/units                        >      +      -      -      -      -      -      -      -      -
POST /desk/import/units/confirm                >      +      -      -      -      -      -      -      -      -
GET  /desk/services                            >      +      +      +      +      +      +      -      +      +
GET  /desk/services.xlsx                       >      +      +      +      +      +      +      -      +      +
GET  /desk/services.csv                        >      +      +      +      +      +      +      -      +      +
GET  /desk/services/new                        >      +      -      -      -      -      -      -      -      -
POST /desk/services/new                        >      +      -      -      -      -      -      -      -      -
GET  /desk/services/{id}                       >      +      +      +      +      +      +      -      +      +
POST /desk/services/{id}                       >      +      -      -      -      -      -      -      -      -
POST /desk/services/{id}/close                 >      +      -      -      -      -      -      -      -      -
POST /desk/services/{id}/open                  >      +      -      -      -      -      -      -      -      -
GET  /desk/services/{id}/cards                 >      +      +      +      +      +      +      -      +      +
POST /desk/services/{id}/cards                 >      +      +      +      -      -      -      -      -      -
POST /desk/services/{id}/cards/{card}/remove    >      +      +      +      -      -      -      -      -      -
GET  /desk/import/services                     >      +      -      -      -      -      -      -      -      -
GET  /desk/import/services.xlsx                >      +      -      -      -      -      -      -      -      -
POST /desk/import/services                     >      +      -      -      -      -      -      -      -      -
POST /desk/import/services/confirm             >      +      -      -      -      -      -      -      -      -
GET  /desk/programme                           >      +      +      +      +      +      +      -      +      +
POST /desk/programme                           >      +      -      -      -      -      -      -      -      -
GET  /desk/programme/stages/new                >      +      -      -      -      -      -      -      -      -
POST /desk/programme/stages/new                >      +      -      -      -      -      -      -      -      -
GET  /desk/programme/stages/{id}               >      +      -      -      -      -      -      -      -      -
POST /desk/programme/stages/{id}               >      +      -      -      -      -      -      -      -      -
POST /desk/programme/stages/{id}/before        >      +      -      -      -      -      -      -      -      -
POST /desk/programme/stages/{id}/remove        >      +      -      -      -      -      -      -      -      -
GET  /desk/programmes/new                      >      +      -      -      -      -      -      -      -      -
POST /desk/programmes/new                      >      +      -      -      -      -      -      -      -      -
GET  /desk/programmes/{id}                     >      +      +      +      +      +      +      -      +      +
GET  /desk/board                               >      +      +      +      +      +      +      -      +      +
GET  /desk/board/carry-over                    >      +      -      -      -      -      -      -      -      -
POST /desk/board/carry-over                    >      +      -      -      -      -      -      -      -      -
POST /desk/programme/stages/{id}/tasks         >      +      -      -      -      -      -      -      -      -
POST /desk/tasks/{id}/done                     >      -      +      +      -      -      -      -      -      -
POST /desk/tasks/{id}/remove                   >      +      -      -      -      -      -      -      -      -
GET  /desk/activities                          >      +      +      +      +      +      +      -      +      +
GET  /desk/activities/new                      >      +      -      -      -      -      -      -      -      -
POST /desk/activities/new                      >      +      -      -      -      -      -      -      -      -
GET  /desk/activities/{id}                     >      +      +      +      +      +      +      -      +      +
POST /desk/activities/{id}                     >      +      -      -      -      -      -      -      -      -
GET  /desk/activities/{id}/edit                >      +      -      -      -      -      -      -      -      -
GET  /desk/activities/{id}/calendar.ics        >      +      +      +      +      +      +      -      +      +
POST /desk/activities/{id}/reply               >      -      +      +      -      -      -      -      -      -
POST /desk/activities/{id}/agreements          >      +      -      -      -      -      -      -      -      -
POST /desk/activities/{id}/opinions            >      +      -      -      -      -      -      -      -      -
POST /desk/activities/{id}/handouts            >      +      -      -      -      -      -      -      -      -
GET  /desk/handouts/{id}                       >      +      +      +      +      +      +      -      +      +
POST /desk/handouts/{id}/remove                >      +      -      -      -      -      -      -      -      -
POST /desk/agreements/{id}/done                >      +      +      +      -      -      -      -      -      -
POST /desk/agreements/{id}/remove              >      +      -      -      -      -      -      -      -      -
GET  /desk/opinions                            >      +      +      +      +      +      +      -      +      +
GET  /desk/opinions/{id}                       >      +      +      +      +      +      +      -      +      +
POST /desk/opinions/{id}/assign                >      +      -      -      -      -      -      -      -      -
POST /desk/opinions/{id}/answer                >      -      +      +      -      -      -      -      +      +
POST /desk/opinions/{id}/verdict               >      +      -      -      -      -      -      -      -      -
POST /desk/opinions/{id}/consent               >      +      -      -      -      -      -      -      -      -
GET  /desk/papers                              >      +      +      +      +      +      +      -      +      +
GET  /desk/papers/new                          >      +      -      -      -      -      -      -      -      -
POST /desk/papers/new                          >      +      -      -      -      -      -      -      -      -
GET  /desk/papers/{id}                         >      +      +      +      +      +      +      -      +      +
POST /desk/papers/{id}/begin                   >      +      -      -      -      -      -      -      -      -
GET  /desk/paper-versions/{id}/paper.pdf       >      +      +      +      +      +      +      -      +      +
GET  /desk/paper-versions/{id}/paper.docx      >      +      +      +      +      +      +      -      +      +
GET  /desk/paper-versions/{id}/write           >      +      -      -      -      -      -      -      -      -
POST /desk/paper-versions/{id}/write           >      +      -      -      -      -      -      -      -      -
POST /desk/paper-versions/{id}/to-comment      >      +      -      -      -      -      -      -      -      -
POST /desk/paper-versions/{id}/issue           >      +      -      -      -      -      -      -      -      -
POST /desk/paper-versions/{id}/comments        >      -      +      +      -      -      -      -      -      -
POST /desk/paper-versions/{id}/confirm         >      -      +      +      -      -      -      -      -      -
POST /desk/paper-versions/{id}/criteria        >      +      -      -      -      -      -      -      -      -
POST /desk/paper-comments/{id}/reply           >      +      -      -      -      -      -      -      -      -
POST /desk/criteria/{id}/drop                  >      +      -      -      -      -      -      -      -      -
GET  /desk/requests                            >      +      +      +      +      +      +      -      +      +
GET  /desk/requests/new                        >      +      -      -      -      -      -      -      -      -
POST /desk/requests/new                        >      +      -      -      -      -      -      -      -      -
GET  /desk/requests/{id}                       >      +      +      +      +      +      +      -      +      +
POST /desk/requests/{id}/answer                >      -      +      +      -      -      -      -      -      -
GET  /desk/surveys                             >      +      +      +      +      +      +      -      +      +
GET  /desk/surveys/new                         >      +      +      +      -      -      -      -      +      +
POST /desk/surveys/new                         >      +      +      +      -      -      -      -      +      +
GET  /desk/surveys/{id}                        >      +      -      -      -      -      -      -      -      -
POST /desk/surveys/{id}/questions              >      +      -      -      -      -      -      -      -      -
POST /desk/surveys/{id}/recall                 >      +      -      -      -      -      -      -      -      -
POST /desk/surveys/{id}/open                   >      +      -      -      -      -      -      -      -      -
POST /desk/surveys/{id}/close                  >      +      -      -      -      -      -      -      -      -
POST /desk/surveys/{id}/show                   >      +      -      -      -      -      -      -      -      -
POST /desk/surveys/{id}/repeat                 >      +      -      -      -      -      -      -      -      -
POST /desk/surveys/{id}/remove                 >      +      -      -      -      -      -      -      -      -
POST /desk/surveys/{id}/codes                  >      +      -      -      -      -      -      -      -      -
GET  /desk/surveys/{id}/paper                  >      +      -      -      -      -      -      -      -      -
GET  /desk/surveys/{id}/papers                 >      +      -      -      -      -      -      -      -      -
POST /desk/surveys/{id}/papers                 >      +      -      -      -      -      -      -      -      -
POST /desk/survey-questions/{id}/remove        >      +      -      -      -      -      -      -      -      -
GET  /desk/proposals                           >      +      +      +      +      +      +      -      +      +
POST /desk/proposals/{id}/decide               >      -      +      +      -      -      -      -      -      -
POST /desk/proposals/vote                      >      -      +      +      -      -      -      -      +      +
GET  /desk/projects                            >      +      +      +      +      +      +      -      +      +
GET  /desk/projects/new                        >      +      -      -      -      -      -      -      -      -
POST /desk/projects/new                        >      +      -      -      -      -      -      -      -      -
GET  /desk/projects/{id}                       >      +      +      +      +      +      +      -      +      +
POST /desk/projects/{id}                       >      +      -      -      -      -      -      -      -      -
GET  /desk/projects/{id}/edit                  >      +      -      -      -      -      -      -      -      -
POST /desk/projects/{id}/remove                >      +      -      -      -      -      -      -      -      -
POST /desk/projects/{id}/milestones            >      +      -      -      -      -      -      -      -      -
POST /desk/milestones/{id}/done                >      +      +      +      -      -      -      -      -      -
POST /desk/milestones/{id}/remove              >      +      -      -      -      -      -      -      -      -
GET  /desk/examples                            >      +      +      +      +      +      +      -      +      +
GET  /desk/examples/new                        >      +      +      +      -      -      -      -      +      +
POST /desk/examples/new                        >      +      +      +      -      -      -      -      +      +
GET  /desk/examples/{id}                       >      +      +      +      +      +      +      -      +      +
POST /desk/examples/{id}                       >      +      +      +      -      -      -      -      -      -
GET  /desk/examples/{id}/edit                  >      +      +      +      -      -      -      -      -      -
POST /desk/examples/{id}/publish               >      +      -      -      -      -      -      -      -      -
POST /desk/examples/{id}/agree                 >      -      +      +      -      -      -      -      -      -
POST /desk/examples/{id}/remove                >      +      -      -      -      -      -      -      -      -
POST /desk/examples/{id}/follow                >      -      +      +      -      -      -      -      -      -
POST /desk/examples/{id}/stop                  >      -      +      +      -      -      -      -      -      -
GET  /desk/guidance                            >      +      +      +      +      +      +      -      +      +
POST /desk/guidance                            >      +      -      -      -      -      -      -      -      -
GET  /desk/exports                             >      +      +      +      +      +      +      -      +      +
POST /desk/exports                             >      +      -      -      -      -      -      -      -      -
GET  /desk/exports/{template}                  >      +      +      +      +      +      +      -      +      +
GET  /desk/exports/{template}/blank            >      +      -      -      -      -      -      -      -      -
POST /desk/exports/{template}/remove           >      +      -      -      -      -      -      -      -      -
GET  /desk/accounts                            >      +      -      -      -      -      -      +      -      -
GET  /desk/accounts/new                        >      +      -      -      -      -      -      +      -      -
POST /desk/accounts/new                        >      +      -      -      -      -      -      +      -      -
POST /desk/accounts/{id}/password              >      +      -      -      -      -      -      +      -      -
POST /desk/accounts/{id}/two-step              >      +      -      -      -      -      -      +      -      -
POST /desk/accounts/{id}/identity              >      +      -      -      -      -      -      +      -      -
POST /desk/accounts/{id}/close                 >      +      -      -      -      -      -      +      -      -
POST /desk/accounts/{id}/open                  >      +      -      -      -      -      -      +      -      -
GET  /desk/import/accounts                     >      +      -      -      -      -      -      +      -      -
GET  /desk/import/accounts.xlsx                >      +      -      -      -      -      -      +      -      -
POST /desk/import/accounts                     >      +      -      -      -      -      -      +      -      -
POST /desk/import/accounts/confirm             >      +      -      -      -      -      -      +      -      -
GET  /desk/audit                               >      +      -      -      -      -      +      -      -      -
GET  /desk/records                             >      +      -      -      -      +      -      -      -      -
GET  /desk/records/{id}                        >      +      -      -      -      +      -      -      -      -
POST /desk/records/new                         >      +      -      -      -      +      -      -      -      -
POST /desk/records/new/confirm                 >      +      -      -      -      +      -      -      -      -
POST /desk/records/{id}/files                  >      +      -      -      -      +      -      -      -      -
POST /desk/records/{id}/keys                   >      +      -      -      -      +      -      -      -      -
POST /desk/records/{id}/keys/{key}/revoke      >      +      -      -      -      +      -      -      -      -
POST /desk/records/{id}/measure                >      +      -      -      -      +      -      -      -      -
POST /desk/records/{id}/imports/{import}/take-back    >      +      -      -      -      +      -      -      -      -
GET  /desk/promises/{id}/before-after          >      +      +      +      +      +      +      -      +      +
GET  /desk/processes                           >      +      +      +      +      +      +      -      +      +
GET  /desk/processes/map                       >      +      +      +      +      +      +      -      +      +
GET  /desk/calendar                            >      +      -      -      -      +      -      -      -      -
POST /desk/calendar                            >      +      -      -      -      +      -      -      -      -
GET  /desk/jobs                                >      +      +      +      +      +      +      +      +      +
GET  /desk/jobs/{id}                           >      +      -      -      -      -      +      +      -      -
POST /desk/jobs/{id}/cancel                    >      +      -      -      -      -      -      +      -      -
GET  /desk/backups                             >      +      -      -      -      -      -      +      -      -
POST /desk/backups                             >      +      -      -      -      -      -      +      -      -
GET  /desk/backups/{name}                      >      -      -      -      -      -      -      +      -      -
";

#[tokio::test(flavor = "multi_thread")]
async fn every_route_for_every_role() {
    let routes = routes();
    let mut rows: Vec<String> = routes.iter().map(|route| format!("{:<5}{:<38}", route.method, route.path)).collect();
    let roles = Role::ALL.map(|role| Some(role.name()));
    for who in [None].into_iter().chain(roles).chain([Some("other-liaison"), Some("other-head")]) {
        // Each asks in a city of its own: what one of them does must not open or close what the next one asks for.
        let city = City::fresh().await;
        support::hung::hang_a_plate(&city).await;
        let mut key = None;
        for (route, row) in routes.iter().zip(&mut rows) {
            // Whoever has signed out comes in again.
            if let (Some(login), None | Some("/sign-out")) = (who, key.as_ref().map(|(_, last)| *last)) {
                key = Some((city.session_of(login).await, ""));
            }
            let cookie = key.as_ref().map(|(cookie, _)| cookie.as_str());
            let form = if route.needs == Needs::To(Act::AnswerForUnit) { "unit=1" } else { "" };
            let (status, place) = city.ask(route.method, &city.address(route.path), form, cookie).await;
            let mark = match status {
                StatusCode::SEE_OTHER if place.starts_with("/sign-in?") => '>',
                StatusCode::FORBIDDEN => '-',
                status => {
                    assert!(!status.is_server_error(), "{} {} {status} for {who:?}", route.method, route.path);
                    '+'
                }
            };
            // A route that needs nothing sends nobody away.
            assert!(route.needs != Needs::Nothing || mark == '+', "{} {}", route.method, route.path);
            write!(row, "    {mark}  ").unwrap();
            if let Some((_, last)) = &mut key {
                *last = route.path;
            }
        }
    }
    let heading = TABLE.lines().next().unwrap().to_owned();
    let rows = rows.iter().map(|row| row.trim_end().to_owned());
    let table = [heading].into_iter().chain(rows).collect::<Vec<_>>().join("\n") + "\n";
    assert_eq!(table, TABLE, "\n{table}");
}

/// What is asked with the session of somebody else's site is refused, whoever is signed in.
#[tokio::test(flavor = "multi_thread")]
async fn another_site_cannot_act_for_whoever_is_signed_in() {
    let city = City::fresh().await;
    let key = city.session_of("office").await;
    let from = |headers: &'static [(&'static str, &'static str)]| {
        let (city, key) = (&city, key.clone());
        async move { city.ask_with("POST", "/desk/accounts/1/close", "", Some(&key), headers).await.0 }
    };
    assert_eq!(from(&[("sec-fetch-site", "cross-site")]).await, StatusCode::FORBIDDEN);
    assert_eq!(from(&[("origin", "http://elsewhere"), ("host", "mingpai")]).await, StatusCode::FORBIDDEN);
    assert_ne!(from(&[("sec-fetch-site", "same-origin")]).await, StatusCode::FORBIDDEN);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_session_ends_with_the_password_the_account_and_by_signing_out() {
    let city = City::fresh().await;
    let desk = |key: String| {
        let city = &city;
        async move { city.ask("GET", "/desk", "", Some(&key)).await.0 }
    };
    // Signing in gives another key than the one that somebody brought along.
    let (first, second) = (city.session_of("office").await, city.session_of("office").await);
    assert_ne!(first, second);
    assert_eq!(desk(first.clone()).await, StatusCode::OK);
    city.ask("POST", "/sign-out", "", Some(&first)).await;
    assert_eq!(desk(first).await, StatusCode::SEE_OTHER);
    assert_eq!(desk(second.clone()).await, StatusCode::OK);
    let form = format!("old={}&new=another+long+password", support::PASSWORD);
    let (status, place) = city.ask("POST", "/password", &form, Some(&second)).await;
    assert_eq!((status, place.as_str()), (StatusCode::SEE_OTHER, "/desk"));
    assert_eq!(desk(second).await, StatusCode::SEE_OTHER);

    // A closed account is out at once.
    let (steward, office) = (city.session_of("steward").await, city.session_of("operator").await);
    assert_eq!(desk(steward.clone()).await, StatusCode::OK);
    let id = city.account_of("steward").await;
    city.ask("POST", &format!("/desk/accounts/{id}/close"), "", Some(&office)).await;
    assert_eq!(desk(steward).await, StatusCode::SEE_OTHER);
}

#[tokio::test(flavor = "multi_thread")]
async fn wrong_passwords_lock_an_account_and_tell_nobody_whether_it_is_there() {
    let city = City::fresh().await;
    let wrong = |login: &'static str| {
        let city = &city;
        async move { city.page("POST", "/sign-in", &format!("login={login}&password=wrong"), None).await.1 }
    };
    // The page is the same for a login that nobody has, but for the login itself.
    let (known, unknown) = (wrong("office").await, wrong("nobody").await);
    assert_eq!(known.replace("office", "*"), unknown.replace("nobody", "*"));
    for _ in 0..4 {
        wrong("office").await;
    }
    // From the fifth on the right password does not help either.
    let form = format!("login=office&password={}", support::PASSWORD);
    let (status, page) = city.page("POST", "/sign-in", &form, None).await;
    assert_eq!(status, StatusCode::OK);
    assert!(page.contains("分钟后再试"), "{page}");
    // Nobody else is kept out.
    city.session_of("head").await;
}

#[tokio::test(flavor = "multi_thread")]
async fn every_answer_carries_the_headers_and_no_page_asks_another_host() {
    let city = City::fresh().await;
    let office = city.session_of("office").await;
    for route in routes().iter().filter(|route| route.method == "GET") {
        let address = city.address(route.path);
        let (headers, page) = city.headers(&address, Some(&office)).await;
        for name in ["content-security-policy", "x-content-type-options", "x-frame-options", "referrer-policy"] {
            assert!(headers.contains_key(name), "{address} has no {name}");
        }
        let html = headers.get("content-type").is_some_and(|kind| kind.to_str().unwrap().starts_with("text/html"));
        if html {
            assert!(!page.contains("http://") && !page.contains("https://"), "{address}");
            assert!(!page.contains(" style=") && !page.contains("<style") && !page.contains("onclick"), "{address}");
        }
    }
}

/// What the server says of itself names nobody and counts what was answered.
#[tokio::test(flavor = "multi_thread")]
async fn the_server_counts_its_answers() {
    let city = City::fresh().await;
    city.ask("GET", "/brands/1", "", None).await;
    city.ask("GET", "/brands/99", "", None).await;
    let (status, text) = city.page("GET", "/metrics", "", None).await;
    assert_eq!(status, StatusCode::OK);
    for line in [
        "mingpai_answers_total{method=\"GET\",status=\"200\"} 1",
        "mingpai_answers_total{method=\"GET\",status=\"404\"} 1",
        "mingpai_answer_seconds_count 2",
    ] {
        assert!(text.contains(line), "{line} in {text}");
    }
    assert_eq!(city.page("GET", "/healthz", "", None).await, (StatusCode::OK, "ok\n".to_owned()));
    assert_eq!(city.page("GET", "/readyz", "", None).await, (StatusCode::OK, "ok\n".to_owned()));
}

/// What breaks is told without its reason, and with the number under which the log has it.
#[tokio::test]
async fn what_breaks_is_found_in_the_log_by_its_number() {
    let city = City::fresh().await;
    let office = city.session_of("office").await;
    city.ledger.reads().execute_unprepared("DROP TABLE attachment").await.unwrap();
    let (_lines, log) = support::log();
    let (headers, page) = city.headers("/marks/00", Some(&office)).await;
    let number = headers.get("x-request-id").unwrap().to_str().unwrap();
    assert!(number.len() == 16 && page.contains(number) && !page.contains("attachment"), "{page}");
    let log = log.text();
    let line = log.lines().find(|line| line.contains("ERROR")).unwrap_or_default();
    assert!(line.contains(number) && line.contains("attachment"), "{log}");
}
