"""The treaty pipeline beside the record: six treaties as the engine's formal body meets them, and how fast they grew.

The first edition's fit of them is withdrawn (docs/history/record.md). What is kept is what the second edition's needs:
what is declared of each treaty (`treaties.csv`), its years to each number of parties (`observed.csv`), and its course
in the engine. All six are known to everybody, and prove nothing more (DEFINITIONS R5).
"""
