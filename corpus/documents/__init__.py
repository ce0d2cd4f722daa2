"""The documents a report cites: citations, relations, identity across reports."""
