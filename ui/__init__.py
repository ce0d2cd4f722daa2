"""What a person or a program meets: command line, HTTP, workbench. Decides nothing."""
