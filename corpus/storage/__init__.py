"""The relational store of reports and of what people decide."""
