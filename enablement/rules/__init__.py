"""The rules of enablement, by subject. A rule's docstring is the sentence a reader sees."""
