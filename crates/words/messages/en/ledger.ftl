ledger-cannot-open = the database `{ $url }` cannot be opened: { $detail }. Check the address, and whether the server runs and lets this program in
ledger-unknown-url = `{ $url }` is no address of a database: it begins with `sqlite:` or `postgres:`, as in `sqlite:mingpai.db?mode=rwc` or `postgres://mingpai@localhost/mingpai`
ledger-read-only = the database cannot be written to: { $detail }. Give this program the right to write to the file and to the folder it lies in
ledger-disk-full = the disk is full, and nothing was saved: { $detail }. Make room and try again
ledger-too-new = the database `{ $url }` was made by a later version of Mingpai; use that version
ledger-failed = the database could not do it: { $detail }
ledger-stopped = the program is being stopped; nothing was saved
ledger-saved-meanwhile = { $by } has saved this page in the meantime. Nothing of yours was written over it: your text stands below
ledger-login-taken = the sign-in name `{ $login }` is taken
ledger-not-in-state = this version is { $state ->
    [draft] a draft
    [signed] signed
    [published] in force
   *[incomplete] not complete
 }, so that cannot be done with it
ledger-not-what-was-seen = the text has changed since you read it. Read it once more and sign then
ledger-gone = it is no longer there
ledger-before-the-one-in-force = { $day } is not after { $from }, the first day of the version published last; choose a later day
ledger-not-empty = the register is not empty; a copy goes into an empty one only: name another database
ledger-no-backup = this file is no whole copy of a register: { $detail }. Nothing was written
job-killed-too-often = this work has taken the program down { $times } times and is not tried again. Ask the operator to look into the log
job-of-a-copy = this register was made from a copy, and the work was not finished when the copy was made. Ask for it again if it is still wanted
ledger-below-itself = a brand cannot lie below itself or below one of its own sub-brands; choose another one
ledger-has-sub-brands = { $count ->
    [one] one brand below it is in use: retire it first, or put it below another brand
   *[other] { $count } brands below it are in use: retire them first, or put them below another brand
 }
ledger-retired = this brand is used until { $until } and no longer, so nothing of it can be changed
