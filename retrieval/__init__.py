"""Finding things again: passages, their indexes, search, and the graph of documents."""
