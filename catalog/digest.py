"""Digests by BLAKE2b (RFC 7693), from where hashlib has it, which would load OpenSSL, too."""

try:
    from _blake2 import blake2b
except ImportError:  # another Python than CPython and PyPy
    from hashlib import blake2b

__all__ = ["blake2b"]
