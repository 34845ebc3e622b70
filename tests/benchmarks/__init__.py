"""What the package costs beside its peers, measured in one go: `python -m tests.benchmarks`."""
