"""MARC records: the record itself, the crosswalk that makes it, and the containers that hold it."""
