"""From the printed contents listing of a Chinese periodical to loadable catalogue records."""

__version__ = "0.1.0"
