"""Tasks: what can be asked, one file a task with its arguments, answer kind, key and an independent oracle."""
