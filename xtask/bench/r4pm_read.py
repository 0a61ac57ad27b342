"""An XES log into a table by r4pm: r4pm_read.py SOURCE.xes OUT.csv"""

import sys

import r4pm.df

table, _ = r4pm.df.import_xes(sys.argv[1])
with open(sys.argv[2], "w", encoding="utf-8") as out:
    out.write(f"events\n{table.shape[0]}\n")
