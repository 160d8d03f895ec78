"""How many examples a law is tried on: a sample by default, many in the full run."""

from hypothesis import HealthCheck, settings

settings.register_profile(
    "sample", max_examples=200, deadline=None, derandomize=True, suppress_health_check=list(HealthCheck)
)
settings.load_profile("sample")
