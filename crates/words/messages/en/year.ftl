nav-year = The year
year-pages = Pages of the year
units-all = All units
units-asked = Units concerned
units-asked-hint = Grouped by kind; tick one by one.
unit-kind-none = Without a kind

# board
board = Board
board-no-stage = No stage is running now. Plan one here:
board-brand = Brand
board-kept = Kept, last year
board-waits = What waits
board-minutes = Asked this year (minutes)
board-no-brand = none yet
board-not-measured = no records
board-few = too few cases
board-kept-of = { $share } of { $cases }
board-in-force = units with a brand in force
board-opinions = opinions to answer
board-agreements = agreed things still open
board-late = late
board-wait-opinions = { $late ->
    [0] opinions: { $count }
   *[other] opinions: { $count }, late: { $late }
 }
board-wait-papers = papers to read: { $count }
board-wait-requests = { $late ->
    [0] requests: { $count }
   *[other] requests: { $count }, late: { $late }
 }
board-wait-agreements = { $late ->
    [0] agreed: { $count }
   *[other] agreed: { $count }, late: { $late }
 }
board-wait-invitations = invitations: { $count }

# tasks
tasks = Tasks of this stage
tasks-none = This stage has no tasks yet.
task-add = Add a task
task-added = The task was added
task-all = all units
task-done = Done
task-done-by = When it counts as done
task-done-mark = Done
task-not-done-mark = Not done after all
task-done-of = { $count } of { $all } units
task-due = Until
task-marked = Noted as done
task-unmarked = Noted as not done
task-not-by-hand = The register sees by itself whether this is done; nobody needs to say so.
task-remove = Remove
task-removed = The task was removed
task-what = Task
task-who = Who
done-by-hand = the unit says so with one click
done-by-brand = by itself, when a brand is in force
done-by-measured = by itself, when a promise is measured
done-by-papers = by itself, when all papers in force are read
done-by-opinions = by itself, while no opinion is late

# carry over
carry-over = Carry over into the next year
carry-over-lead = Stages and tasks of { $from } come again in { $into }, a year later. Read them first.
carry-over-what = Stages and tasks
carry-over-days = New days
carry-over-stays = This stays as it is
carry-over-opinions = Unanswered opinions, with their days: { $count }
carry-over-agreements = Agreed things still open, with their days: { $count }
carry-over-standing = Brands, promises, papers in force and the burden meter go on
carry-over-nothing = There is nothing to carry over: the next year is planned already, or there is no stage yet.
carry-over-do = Carry all of it over
carry-over-done = Carried over into { $year }

# activities
activities = Activities
activities-none = There are no activities in this year.
activities-none-do = Field visits, symposia, study visits, lectures and forums stand here, and no photograph is asked for.
activity-add = Add an activity
activity-added = { $count ->
    [0] “{ $title }” was added
    [one] “{ $title }” was added, one unit invited
   *[other] “{ $title }” was added, { $count } units invited
 }
activity-saved = “{ $title }” was saved
activity-edit = Edit
activity-ics = Into your calendar (.ics)
activity-month = { $month ->
    [1] January
    [2] February
    [3] March
    [4] April
    [5] May
    [6] June
    [7] July
    [8] August
    [9] September
    [10] October
    [11] November
   *[12] December
 }
activity-kind = Kind
activity-kind-visit = Field visit
activity-kind-symposium = Symposium
activity-kind-study = Study visit
activity-kind-lecture = Lecture
activity-kind-forum = Forum
activity-state = State
activity-state-planned = planned
activity-state-held = held
activity-state-cancelled = cancelled
activity-title = Name
activity-when = When
activity-from = First day
activity-from-time = Begins at
activity-until = Last day
activity-until-hint = Leave empty when it ends on the same day.
activity-until-time = Ends at
activity-place = Where
activity-people = Who
activity-people-hint = By role and not by name: deputy mayor, head of the window.
activity-agenda = Programme
activity-places = Places
activity-places-hint = Leave empty when as many can come as want.
activity-coming = People who come
activity-minutes = What it takes each unit (minutes)
activity-minutes-hint = To answer and to prepare, for the burden meter; the time of being there is counted apart.
activity-heard = What was heard
activity-heard-hint = The main points; no photograph and no list of names.
activity-invited = Invited units
activity-replies = Replies
activity-come-of = { $come } of { $all } units come
activity-nobody-invited = no unit is invited
activity-reversed = It ends before it begins
activity-time-wrong = “{ $typed }” is no time; write it as 09:00
activity-number-wrong = “{ $typed }” is no whole number from 0 to { $most }
activity-full = Only { $room } places are left, and { $people } people are named here. Name fewer, or speak with the office
reply-none = no reply
reply-comes = comes
reply-declines = does not come
invitation-of = Reply · { $unit }
invitation-reply = Reply
invitation-people = Who comes
invitation-people-hint = By role, one a line.
invitation-send = Send the reply
invitation-sent = The reply was sent

