"""Text damaged by OCR: recognising it and restoring its words."""
