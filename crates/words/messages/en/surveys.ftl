# Surveys, votes and proposals

surveys = Surveys and votes
surveys-none = There are no surveys yet.
surveys-public-page = What the public sees
survey-add = New survey
survey-add-lead = The fewer the questions, the more people answer. Write it, look at it, then open it.
vote-add = New vote
vote-add-lead = One question; each of the unit’s staff votes once, with a one-time code.
survey-begin = Begin
survey-title = Title
survey-lead = What stands above the questions
survey-kind = Kind
survey-kind-survey = Survey
survey-kind-vote = Vote
survey-asks = Who is asked
survey-asks-staff = Staff
survey-asks-public = Citizens and enterprises
survey-with = Questions
survey-with-usual = Begin with the five usual ones
survey-with-none = Write my own
survey-until = Last day
survey-until-day = Until { $day }
survey-until-past = That day is over. Please choose another one.
survey-by-code = Answered with one-time codes, once by each person
survey-shown = Everybody may read the result
survey-state = State
survey-draft = Draft
survey-open = Open
survey-closed = Closed
survey-over = Its time is over; to be closed
survey-takes = Takes
survey-minutes = About { $minutes ->
    [one] a minute
   *[other] { $minutes } minutes
}
survey-answers = Answers
survey-answers-of = { $count } (of them on paper: { $paper })
survey-added = The draft is there. Look at the questions, then open it.
survey-question = Question
survey-questions = Questions
survey-question-kind = How it is answered
survey-question-add = Add a question
survey-question-added = The question was added.
survey-question-remove = Take away
survey-question-removed = The question was taken away.
question-scale = Five levels, from full agreement to none
question-choice = One of some options
question-recall = Which unit has made this promise
question-words = In own words
survey-option = Option
survey-options = Options
survey-options-hint = Only for a choice of options: one a line.
survey-options-few = Please write 2 to { $most } different options, one a line.
survey-too-long = A survey has { $most } questions at most. With more, fewer people answer.
scale-full = Agree fully
scale-agree = Agree
scale-unsure = Cannot say
scale-disagree = Disagree
scale-not = Disagree fully
survey-recall = Promise
survey-recall-add = Ask for this one
survey-recall-none = Please choose a promise in force; other units need a brand in force too, or there is nothing to choose from.
survey-recall-text = Which unit has made this promise: “{ $promise }”?
survey-recall-unknown = I do not know
survey-open-title = Open it
survey-open-do = Open
survey-opened = It is open and can be answered.
survey-close-title = Close it
survey-close = Close it and see the result
survey-is-closed = It is closed; this is the result.
survey-show = Show the result to everybody
survey-hide = Show the result no longer
survey-is-shown = Everybody can read the result.
survey-is-hidden = The result is no longer shown.
survey-repeat-title = Ask again
survey-repeat = Ask the same questions again
survey-repeated = The draft is there, with the questions of last time.
survey-remove-title = Delete the draft
survey-remove = Delete
survey-removed = The draft was deleted.
survey-public-link = Where it is answered
survey-earlier = The result of last time
survey-paper = On paper
survey-paper-how = Print it with the browser. When the papers are back, count them and enter the sums under “Enter papers”.
survey-paper-note = No name, one option for each question; a question may be left out.
survey-paper-or = Or answer online:
survey-qr = QR code of the page where it is answered
survey-enter-papers = Enter papers
survey-papers-lead = Not one by one: count how many papers have each option ticked, and enter the sums.
survey-papers-count = How many papers
survey-papers-words = One a line, word for word.
survey-papers-add = Add them
survey-papers-added = { $count ->
    [one] One paper was added.
   *[other] { $count } papers were added.
}
survey-papers-wrong = Please enter a whole number from 0 to { $most }, and one paper at least.
survey-papers-many = The options of “{ $question }” come to { $count }, which is more than there are papers. Please count again.
survey-codes = Codes
survey-codes-title = One-time codes
survey-codes-unit = For the people of
survey-codes-count = How many
survey-codes-hint = One a person. Codes that were made before and are not used are void then.
survey-codes-make = Make slips with codes
survey-codes-wrong = Please enter a whole number from 1 to { $most }.
survey-no-unit = No unit in particular
survey-handed = Codes handed out and used
survey-used = Used
slips-title = Slips with codes
slips-once = The codes are shown here and only now. Print them, cut them and hand them out; do not note who has which.
survey-takes-none = It cannot be answered now: it is not open yet, or its time is over.
survey-no-answer = Something in the answer does not belong to this survey. Please open it again and answer it.
survey-nothing = Nothing is answered yet. Please answer one question at least.
survey-code = Code
survey-code-hint = The letters and digits of your slip; capitals and dashes do not matter.
survey-code-needed = Please enter the code.
survey-code-unknown = There is no such code. Please compare it with the slip; where codes were made anew the old ones are void.
survey-code-used = This code was used. Each code answers once.
survey-send = Send
survey-words-hint = May be left out. Please write no names and no telephone numbers.
survey-anonymous = No name, account, address or time is kept. Of each option only how many chose it; what is written in own words stands together in alphabetical order.
survey-one-code = Each code answers once. It is known whether a code was used, and not what was answered with it.
survey-one-open = This survey has no codes, so nothing keeps anybody from answering twice. Please remember that when you read its result.
survey-thanks = Thank you
survey-thanks-text = Your answer has arrived. The result can be seen when the survey is closed and ten people at least have answered.
survey-result = Result
survey-scale = From 0 to 100%
survey-count = People
survey-interval = 95% interval
survey-share = Share
survey-right = Right
survey-answered = { $count } answers, of them { $paper } on paper. Behind each share stands its 95% interval.
survey-read-codes = Answered with one-time codes, once by each person.
survey-read-open = Answered without codes: it is not certain that each person answered once, and those who answered are no sample.
survey-few = { $count ->
    [one] One person has
   *[other] { $count } people have
} answered. With fewer than ten no result is shown.
survey-question-few = { $count ->
    [one] One person has
   *[other] { $count } people have
} answered this one. With fewer than ten nothing is shown.
survey-n = n = { $count }
survey-words = { $count ->
    [one] One answer
   *[other] { $count } answers, in alphabetical order
}
survey-agree = { $share } agree (interval { $interval }, n = { $n })
survey-knew = { $share } knew it (interval { $interval }, n = { $n }); by guessing about 1 in { $options } would.
survey-change = Last time { $before } (n = { $n }): a change of { $change } points (interval { $low } to { $high }).
survey-change-none = Last time { $before } (n = { $n }): { $change } points (interval { $low } to { $high }), so no change is shown.
vote-few = { $count ->
    [one] One person has
   *[other] { $count } people have
} voted. With fewer than ten no numbers are shown.
vote-leads = Most have chosen: { $option }
vote-tied = As many have chosen: { $option }
vote-opened = The vote is open. Next: make slips with codes.
surveys-public = Surveys
surveys-public-lead = They take a minute or two and keep no name. With fewer than ten answers no result is published.
surveys-open = Open
surveys-open-none = There is no survey at present.
surveys-results = Results
surveys-results-none = No result is published yet.
usual-public-knew = Before I went, I knew how long the counter promised to take.
usual-public-kept = The counter kept the time that it promised.
usual-public-plain = I understand at once what stands on the plate.
usual-public-seen = Where did you last see a service brand?
usual-public-seen-options =
    On a plate at the counter
    On a board in the hall
    In a newspaper or on television
    Online
    Nowhere
