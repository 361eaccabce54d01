"""Settings of the whole test run."""

from hypothesis import HealthCheck, Phase, settings

settings.register_profile(
    "highground",
    deadline=None,
    phases=(Phase.explicit, Phase.reuse, Phase.generate, Phase.shrink),
    suppress_health_check=(HealthCheck.too_slow, HealthCheck.filter_too_much, HealthCheck.function_scoped_fixture),
)
settings.load_profile("highground")
