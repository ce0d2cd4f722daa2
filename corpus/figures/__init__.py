"""The figures of a report: values, what they count, when, where, of what."""
