today-title = What needs you today
today-nothing = Nothing waits for you today.
today-brands = Brands that changed last
today-to-publish = To publish
today-to-sign = To sign
today-to-write = Brand file
today-missing = { $count ->
    [0] complete; the head can sign
    [one] { $count } thing is missing
   *[other] { $count } things are missing
 }
today-read = Read
today-write = Write
today-begin = Begin your brand
today-begin-small = One page, saved as you write; then the head signs, and the office publishes.
today-in-force = brands in force
today-signed = signed, to be published
today-drafts = being written
today-units-without = units without a brand

units-search = Name, Party organisation, or pinyin initials
units-new = Add a unit
units-import = From a spreadsheet
units-none = No unit fits.
unit-added = “{ $name }” was added
unit-saved = “{ $name }” was saved
unit-name-taken = There is a unit called “{ $name }” already
unit-below-itself = A unit cannot lie above itself
brands-search = Brand, unit, or pinyin initials
brands-none = No brand fits.

import-units = Units from a spreadsheet
import-units-lead = Download the sheet, fill in one unit a row, save it as .xlsx and upload it. You see each problem at its cell first; only when there is none do they come in, and then all of them.
import-template = Download the empty sheet
import-file = The sheet, filled in (.xlsx)
import-check = Upload and check
import-confirm = Bring all of them in
import-again = Another file
import-row = Row
import-good = { $count ->
    [one] One row, and nothing is wrong with it. Confirm, and it comes in.
   *[other] { $count } rows, and nothing is wrong with them. Confirm, and all come in.
 }
import-faults = { $count ->
    [one] There is one problem, and nothing was brought in. Put it right in the sheet and upload it again.
   *[other] There are { $count } problems, and nothing was brought in. Put them right in the sheet and upload it again.
 }
import-done = { $count ->
    [one] One unit came in
   *[other] { $count } units came in
 }
import-unreadable = This file cannot be read. Save it as .xlsx in Excel or WPS and upload it again
import-empty = The sheet is empty. Fill in one unit a row below the headings
import-too-many = At most { $most } rows at once; cut it into several files
import-too-large = The file is too large: at most 4 MB
import-no-heading = The first row has no column “{ $heading }”. Use the empty sheet
import-name-needed = a name is needed
import-name-known = this unit is there already
import-name-twice = the same as in row { $row }
import-parent-unknown = no such unit, here or in the sheet
import-too-long = at most { $most } characters

accounts-new = Make an account
accounts-new-lead = You will see a first password, once. Its owner has to choose another at the first sign-in.
accounts-make = Make the account
accounts-new-password = New password
accounts-open = Open
accounts-close = Close
accounts-do = Actions
accounts-password-once = This is the first password. It is shown this once: tell it to its owner in person or by another safe way.
account-open = open
account-closed = closed
account-first-password = first password not changed yet
account-login-signs = A sign-in name has letters, digits, dots, hyphens and underscores
account-role-needed = Choose a role
account-unit-needed = A liaison or a head belongs to a unit
account-not-own = You cannot close your own account
account-now-closed = The account is closed, and signed out everywhere
account-now-open = The account is open

programme-name = Name
programme-aims = Aims
programme-methods = Methods
programme-from-year = First year
programme-until-year = Last year
programme-approval-number = Approval number
programme-approval-authority = Approved by
programme-approval-hint = For a programme that the Party committee or the government has approved. Without a number it runs as an assessment.
programme-approval-half = Enter both the approval's number and who approved, or neither
programme-may-name = Approved by { $authority } ({ $number }); titles may be given.
programme-assesses = No approval is entered: the programme runs as an assessment.
programme-year-wrong = “{ $field }”: enter a year from 2000 to 2100
programme-years-reversed = The last year is before the first
programme-saved = Saved
programme-stages = Stages
stage-name = Stage
stage-days = Days
stage-aim = Aim
stage-state = State
stage-over = over
stage-now = now
stage-to-come = to come

audit-lead = Every change, by whom, when, from what to what. Each entry carries the hash of the one before it, so an edit, a removal or a swap is found.
audit-head = { $count } entries; the last one's hash: { $hash }
audit-number = No.
audit-at = When
audit-who = Who
audit-what = What
audit-change = Content
audit-show = Show
audit-earlier = Earlier entries
audit-program = the program
act-account-added = account made
act-account-closed = account closed
act-account-locked = locked for a while: wrong passwords
act-account-opened = account opened
act-brand-added = brand begun
act-brand-published = brand published
act-brand-sent-back = sent back to be edited
act-brand-signed = brand file signed
act-draft-opened = draft opened
act-draft-saved = draft saved
act-password-changed = password changed
act-programme-added = programme added
act-programme-edited = programme changed
act-promise-in-force = promise in force
act-service-added = service added
act-signed-in = signed in
act-stage-added = stage added
act-unit-added = unit added
act-unit-edited = unit changed
act-unit-staffed = liaison and head named
act-version-ended = version ended

standing-draft = draft
standing-signed = signed
standing-upcoming = upcoming
standing-in-force = in force
standing-retired = retired
version-number = Version { $number }
version-days = { $from } to { $until ->
    [0] now
   *[other] { $until }
 }

