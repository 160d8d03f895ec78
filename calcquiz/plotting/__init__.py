"""Pictures: formulas to scenes, scenes to a terminal or to words."""
