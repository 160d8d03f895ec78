"""Authoring: a bank is proved, problem by problem; a problem is begun; a bank is added."""