usual-public-words = What else would you like to say?
usual-staff-knows = I can say what my unit promises.
usual-staff-able = With our people and our process we can keep the time that we promise.
usual-staff-helps = With the brand I know better how to serve well.
usual-staff-time = The time that this work takes me is reasonable.
usual-staff-words = What should be changed first?
yes = Yes
no = No

proposals = Proposals
proposals-lead = Names, slogans, marks and ideas of the staff. Without names, without points, without a ranking.
proposals-none = There are no proposals yet. Tell people the address.
proposals-send = Make a proposal
proposals-send-lead = A name for your unit’s brand, a slogan, a mark or an idea. No name is asked for, and nobody looks for who wrote it.
proposals-send-to = Where { $unit } is sent proposals
proposals-taken = Taken up
proposals-taken-none = No proposal was taken up yet.
proposals-vote = Let the staff vote
proposals-vote-on = Proposals to vote on
proposals-vote-hint = Two or more; each of the unit’s staff votes once, with a one-time code.
proposals-vote-do = Begin the vote
proposals-vote-few = Please choose 2 to { $most } proposals.
proposals-vote-units = A vote is about the proposals to one unit.
proposal-unit = For which unit
proposal-unit-needed = Please choose a unit.
proposal-kind = What it is
proposal-name = Name
proposal-slogan = Slogan
proposal-mark = Mark
proposal-idea = Idea
proposal-text = Proposal
proposal-why = Why
proposal-send = Send
proposal-sent = It has arrived
proposal-sent-text = Thank you. What is taken up is written on the page of proposals.
proposal-like = Names and slogans that are near (for information)
proposal-decide = Reply
proposal-state = What becomes of it
proposal-is-new = Waits for a reply
proposal-is-vote = Put to the vote
proposal-is-taken = Taken up
proposal-is-declined = Not taken up
proposal-reply = What you say
proposal-decided = It was noted.

line-survey = Survey of staff
line-hand-out = Hand out codes
line-proposals = { $count ->
    [one] A proposal waits
   *[other] { $count } proposals wait
}
line-survey-over = A survey’s time is over
burden-survey = Surveys
burden-rule-survey = Surveys of staff: each code that was handed out, with the minutes that the survey takes
act-survey-added = Survey begun
act-survey-opened = Survey opened
act-survey-closed = Survey closed
act-survey-shown = Result shown or hidden
act-survey-removed = Draft of a survey deleted
act-survey-papers = Papers of a survey entered
act-survey-codes = Codes made
act-survey-question-added = Question added
act-survey-question-removed = Question taken away
act-proposal-received = Proposal received
act-proposal-decided = Proposal replied to
act-proposal-to-vote = Proposals put to the vote
