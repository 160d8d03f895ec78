"""How many examples a law is tried on: a sample by default, many in the full run."""

import sys
from pathlib import Path

from hypothesis import HealthCheck, settings

sys.path.insert(0, str(Path(__file__).parent))
settings.register_profile(
    "sample", max_examples=200, deadline=None, derandomize=True, suppress_health_check=list(HealthCheck)
)
settings.load_profile("sample")
