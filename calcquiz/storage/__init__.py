"""The only room that writes what a learner owns: the event log in SQLite, its export, and the settings."""
