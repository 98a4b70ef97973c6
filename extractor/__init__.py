"""yanbao: Chinese broker research reports (券商研报) in, checked facts out."""

__version__ = "0.1.0"
