"""Protraction: from how many refugees and how many years on a situation is called protracted, as
UNHCR does.
"""

from __future__ import annotations

PEOPLE = 25_000
"""Refugees of one nationality in one country of asylum."""
YEARS = 5
"""Years in succession, up to the newest of the figures."""
REFUGEES, OTHERS = "REF", "OIP"
"""The types that are counted: refugees alone, and as a second count with others in need of
international protection.
"""
