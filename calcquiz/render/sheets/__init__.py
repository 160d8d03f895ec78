"""Sheets: worksheets as documents, and documents in the formats of other tools."""
