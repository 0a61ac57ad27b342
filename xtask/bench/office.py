"""Working days and office hours for the queries: for each day whether it is worked, and the office time before it."""

import csv
import datetime

MICROSECONDS = 1_000_000
MORNING = (9 * 3600 * MICROSECONDS, 12 * 3600 * MICROSECONDS)
AFTERNOON = (13 * 3600 * MICROSECONDS + 1800 * MICROSECONDS, 17 * 3600 * MICROSECONDS + 1800 * MICROSECONDS)
OFFICE_DAY = MORNING[1] - MORNING[0] + AFTERNOON[1] - AFTERNOON[0]
HOUR = 3600 * MICROSECONDS


def days(calendar):
    """Columns day, worked (0 or 1), before (microseconds of office time before the day), from 2022 to 2026."""
    with open(calendar, encoding="utf-8") as file:
        lines = csv.DictReader(line for line in file if not line.startswith("#"))
        named = {datetime.date.fromisoformat(line["date"]): line["kind"] == "workday" for line in lines}
    day, before, columns = datetime.date(2022, 1, 1), 0, ([], [], [])
    while day < datetime.date(2027, 1, 1):
        worked = int(named.get(day, day.weekday() < 5))
        for column, value in zip(columns, (day, worked, before)):
            column.append(value)
        before += worked * OFFICE_DAY
        day += datetime.timedelta(days=1)
    return columns


def limits(less_hours):
    """The limit of each service, in microseconds of office time; some hours less than promised."""
    return {f"service-{i:03d}": (7 * (2 + i % 20) - less_hours) * HOUR for i in range(200)}
