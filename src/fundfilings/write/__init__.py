"""Models to files: JSON, its schema, tables as Parquet or CSV; a reader of the files never meets half of one."""

from fundfilings.write.arrow import Dataset, read_dataset
from fundfilings.write.dataset import Part, write_part
from fundfilings.write.files import STDIN, distinct_stems, untaken, write_bytes, write_text
from fundfilings.write.json_text import from_json, json_schema, looks_like_json, to_json
from fundfilings.write.tables import DATASET_VERSION, TABLES, filing_id

__all__ = [
    "DATASET_VERSION",
    "STDIN",
    "TABLES",
    "Dataset",
    "Part",
    "distinct_stems",
    "filing_id",
    "from_json",
    "json_schema",
    "looks_like_json",
    "read_dataset",
    "to_json",
    "untaken",
    "write_bytes",
    "write_part",
    "write_text",
]