# agreements
agreements = Agreed and adopted
agreements-none = Nothing was agreed or adopted yet.
agreement-add = Add
agreement-add-agreed = Add what was agreed
agreement-add-adopted = Add what was adopted
agreement-added = Added
agreement-agreed = agreed
agreement-adopted = adopted
agreement-what = What
agreement-kind = Kind
agreement-learnt = What was learnt, and where
agreement-when = When
agreement-due = until { $day }
agreement-due-day = Until
agreement-done-since = done since { $day }
agreement-done-on = Done since
agreement-since = In use since
agreement-since-hint = Leave empty while it is not in use; from this day on figures before and after can be compared.
agreement-open = no day set
agreement-came-of = What came of it
agreement-effect = See before and after
agreement-promise = The promise whose figure should show it
agreement-promise-none = none
agreement-who = Choose the unit that does it
agreement-finish = Note as done
agreement-finished = Noted as done
agreement-reopen = Not done after all
agreement-reopened = Noted as not done
agreement-remove = Remove
agreement-removed = Removed

# opinions
opinions = Opinions
opinion = Opinion
opinions-none = No opinion fits.
opinions-count = { $count ->
    [one] one opinion
   *[other] { $count } opinions
 }
opinions-said = { $count ->
    [one] One opinion was
   *[other] { $count } opinions were
 } said here
opinions-collect = Take opinions down
opinions-collect-hint = One a line. One that begins with a unit’s name and a colon goes to that unit; the office gives out the others.
opinions-lines = Opinions, one a line
opinions-take-down = Take down
opinions-collected = Taken down: { $count }; given to units: { $given }
opinions-too-many = At most { $most } at once; take them down in several parts
opinions-too-long = An opinion has at most { $most } characters
opinion-text = Opinion
opinion-theme = Theme
opinion-themes = By theme:
opinion-state = State
opinion-state-new = to be given out
opinion-state-open = waits for an answer
opinion-state-answered = answered
opinion-state-solved = solved
opinion-late = late
opinion-when = When
opinion-due = answer until { $day }
opinion-due-day = Answer until
opinion-no-calendar = The calendar does not know that year yet; it is set once the calendar does
opinion-via = How it came
via-symposium = at a symposium
via-form = by the public form, with a contact
via-anonymous = by the public form, without a name
opinion-said-at = Said at
opinion-owner = Seen to by
opinion-received = Came on
opinion-contact = How to reach you
opinion-contact-hint = May stay empty; then it is anonymous: no address is kept and no hour, only the day.
opinion-public = Published
opinion-is-public = yes
opinion-is-not-public = no: both sides have to agree, and it needs an answer
opinion-answers = Answers
opinion-answers-none = There is no answer yet.
opinion-answer = Answer
opinion-send-answer = Send the answer
opinion-unit-agrees = We agree that the opinion and the answer are published
opinion-answered = The answer was sent
opinion-assign = Give it to the unit
opinion-assign-to = Which unit answers
opinion-assigned = It was given to the unit
opinion-sender-says = What the sender says
opinion-judge = Send
opinion-judged = What the sender says was noted
opinion-is-it-solved = Is it solved?
opinion-remark = What you want to add
verdict-none = the sender has not said more
verdict-solved = solved
verdict-not-solved = not solved
opinion-publish = Publishing
opinion-sender-agrees = The sender agrees that it is published
opinion-consent-saved = Saved
opinions-public = Tell us what you think
opinions-public-lead = Tell us what you think of a service. The unit answers within 10 working days, and you say whether that solved it.
opinions-send = Write
opinion-yours = Your opinion
opinion-for-unit = For which unit
opinion-for-any = I do not know; pass it on
opinion-i-agree = It may be published with its answer (without my contact)
opinion-send = Send
opinions-read = Read the answer
opinions-published = Published by consent of both sides
opinions-published-none = None is published yet.
opinions-no-programme = There is no programme here yet, so nothing can be sent.
receipt-title = Your opinion has come in
receipt-what = Write this code down. With it you read the answer, and say whether that solved it:
receipt-once = It is shown this once and kept nowhere. Without it the answer cannot be found.
receipt-back = Back
receipt-code = Code
receipt-read = Read
receipt-unknown = No opinion has this code; look at it again
sent-new = It is on its way to the unit that answers.
sent-open = The unit answers until { $day }.
sent-answered = It is answered; please say whether that solved it.
sent-solved = You have said that it is solved. Thank you.

