"""Official documents: the layout of Nghị định 30/2020/NĐ-CP and the .docx that follows it."""

from assistant.official.export import export_docx

__all__ = ["export_docx"]
