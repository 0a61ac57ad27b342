site-name = Mingpai
site-skip = Skip to the content
site-made-up = A demo city; all data are made up
site-navigation = Main navigation
site-help = Help
site-help-apart = (opens in another window)
guide-parts = On this page
guide-pages = All pages of the guide
site-sign-in = Sign in
site-sign-out = Sign out
site-foot = A promise stands on the plate; whether it was kept is counted from the case records, and anyone can count again.
nav-home = Home
nav-today = Today
nav-brands = Brands
nav-units = Units
nav-services = Services
nav-programme = Programme
nav-accounts = Accounts
nav-audit = Log
nav-jobs = Jobs
nav-backups = Backups
text = { $text }
named = { $name }: { $text }
choose = Please choose
nobody = Nobody yet
no-unit = Of no unit
search-button = Search
page-before = Previous page
page-after = Next page
list-all = All
list-count = { $shown } of { $of }
export-excel = Excel
export-csv = CSV

home-title = Service brands and their promises
home-lead = The service brand of each unit, the promises on its plate, and every change of a promise.
home-search-label = Search for a unit, a service or a brand
home-search-hint = Unit, service, brand, or pinyin initials
home-all = All brands
home-nothing-found = Nothing was found. Try other words, a part of the name, or pinyin initials.
home-units-found = Units
home-services-found = Services
home-service-promised = { $unit }; promised: { $what }
home-corrected = Nothing is quite “{ $from }”. This was found for “{ $to }”.
home-first-found = Of each kind the { $count } nearest are shown. Type more to narrow it down.
home-brands-found = Brands
home-brands = { $count } service brands
home-no-brands = No brand is in force yet. Brands appear here once a unit has written its file, its head has signed, and the office has published it.

unit-name = Unit
unit-name-en = Name in English
unit-kind = Kind of unit
unit-peer-group = Peer group
unit-parent = Unit above
unit-no-parent = No unit above
unit-party-organisation = Party organisation
unit-people = Liaison, head
unit-brands = Service brands
unit-no-brands = No brand yet.
unit-no-brands-do = The unit's liaison or head begins it, signed in.
unit-no-services = No service yet.
unit-services = Services
service-name = Service
service-code = Code
service-statutory = Statutory limit
service-promised = Promised (working days)
service-promised-hint = A change counts for cases from today on; what is entered first counts for earlier cases as well. A promise whose limit is “working days, by the list of services” takes it from here.
service-promised-wrong = “{ $days }” is no number of working days; write for example 5
service-promised-days = { $days ->
    [one] 1 working day
   *[other] { $days } working days
 }
service-promised-from = { $days }, from { $day } on
service-promised-none = nothing promised any more

brand-name = Brand
brand-nameless = Brand without a name
brand-mark = The brand's mark
brand-promises = Promises
brand-no-promises = This brand makes no promise yet.
brand-about = About this brand
brand-family = Parent and sub-brands
brand-sub-brands = Sub-brands
brand-below = Sub-brand of
brand-below-which = Parent brand
brand-below-none = of no other brand
brand-below-other-unit = The parent brand must be of this unit or of a unit above it
brand-new-below = Begin a sub-brand of this one
brand-until = used until { $day }
brand-changes = Change log
brand-changes-why = What is published is never edited: each change is a new version, in force from the day that stands there.
brand-in-force-since = In force since { $day }
brand-signed-by = signed by { $name }
brand-standing = State
brand-when = When
brand-new = Begin a brand

promise-what = What is promised
promise-what-en = What is promised, in English
promise-to-whom = To whom
promise-limit = Limit
promise-exceptions = Exceptions
promise-remedy = If it is not kept
promise-contact = Contact
promise-complaint-route = Where to complain
promise-since = Promised since
limit-none = not decided
limit-number = Number
limit-field = Field or step of the record
limit-number-wrong = “{ $number }” is no whole number; enter 5, for example
limit-working-days = { $number } working days
limit-calendar-days = { $number } days
limit-calendar-days-roll = { $number } days; a last day that is not worked moves to the next working day
limit-working-hours = { $number } office hours
legal-months = { $number ->
    [one] one month
   *[other] { $number } months
 }
legal-hours = { $number } hours
legal-unit-months = months
legal-unit-hours = hours
limit-minutes = { $number } minutes
limit-working-days-of-case = as many working days as “{ $field }” of each record says
limit-working-days-of-service = as many working days as the list of services promises for each
limit-date-of-case = by the date in “{ $field }” of each record
limit-at-most = “{ $milestone }” at most { $number ->
    [1] once
   *[other] { $number } times
}
limit-kind-working-days = working days
limit-kind-calendar-days = days
limit-kind-calendar-days-roll = days, rolled to a working day
limit-kind-working-hours = office hours
limit-kind-minutes = minutes
limit-kind-working-days-of-case = working days, by each record
limit-kind-working-days-of-service = working days, by the list of services
limit-kind-date-of-case = date, by each record
limit-kind-at-most = at most so often

