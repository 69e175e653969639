"""Whole archives: many filings in worker processes, under limits, to be gone on with after whatever stopped them."""

from fundfilings.batch.chunk_files import FORMATS
from fundfilings.batch.convert import convert_to_folder, convert_to_stdout
from fundfilings.batch.engine import MEMORY, TIMEOUT, Engine, engine_of, local_engine
from fundfilings.batch.inputs import Found, Input, find_inputs, os_message
from fundfilings.batch.outcome import Outcome
from fundfilings.batch.run import Done, Options, Run

__all__ = [
    "FORMATS",
    "MEMORY",
    "TIMEOUT",
    "Done",
    "Engine",
    "Found",
    "Input",
    "Options",
    "Outcome",
    "Run",
    "convert_to_folder",
    "convert_to_stdout",
    "engine_of",
    "find_inputs",
    "local_engine",
    "os_message",
]
