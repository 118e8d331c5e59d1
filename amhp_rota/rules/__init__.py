"""Rules of the AMHP service, each named for its section; the docstring is the sentence a reader sees."""