change-first = First published
change-retired = Retired from { $day }
change-retired-what = The brand is retired, and its promises end
change-from-day = From { $day }, version { $number }
change-of = { $what } changed
change-from-to = { $what }: from “{ $before }” to “{ $after }”
change-to = { $what }: now “{ $after }”
change-taken-out = { $what }: “{ $before }” was taken out
change-added = New promise: { $promise }
change-withdrawn = No longer promised: { $promise }
change-of-promise = Promise “{ $promise }”: { $change }
change-of-limit = Limit of “{ $promise }”: from { $before } to { $after }
change-of-services = Services under “{ $promise }” changed

sign-in-title = Sign in
sign-in-button = Sign in
sign-in-wrong = Name or password is wrong. Check capital letters, or ask the programme office for a new password
sign-in-locked = Password or code were wrong too often; try again in { $minutes } minutes
sign-in-to-try = Accounts to try
sign-in-to-try-password = All of them have the password
account-login = Sign-in name
account-password = Password
account-role = Role
account-name = Name
account-state = State
role-office = Programme office
role-liaison = Unit liaison
role-head = Unit head
role-reviewer = Reviewer
role-steward = Data steward
role-auditor = Auditor
role-operator = Operator

password-title = Change your password
password-must = This is a first password. Choose one of your own before you go on.
password-old = Current password
password-new = New password
password-hint = At least { $least } characters. A few words that have nothing to do with one another are long and easy to remember
password-button = Change the password
password-changed = The password is changed; other sign-ins have ended
password-old-wrong = The current password is wrong
password-the-same = The new password is the current one; choose another
password-too-short = The new password is too short: at least { $least } characters
password-too-long = The new password is too long: at most 200 characters
password-too-plain = The new password is too easy to guess: use more than one character, and not the sign-in name
password-failed = The password could not be handled; try again in a moment
sign-in-again = Start again
sign-in-code-title = Enter the code
sign-in-code-hint = The 6 digits in the authenticator on your phone; without your phone, a recovery code
sign-in-code-lost = Neither phone nor recovery codes? The programme office can reset two-step sign-in for you.
sign-in-by = Sign in with { $name }
sign-in-refused = You are not signed in
sign-in-by-password = Sign in with a password of this system
oidc-down = { $name } does not answer at the moment, so you are not signed in. Try again later, or use the password of this system below if you have one. If it goes on, tell the operator.
oidc-untrusted = What { $name } answered did not pass the checks, so you are not signed in. Try once more; if it fails again, tell the operator.
oidc-cancelled = You did not finish signing in at { $name }. Try again, or use your password below.
oidc-not-asked = This sign-in is too old or was not begun on this page. Sign in again.
oidc-no-account = { $name } knows you, but there is no account here for you to use. Tell the programme office your user name at { $name }: it can make or open an account, or release it from whoever it is bound to.
oidc-not-confirmed = Not confirmed
oidc-somebody-else = Somebody else is signed in at { $name }. Sign out there, go back to the page you came from, and confirm again.
oidc-not-anew = { $name } did not ask you to sign in again, so it is not certain that it is you. Sign out there and confirm again; if it fails again, tell the operator.
confirm-first = First confirm that it is you: sign in once more at your identity provider. It holds for five minutes, and once.
confirm-at = Confirm at { $name }
confirm-done-needed = It was not confirmed that it is you, or more than five minutes ago; nothing was done. Confirm again
two-step-title = Two-step sign-in
two-step-lead = Signing in then takes a code from your phone besides the password. Whoever learns your password still cannot get in.
two-step-must = Your role needs two-step sign-in. Turn it on before you go on.
two-step-scan = First: scan
two-step-scan-how = Scan the QR code with any authenticator app (TOTP) on your phone. The phone need not be online.
two-step-qr = QR code of the key below
two-step-key-how = If you cannot scan, type the key into the app and choose “time-based”.
two-step-key = Key
two-step-enter = Second: enter a code
two-step-code = Code
two-step-code-hint = The 6 digits in the authenticator on your phone; they change every 30 seconds
two-step-code-wrong = The code is wrong or was used already. Enter the next one; if it is wrong again, check the time of your phone
two-step-code-used = You signed in with a recovery code; { $left } left. If your phone is lost, set up two-step sign-in anew
two-step-turn-on = Turn on
two-step-now-on = Two-step sign-in is on
two-step-codes = Recovery codes
two-step-codes-lead = Without your phone, sign in with a recovery code in place of a code; each works once. They are shown this once: write them down or print them, and keep them safe.
two-step-codes-kept = I have kept them; go on
two-step-since = On since { $at }; { $left } recovery codes left.
two-step-renew = For a new phone, or when few recovery codes are left, turn it off and on again.
two-step-off-title = Turn two-step sign-in off
two-step-turn-off = Turn off
two-step-now-off = Two-step sign-in is off
once-more-password-wrong = The password is wrong; nothing was done

