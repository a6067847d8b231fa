"""Settings of all tests."""

from hypothesis import settings

# How long an example takes depends on what else the machine does: it is no finding.
settings.register_profile("duizhao", deadline=None)
settings.load_profile("duizhao")
