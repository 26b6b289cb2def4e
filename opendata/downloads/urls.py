from django.urls import path, register_converter

from . import dictionary_views, leading, views
from .converters import DatasetConverter

register_converter(DatasetConverter, "dataset")

urlpatterns = [
    path("", leading.open_data, name="data"),
    path("dictionary.json", dictionary_views.dictionary_json, name="dictionary_json"),
    path("dictionary.csv", dictionary_views.dictionary_csv, name="dictionary_csv"),
    path("<dataset:dataset>.csv-metadata.json", dictionary_views.metadata, name="csv_metadata"),
    *[
        path(f"<dataset:dataset>.{kind}", views.download, {"kind": kind}, name=f"download_{kind}")
        for kind in views.FORMATS
    ],
    path("<dataset:dataset>", leading.dataset, name="dataset"),
]
