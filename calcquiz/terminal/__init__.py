"""The screen and the keyboard: the answer line, keys, printing; the only import of prompt_toolkit."""
