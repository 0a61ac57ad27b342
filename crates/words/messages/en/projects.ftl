# projects
projects = Break-through projects
projects-lead = A few hard things, each with milestones and a unit that leads it; case records show whether it was reached.
projects-none = There are no break-through projects yet.
projects-running = Break-through projects that run
project-add = Add a project
project-added = “{ $title }” added
project-saved = “{ $title }” saved
project-removed = The project was removed
project-edit = Edit the project
project-remove = Remove the project
project-remove-lead = The project goes with its milestones; the log keeps them.
project-title = Project
project-unit = Led by
project-units = Taking part
project-aim = What it is to reach
project-from = First day
project-until = Last day
project-days = Days
project-reversed = The last day is before the first
project-state = State
project-state-planned = planned
project-state-running = running
project-state-done = done
project-promise = The promise whose figure should show it
project-promise-none = none
project-promise-not-theirs = This promise is of none of the units that lead it or take part
project-no-unit = Choose the unit that leads it
project-progress = { $done } of { $all } milestones
project-late = { $count ->
    [one] { $count } milestone late
   *[other] { $count } milestones late
 }
milestones = Milestones
milestones-none = There are no milestones yet. Set at least one: what is reached, and until when.
milestone-add = Add a milestone
milestone-added = Milestone added
milestone-what = What is reached
milestone-when = When
milestone-due-day = Until
milestone-due = until { $day }
milestone-late = was due on { $day }, late
milestone-done-since = reached on { $day }
milestone-done-on = Reached on
milestone-done-future = The day on which it was reached cannot be after today
milestone-came-of = What came of it
milestone-finish = Report as reached
milestone-finished = The milestone is noted as reached
milestone-reopen = Not reached after all
milestone-reopened = The milestone is open again
milestone-remove = Remove the milestone
milestone-removed = The milestone was removed
milestone-outside = outside the days of the project ({ $from } – { $until })
milestone-outside-added = Milestone added. Note: { $day } lies outside the days of the project ({ $from } – { $until })
burden-milestone = Milestones
burden-rule-milestone = Reporting a milestone: { $minutes } minutes

# effect
effect-before = Before
effect-after = After
effect-share = { $share } in time ({ $interval }, { $cases } cases)
effect-few = One side has fewer than { $fewest } cases: nothing is shown.
effect-none = There are no figures of this promise yet.
effect-more = See before and after
effect-months-before = months before { $month }
effect-months-after = months from { $month } on
effect-months-how = Before and after are taken here from the published months alone, whole months only: the month in which it began counts on neither side, and each case counts in the month of its outcome and is judged by the promise in force when it came. Intervals are of 95%; where one spans zero, no change is claimed.

# examples
examples = How they did it
examples-public = How they did it
examples-lead = In the units’ own words: what the trouble was, what was done, what it took, what to watch for. Figures come from case records; nobody is ranked.
examples-desk-lead = Units and the office may write; everybody reads it once the office has published it and the unit agrees.
examples-none = There are none yet.
example-add = Write one
example-added = “{ $title }” saved
example-saved = “{ $title }” saved
example-removed = Removed
example-edit = Edit
example-remove = Remove
example-title = Title
example-trouble = What the trouble was
example-done = What was done
example-took = What it took
example-took-hint = For example: two people, three weeks, no money.
example-watch = What to watch for
example-since = Since when
example-since-day = since { $day }
example-state = State
example-state-draft = draft, not published
example-state-unit = published; the unit has not agreed yet
example-state-office = the unit agrees; not published yet
example-state-public = for everybody
example-effect = What case records say
example-moved = How the figure moved since
example-no-promise = no promise chosen
example-follows = Units that follow it
example-follows-none = No unit follows it yet.
example-followed-by = { $count ->
    [one] { $count } unit follows it
   *[other] { $count } units follow it
 }
example-as-public = See the public page
example-publish = Publish
example-publish-lead = The office: everybody reads it once the unit agrees, too.
example-published = Published
example-withdraw = Withdraw
example-withdrawn = Withdrawn
example-agree = Agree that everybody reads it
example-agree-lead = Your unit: agree to this text. When the text changes, the other side is asked again.
example-agreed = Agreed
example-not-agree = Take the agreement back
example-not-agreed = The agreement was taken back
example-follow = Follow it
example-follow-lead = { $unit }: follow it
example-follow-promise = Your promise whose figure should show it
example-followed = Noted
example-unfollow = Follow it no longer
example-unfollowed = Taken off

# guidance
guidance = Guidance by kind
guidance-lead = A short text for each kind of unit: what to do first, and how. A unit sees its own on top of the board.
guidance-none = Nothing is written for this kind yet.
guidance-no-kinds = No unit has a kind yet.
guidance-units = { $count ->
    [one] { $count } unit
   *[other] { $count } units
 }
guidance-own = For units of your kind ({ $kind })
guidance-since = since { $day }
guidance-text = Guidance
guidance-text-hint = One thing a line; without a text there is none.
guidance-write = Write guidance
guidance-written = Saved
guidance-removed = Removed
guidance-examples = How units of this kind did it:
guidance-papers = See the papers

# programmes side by side
programmes = All programmes
programmes-lead = The latest is edited on this page; the others can be read.
programme-years = Years
programme-this = this page
programme-runs = running
programme-add = Add a programme
programme-added = “{ $name }” added
programme-add-lead = The one that begins last is the one that is edited under “Programme”.
programme-read-only = It can be read here, not changed.
programme-of = Of which programme

# lines
line-milestone = Milestone
line-milestone-late = Milestone late
line-report = Report
line-example-agree = To agree
line-example-publish = To publish

act-project-added = project added
act-project-edited = project changed
act-project-joined = unit joined a project
act-project-left = unit left a project
act-project-removed = project removed
act-milestone-added = milestone added
act-milestone-reached = milestone reached
act-milestone-opened = milestone opened again
act-milestone-removed = milestone removed
act-example-added = “how they did it” written
act-example-edited = “how they did it” changed
act-example-published = “how they did it” published
act-example-withdrawn = “how they did it” withdrawn
act-example-agreed = unit agreed that everybody reads it
act-example-not-agreed = unit took its agreement back
act-example-removed = “how they did it” removed
act-example-followed = unit follows an example
act-example-unfollowed = unit follows an example no longer
act-guidance-written = guidance written
act-guidance-removed = guidance removed
