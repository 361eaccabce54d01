"""File formats: text or bytes in, core types or a complete list of faults out."""