form-problems = Something needs to be put right
form-save = Save
form-cancel = Cancel
form-needed = Fill in “{ $field }”
form-too-long = “{ $field }” may have { $most } characters and has { $count }
form-day-wrong = “{ $day }” is no date; enter 2026-01-15, for example

limits-too-many = Too many requests
limits-wait = { $seconds ->
    [one] Your network has asked too often within a minute. Wait a second and load this page again; what you filled in is sent along. If this happens often, tell the operator.
   *[other] Your network has asked too often within a minute. Wait { $seconds } seconds and load this page again; what you filled in is sent along. If this happens often, tell the operator.
 }
error-not-found = There is no such page
error-not-found-do = The address may be mistyped, or the content is not published yet. You can search from the home page.
error-forbidden = Your account may not do that
error-forbidden-do = If your work needs it, ask the programme office to change your role.
error-bad = What was sent could not be understood
error-conflict = That cannot be done now
error-not-saved = Not saved
error-not-saved-do = The system cannot write at the moment. Your text was not saved: keep the page you came from, and tell the operator.
error-broken = Something broke
error-broken-do = It is in the log. Try again in a moment, and tell the operator if it does not go away.
message-home = Home
error-broken-number = When you tell the operator, name this number: { $number }

compare-title = Units of one kind side by side
compare-lead = Only promises that are counted in the same way, by units of the same peer group, stand side by side; in the order of the units' names, and never ranked. Where intervals overlap, no unit is shown to be better; and a share that was kept within a generous limit is not the same as one within a strict limit.
compare-no-groups = There are no peer groups yet.
compare-group = { $name } ({ $units ->
    [one] 1 unit
   *[other] { $units } units
 })
compare-nothing = No promise of this group is in force yet.
compare-way = { $counted }, { $between }
compare-by-working-days = Counted in working days
compare-by-days = Counted in calendar days
compare-by-minutes = Counted in hours and minutes
compare-by-times = Counted in times
compare-promise = Promise
compare-kept = Kept
compare-settled = Cases
compare-interval = Share kept, with its 95% interval
compare-scale = Scale of the shares
compare-no-figure = Too few cases or no records: not published
compare-with-peers = Beside units of its kind

mail-title = Mail
mail-lead = No mail is sent unless somebody wants it. If you do, give an address here.
mail-no-server = No mail server is configured, so nothing will be sent to the address yet. Ask the operator.
mail-address = Mail address
mail-address-hint = It is used for your mail alone, reminders and invitations, is shown to nobody and stands in no log. Empty it to stop and to remove it.
mail-address-wrong = This is no mail address. Write one such as zhang@example.gov.cn
mail-address-needed = Give an address first to get the daily mail
mail-digest-liaison = Send me the overdue cases and those nearly due every day at { $at }; nothing when there are none
mail-digest-head = Send me the overdue cases every day at { $at }; nothing when there are none
mail-saved = Saved.
mail-removed = The address was removed; no mail is sent any more.
mail-try-title = Try it
mail-try = Send a mail to try it
mail-try-subject = A mail to try it
mail-try-text = Dear { $name }, this mail shows that reminders reach you.
mail-tried = The mail server has taken the mail. Look into your mailbox.
mail-not-sent = the mail was not sent: { $detail }. Try again later, or ask the operator to look at the configuration of the mail server
mail-from-wrong = the sender “{ $from }” is no mail address. Write it as: Brand Office <brand@example.gov.cn>
mail-file-unreadable = the file { $file } cannot be read: { $detail }
mail-password-in-the-open = [mail] security = plain would send the password for everybody to read. Write tls or starttls, or leave the password out
mail-links-wrong = [mail] links_to = “{ $address }” is no address. Write one such as https://mingpai.example.gov.cn
digest-subject = { $unit }: { $overdue ->
    [0] { $soon } nearly due
   *[other] { $overdue } overdue{ $soon ->
        [0] {""}
       *[other] , { $soon } nearly due
     }
 }
digest-hello = Dear { $name },
digest-records = The case records go to { $day }.
digest-overdue = [{ $cases } overdue] { $what }
digest-soon = [{ $cases } nearly due] { $what }
digest-case = {"  "}{ $case }, by { $due }, { $time }
digest-more = {"  "}and { $cases } more
digest-end =
    All of them: { $desk }
    No more mail: { $mail }
digest-end-without-links = Sign in and open “What needs me today” to see all of them, or “Mail” to get no more.
job-send-digests = Send the mail of { $day }
digests-sending = Sending
digests-sent = { $sent } sent{ $failed ->
    [0] {""}
   *[other] , { $failed } not sent and tried again later
 }
act-mail-changed = change mail
