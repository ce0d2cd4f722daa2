"""Prompts as checked files: text with `$variables` and a front matter that declares them."""

from prompts.prompt import Prompt, PromptError, load, names

__all__ = ["Prompt", "PromptError", "load", "names"]