# papers
papers = Papers
papers-none = There are no papers yet.
paper-add = Draft a paper
paper-added = The draft was saved
paper-title = Title
paper-kind = Kind
paper-kind-opinion = Implementation opinion
paper-kind-rules = Rules
paper-kind-criteria = Criteria
paper-kind-notice = Notice
paper-text = Text
paper-text-hint = A paragraph a line; units comment line by line.
paper-too-much = { $count } characters; the rules of 2025 allow a paper { $most }.
paper-state = State
paper-version = version { $number } · { $state }
paper-state-draft = being drafted{ $day }
paper-state-comments = open for comments until { $day }
paper-state-issued = in force since { $day }
paper-state-replaced = replaced{ $day }
paper-read = Read
paper-read-by = read by { $count } of { $all } units
paper-read-own = your unit has read it
paper-not-read = not read yet
paper-who-read = Who has read it
paper-to-confirm = About { $minutes ->
    [one] one minute
   *[other] { $minutes } minutes
 } to read
paper-confirm = We have read it
paper-confirmed = Noted, thank you
paper-write = Edit the text
paper-written = Saved
paper-changed = What is new in this version
paper-ask-comments = Ask for comments
paper-comments-until = Until
paper-to-comment = Units can comment now
paper-comment = Comment on this line
paper-comment-send = Send
paper-commented = The comment was sent
paper-office-says = The office:
paper-reply = Reply
paper-reply-send = Reply
paper-replied = Replied
paper-issue = Issue
paper-issue-from = In force from
paper-issue-cost = It takes each unit about { $minutes ->
    [one] one minute
   *[other] { $minutes } minutes
 } to read, which the burden meter counts.
paper-issued = It was issued
paper-next = The next version
paper-begin-next = Draft the next version
paper-begun = The next version begins with the words in force
paper-versions = Versions
paper-compare = compare with the one before
paper-versus = Compared with the version before
paper-versus-same = The words are the same.
paper-line-added = Added, from line { $line }
paper-line-removed = Taken out, from line { $line } before
paper-line-changed = Changed, from line { $line }
criteria = Criteria that come from it
criterion-take = Take as a criterion
criterion-taken = Taken as a criterion
criterion-what = What is judged
criterion-quote = From
criterion-drop = Drop
criterion-dropped = Dropped

# requests
requests = Requests
requests-lead = Before units are asked for anything: perhaps the register has it.
requests-none = There are no requests.
request-add = Ask units for something
request-what = What is asked
request-why = What for
request-differs = How it differs from what the register has
request-minutes = How many minutes it takes each unit
request-minutes-hint = Estimate honestly: the sum over all units is public.
request-minutes-wrong = Write a whole number from 1 to { $most }; what takes longer is no request
request-due = Until
request-due-past = That day is over
request-asked = Asked on
request-no-units = Choose units
request-cost = What it takes all
request-cost-words = { $units ->
    [one] one unit
   *[other] { $units } units
 }, in all { $hours } h { $minutes } min
request-count = Count what it costs all units
request-send = Send it at this cost
request-sent = { $count ->
    [one] Sent to one unit
   *[other] Sent to { $count } units
 }
request-held = The register has this already:
request-refused = The register has this, so units are not asked for it. If you mean something else, say how it differs
request-forbidden = Units may not be asked for “{ $word }”: the rules of 2025 forbid to judge work by photographs, minutes of meetings and the like
request-answered = Answered
request-answered-of = { $count } of { $all } units
request-answers = Answers
request-answer = Answer
request-answer-send = Send
request-is-answered = answered
request-unanswered = not answered
request-when = When
held-cases = Numbers of cases and how long they took (Processes)
held-figures = Shares kept on time, measured from records (Compare)
held-ratings = Ratings, which come with case records (Case records)
held-brands = Names, concepts, slogans, marks and promises (Brands)
held-services = Services, their legal basis and limits (Services)
held-units = Units, their liaisons, heads and Party organisations (Units)
held-processes = Processes as they are, their steps and times (Processes)
held-opinions = Opinions and what became of them (Opinions)
held-activities = Visits, symposia and study visits, and who came (Activities)

# burden
burden = Burden meter
burden-lead = What the programme asks of each unit in a year, in minutes and in items, and what it takes from records instead.
burden-sum = { $units ->
    [one] One unit
   *[other] { $units } units
 }: { $minutes } minutes in all, at most { $most } for one; { $reused } figures were taken from records instead of being asked for.
burden-minutes = Minutes
burden-items = Items
burden-brand = Brand files
burden-task = Tasks
burden-activity = Invitations
burden-paper = Papers
burden-comment = Comments
burden-request = Requests
burden-opinion = Answers
burden-reused = From records
burden-attended = At activities (hours)
burden-rules = How it is counted
burden-rule-brand = A version of a brand’s file, written and signed: { $minutes } minutes
burden-rule-answer = An answer to an opinion: { $minutes } minutes
burden-rule-comment = A comment on a paper: { $minutes } minutes
burden-rule-tick = A task that is said to be done: { $minutes ->
    [one] one minute
   *[other] { $minutes } minutes
 }
