"""Models to files: JSON, its schema, tables as Parquet or CSV; a reader of the files never meets half of one."""

from fundfilings.write.arrow import Dataset, read_dataset
from fundfilings.write.dataset import Part, write_part
from fundfilings.write.files import STDIN, output_names, write_bytes, write_text
from fundfilings.write.json_text import from_json, json_schema, looks_like_json, to_json
from fundfilings.write.tables import DATASET_VERSION, TABLES, filing_id

__all__ = [
    "DATASET_VERSION",
    "STDIN",
    "TABLES",
    "Dataset",
    "Part",
    "filing_id",
    "from_json",
    "json_schema",
    "looks_like_json",
    "output_names",
    "read_dataset",
    "to_json",
    "write_bytes",
    "write_part",
    "write_text",
]
