"""Records to screen text and JSON lines: pure functions of a record and a style, which never print."""
