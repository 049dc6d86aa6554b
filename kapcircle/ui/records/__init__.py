"""The forms that records are entered with, each a value in a file of its own; `every.py` lists them."""
