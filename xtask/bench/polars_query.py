"""The scorecards by polars: polars_query.py SOURCE.parquet OUT.csv CALENDAR"""

import sys

import polars as pl

import office

source, out, calendar = sys.argv[1:4]
day, worked, before = office.days(calendar)
days = pl.DataFrame({"day": day, "worked": worked, "before": before}).lazy()
limit = office.limits(0)
limits = pl.DataFrame({"service": list(limit), "most": list(limit.values())}).lazy()

activity = pl.col("activity")
of_day = pl.col("ts").cast(pl.Int64) - pl.col("day").cast(pl.Datetime("us")).cast(pl.Int64)
clock = pl.col("before") + pl.col("worked") * sum(
    pl.col("of_day").clip(begin, end) - begin for begin, end in (office.MORNING, office.AFTERNOON)
)
sign = (
    pl.when(activity == "supplement_received").then(1).when(activity == "supplement_requested").then(-1).otherwise(0)
)


def first(name, column):
    return pl.when(activity == name).then(pl.col(column)).min()


def quantile(percent):
    return pl.col("took").sort().get((pl.len() * percent + 99) // 100 - 1).alias(f"p{percent}")


cards = (
    pl.scan_parquet(source)
    .select("case_id", pl.col("service").cast(pl.String), activity.cast(pl.String), "ts")
    .filter(activity.is_in(["accept", "decide", "supplement_requested", "supplement_received"]))
    .with_columns(day=pl.col("ts").dt.date())
    .join(days, on="day")
    .with_columns(of_day=of_day)
    .with_columns(clock=clock, sign=sign.cast(pl.Int64))
    .group_by("case_id")
    .agg(
        pl.col("service").first(),
        began=first("accept", "clock"),
        ended=first("decide", "clock"),
        ended_at=first("decide", "ts"),
        paused=(pl.col("sign") * pl.col("clock")).sum(),
        open=-pl.col("sign").sum(),
    )
    .filter(pl.col("began").is_not_null() & pl.col("ended").is_not_null())
    .select(
        "service",
        month=pl.col("ended_at").dt.strftime("%Y-%m"),
        took=pl.col("ended")
        - pl.col("began")
        - pl.col("paused")
        - pl.when(pl.col("open") > 0).then(pl.col("ended")).otherwise(0),
    )
    .join(limits, on="service")
    .group_by("service", "month")
    .agg(
        pl.len().alias("n"),
        (pl.col("took") <= pl.col("most")).sum().alias("kept"),
        quantile(50),
        quantile(90),
        quantile(95),
    )
    .sort("service", "month")
)
cards.collect(engine="streaming").write_csv(out)
