"""The nouns: frozen values and the error tree; they import nothing of ours."""
