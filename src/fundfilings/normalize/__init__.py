"""One document part to blocks, whatever its container."""

from fundfilings.normalize.blocks import Block, BlockDocument, Cell, Heading, PageBreak, Paragraph, Row, Table

__all__ = ["Block", "BlockDocument", "Cell", "Heading", "PageBreak", "Paragraph", "Row", "Table"]