file-lead = Saved as you write; you can leave at any time. When it is complete, the head of the unit signs.
file-name = Name of the brand
file-name-hint = Some four characters are remembered best; rarely more than eight
file-name-en = Name in English
file-name-en-hint = May stay empty
file-concept = Concept
file-concept-hint = What the unit wants to be for people, in a sentence or two
file-slogan = Slogan
file-slogan-hint = Six to twelve characters
file-meaning = Meaning
file-meaning-hint = What the name means, in at most 300 characters
file-standards = Behaviour standards
file-standards-hint = One a line
file-mark = Mark
file-mark-explained = The mark explained
file-mark-explained-hint = What its shapes and colours stand for
file-mark-file = Picture of the mark (SVG or PNG)
file-mark-hint = At most 256 KB. No Party emblem or flag, no national emblem or flag. Scripts, links and outside pictures in an SVG are taken out.
file-mark-send = Upload the mark
file-materialisation = Where it is seen
file-materialisation-hint = Desk plates, badges, notice boards; one a line
file-changed = What changed since the last version
file-changed-hint = Published with the change log; a first version may leave it empty
file-colours = Colours
file-colour = Colour { $number } (as #0a6552)
file-colour-name = Name of colour { $number }
file-colour-wrong = “{ $colour }” is no colour; enter #0a6552, for example
file-contrast-good = Contrast on white { $ratio }: text can be read
file-contrast-poor = Contrast on white { $ratio }, below 4.5: not for text
file-registration = Registration
registration-kind = Kind (trademark, copyright …)
registration-number = Number
registration-day = Day
file-promise = Promise { $number }
file-services = Services
file-add-promise = Add a promise
file-remove-promise = Remove this promise
file-save = Save
file-saved = Saved
file-saved-at = saved { $at }
file-not-saved = Not saved: put right what is marked
file-missing = Still missing
file-complete = Complete: the head can sign.
file-to-sign = Go and sign
file-like = Names like it
file-like-only-warns = Only a warning: whether to use it is yours to decide.
file-versions = Versions
lack-promises = one promise at least
lack-of-promise = Promise { $number }: { $field }
lack-limit = Promise { $number }: limit
mark-saved = The mark is saved
mark-empty = Choose a picture first
mark-too-large = The picture is too large: at most 256 KB
mark-too-many-dots = The picture has { $width }×{ $height } dots; each side may have { $most }
mark-no-picture = This is no SVG or PNG picture that can be used; export it once more
mark-declares = This SVG declares things of its own (DOCTYPE) and is refused for safety; export it once more
like-same-name = the same name
like-sounds = sounds alike: { $ours } / { $theirs }
like-characters = shares characters: { $characters }
like-beginning = begins alike: { $characters }
like-ending = ends alike: { $characters }
like-stock-words = both use common words: { $words }
like-slogan = slogan alike: { $theirs }
reading-written = “{ $characters }” holds “{ $phrase }”: { $note }
reading-sound = “{ $characters }” is read { $pinyin }, like “{ $phrase }”: { $note }
reading-confused = “{ $characters }” is read { $pinyin }; some hear “{ $phrase }”: { $note }
versus-title = Compare
versus-same = Both versions say the same.
versus-other = (changed)
versus-promise = Promise
versus-of-promise = { $promise }: { $what }

overview-write = Write
overview-publish = Read and publish
overview-new-version = Change (a new version)
overview-next-write = The liaison is writing; something is still missing.
overview-next-sign = Complete; waits for the head's signature.
overview-next-publish = Signed by the head; waits for the office.
overview-next-wait = Published; in force from its day by itself.
overview-next-change = What is published is never edited; a change is a new version.

sign-title = Sign
sign-lead = Please read all of it. Once it is signed it cannot be changed, and your signature stands for these words only.
sign-changes = Against the version before
sign-whole = The whole text
sign-here = Sign
sign-hash = Hash of the whole text
sign-password-hint = Your password once more, so that it is you
sign-password-wrong = The password is wrong; nothing was signed
sign-button = I have read it and sign
sign-not-yet = Not yet
sign-done = Signed. It comes in force when the office publishes it
publish-title = Publish
publish-lead = What is published cannot be edited. The version before ends the day before, and the change log follows by itself.
publish-signed = Signed by { $name } at { $at }, hash { $hash }
publish-day = First day in force
publish-button = Publish
publish-done = Published; in force from { $day }
publish-send-back = Send it back to the unit (voids the signature)
publish-sent-back = Sent back; the signature is void
import-services = Services from a spreadsheet
import-services-lead = Download the sheet, fill in one service a row with its unit's full name, save it as .xlsx and upload it. You see each problem at its cell first; only when there is none do they come in, and then all of them.
import-accounts = Accounts from a spreadsheet
import-accounts-lead = Download the sheet, fill in one person a row, save it as .xlsx and upload it. You see each problem at its cell first. Their first passwords are then shown once.
import-unit-unknown = there is no such unit
import-role-unknown = no such role; it is one of those in the list of roles, such as Unit liaison
service-basis = Legal basis
service-name-en = Name in English
