"""Chinese into pinyin: ALA-LC for MARC 21, and as the NLC and CALIS write it in CNMARC.

Titles are read by phrase, names of persons by their surname, and the readings of a library's names file come
before all others.  The dictionary is that of pypinyin, an optional dependency (`missing` tells).
"""
