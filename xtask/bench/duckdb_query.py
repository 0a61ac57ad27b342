"""One question to DuckDB: duckdb_query.py QUESTION SOURCE OUT.csv CALENDAR [LESS_HOURS]

scorecards  cases settled and kept, and quantiles of office time less pauses, by service and month of the end. The pauses are a
            signed sum, which is right only where pairs alternate and lie within the case: in the made-up log they do.
edges       how often one activity directly follows another
variants    how often each sequence of activities occurs
read        count, first and last of four columns
load        the source into a table of DuckDB's own file OUT
The source is a Parquet or CSV file, or a DuckDB file with the table `log`.
"""

import sys

import duckdb
import pyarrow

import office

question, source, out, calendar = sys.argv[1:5]
less_hours = int(sys.argv[5]) if len(sys.argv) > 5 else 0

if question == "load":
    duckdb.connect(out).execute(f"create table log as select * from '{source}'")
    sys.exit()
own = source.endswith(".duckdb")
db = duckdb.connect(source, read_only=True) if own else duckdb.connect()
db.execute("set threads = 2")
db.execute("set preserve_insertion_order = false")
log = "log" if own else f"'{source}'"

if question == "scorecards":
    day, worked, before = office.days(calendar)
    db.register("days", pyarrow.table({"day": day, "worked": worked, "before": before}))
    limit = office.limits(less_hours)
    db.register("limits", pyarrow.table({"service": list(limit), "most": list(limit.values())}))
    # Microseconds of office time up to an instant.
    clock = f"""before + worked * (
        greatest(0, least(of_day, {office.MORNING[1]}) - {office.MORNING[0]})
        + greatest(0, least(of_day, {office.AFTERNOON[1]}) - {office.AFTERNOON[0]}))"""
    query = f"""
    with timed as (
        select case_id, service, activity, ts, ts::date as day, epoch_us(ts) - epoch_us(ts::date::timestamp) as of_day
        from {log}
        where activity in ('accept', 'decide', 'supplement_requested', 'supplement_received')),
    clocked as (select case_id, service, activity, ts, {clock} as clock from timed join days using (day)),
    cases as (
        select case_id, any_value(service) as service,
            min(clock) filter (activity = 'accept') as began,
            min(clock) filter (activity = 'decide') as ended,
            min(ts) filter (activity = 'decide') as ended_at,
            sum(case activity when 'supplement_received' then clock when 'supplement_requested' then -clock end)::bigint as paused,
            sum(case activity when 'supplement_received' then -1 when 'supplement_requested' then 1 else 0 end) as open
        from clocked group by case_id),
    taken as (
        select service, strftime(date_trunc('month', ended_at), '%Y-%m') as month,
            ended - began - coalesce(paused, 0) - case when open > 0 then ended else 0 end as took
        from cases where began is not null and ended is not null),
    cards as (
        select service, month, count(*) as n, sum((took <= most)::bigint)::bigint as kept,
            quantile_disc(took, [0.5, 0.9, 0.95]) as q
        from taken join limits using (service) group by service, month)
    select service, month, n, kept, q[1] as p50, q[2] as p90, q[3] as p95 from cards order by service, month"""
elif question == "edges":
    query = f"""
    select before, activity, count(*) as n
    from (select activity, lag(activity) over (partition by case_id order by ts) as before, resource,
            lag(resource) over (partition by case_id order by ts) as from_whom from {log})
    where before is not null group by before, activity order by before, activity"""
elif question == "variants":
    query = f"""
    select variant, count(*) as n
    from (select string_agg(activity, ',' order by ts) as variant from {log} group by case_id)
    group by variant order by n desc, variant"""
elif question == "read":
    of = ", ".join(f"min({c}), max({c})" for c in ("case_id", "activity", "ts", "service"))
    query = f"select count(*), {of} from {log}"
else:
    sys.exit(f"there is no question {question}")
db.execute(f"copy ({query}) to '{out}' (header)")
