"""The bank: problem files become records, chapters and lessons are found, light facts are indexed."""