burden-rule-paper = A paper to read: a minute for each 400 characters, and at least one
burden-rule-asked = Invitations and requests: the minutes that were stated when they were sent
burden-rule-reused = From records: the figure of each promise in each month of the year
burden-rule-attended = Coming to an activity is a unit’s choice and stands apart; a day without times counts as eight hours

# today
today-tomorrow = Tomorrow
today-next-week = Next week
today-put-off = Put off:
today-show-again = Show again
line-opinion = Opinion
line-opinion-new = Opinion to give out
line-request = Request
line-agreement = Agreed
line-agreement-late = Agreed, late
line-invitation = Invitation
line-paper = To read
line-paper-minutes = about { $minutes } min
line-comments = Comments
line-comments-free = no reply is needed when you have nothing to say
line-task = Task
line-held = Write down
line-due = until { $day }
line-answer = Answer
line-assign = Give out
line-look = Look
line-reply = Reply
line-write = Write
line-put-off = Put off until { $day }
line-shown-again = What was put off is shown again
digest-week = What the year asks this week
digest-week-subject = { $unit }: { $count ->
    [one] one thing
   *[other] { $count } things
 } this week

# audit
act-stage-task-added = task of a stage added
act-stage-task-removed = task of a stage removed
act-stage-task-done = task noted as done
act-stage-task-not-done = task noted as not done
act-activity-added = activity added
act-activity-edited = activity changed
act-unit-invited = unit invited
act-invitation-taken-back = invitation taken back
act-invitation-answered = invitation answered
act-agreement-added = agreed or adopted: added
act-agreement-done = agreed or adopted: done
act-agreement-opened = agreed or adopted: open again
act-agreement-removed = agreed or adopted: removed
act-opinion-received = opinion came in
act-opinion-assigned = opinion given to a unit
act-opinion-answered = opinion answered
act-opinion-judged = the sender said whether it is solved
act-opinion-consent = whether the sender agrees to publishing
act-opinion-due = day until which an opinion is answered
act-paper-added = paper added
act-paper-drafted = version begun
act-paper-written = version written
act-paper-to-comment = version open for comments
act-paper-issued = version issued
act-paper-replaced = version replaced
act-paper-comment = comment on a paper
act-paper-comment-answered = comment answered
act-paper-read = unit has read a paper
act-criterion-taken = criterion taken
act-criterion-dropped = criterion dropped
act-request-sent = request sent
act-unit-asked = unit asked
act-request-answered = request answered
act-put-off = something put off
act-put-off-ended = shown again
mail-digest-office = Send me what waits for the office every Monday at { $at }; nothing when nothing does
digest-office-subject = { $count ->
    [one] One thing waits
   *[other] { $count } things wait
} for the office this week
invitation-subject = Invitation to a { $kind }: { $title }
invitation-text = Your unit is invited to the { $kind } “{ $title }”. The file that comes with this puts it into your calendar.
invitation-line = { $label }: { $text }
invitation-answer = Please sign in and say under “What needs you today” whether you come, and who.
job-send-invitations = Send an invitation to { $units ->
    [one] one unit
   *[other] { $units } units
}
invitations-mailed = { $sent ->
    [one] One mail was sent
   *[other] { $sent } mails were sent
}{ $failed ->
    [0] {""}
   *[other] {" "}and { $failed } not
}
invitations-look = See the activity
handouts = Papers
handout-add = Add a paper
handout-file = File
handout-hint = An agenda, slides, a table: PDF, Word, Excel or PowerPoint, 3 MB at most. No photographs: what counts is what was heard and agreed.
handout-send = Upload
handout-remove = Take away
handout-added = “{ $name }” was added.
handout-removed = It was taken away.
handout-empty = Please choose a file that is not empty.
handout-too-large = The file is larger than 3 MB. Please make it smaller, or divide it.
handout-no-paper = Only files of PDF, Word, Excel and PowerPoint are taken (.pdf, .docx, .xlsx, .pptx), and no photographs.
handout-too-many = An activity has { $most } papers at most. Please take away those that are not needed.
act-handout-added = Paper of an activity added
act-handout-removed = Paper of an activity taken away
paper-file = Official paper (PDF, DOCX)
paper-file-lead = Laid out as GB/T 9704-2012 asks of official papers. A version that is not issued says so.
paper-file-issuer = Issued by
paper-file-number = Number
paper-file-draft = Version { $number }, not issued
