"""Writes the values of this folder with Apache Avro for Python: python3 write.py FOLDER-OF-CLIENTS.

The file of a value is named after its record and, in hexadecimal digits, its schema's fingerprint.
"""
import pathlib
import sys
from datetime import datetime, timedelta, timezone

sys.path.insert(0, sys.argv[1])
from single_object import encode, load

HERE = pathlib.Path(__file__).parent
AT = datetime.fromtimestamp(1_700_000_000, timezone.utc) + timedelta(milliseconds=123)
IMAGE = {
    "id": "picture ü 1",
    "image": bytes(range(256)),
    "source": "camera",
    "capturedAt": AT,
    "attributes": {"a": "1"},
}
PREDICTION = {
    "imageId": "picture ü 1",
    "source": None,
    "capturedAt": AT,
    "predictedAt": AT + timedelta(milliseconds=5),
    "model": {"name": "birds", "version": "7", "digest": "d" * 64},
    "classes": [
        {"index": 3, "label": "kite", "probability": 0.75},
        {"index": 1, "label": "jay", "probability": 0.25},
    ],
    "embedding": [1.0, -2.0],
    "origin": {"topic": "images", "partition": 3, "offset": 1 << 40},
    "scores": "SIGMOID",
    "deployment": "berlin",
    "epoch": 9,
    "route": "all",
    "variant": "new",
    "stage": 1,
    "decision": "UNKNOWN",
    "shadows": [],
}
for part in ("ModelVersion", "RecordOrigin"):
    load(part)
for name, value in (("ImageEvent", IMAGE), ("Prediction", PREDICTION)):
    schema, header = load(name)
    (HERE / f"{name}-{header[2:].hex()}.bin").write_bytes(encode(value, schema, header))
