"""Streams in memory (to come)."""
def install(recorder): pass
def uninstall(): pass
