"""The workbench in the browser, a file a tab."""
