from reporting.views.performance import behind, measure, performance, performance_file

__all__ = ["behind", "measure", "performance", "performance_file"]
