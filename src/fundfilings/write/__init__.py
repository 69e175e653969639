"""Models to files: JSON, its schema, and writing so that a reader never meets half a file."""

from fundfilings.write.files import STDIN, output_names, write_text
from fundfilings.write.json_text import from_json, json_schema, looks_like_json, to_json

__all__ = ["STDIN", "from_json", "json_schema", "looks_like_json", "output_names", "to_json", "write_text"]
