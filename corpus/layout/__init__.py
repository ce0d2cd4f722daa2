"""What the lines of a text are: blocks, headings, notes, tables, pages, metadata."""
