"""Publishes image files with a schema registry (pip install avro confluent-kafka):
python3 publish_confluent.py BROKERS REGISTRY FILE..."""
import json
import pathlib
import sys
import urllib.request
from datetime import datetime, timezone

from confluent_kafka import Producer
from single_object import encode, load

brokers, registry, *files = sys.argv[1:]
schema, _ = load("ImageEvent")
request = urllib.request.Request(
    registry + "/subjects/images-value/versions", json.dumps({"schema": str(schema)}).encode(),
    {"Content-Type": "application/vnd.schemaregistry.v1+json"})
with urllib.request.urlopen(request, timeout=30) as answer:
    header = b"\0" + json.load(answer)["id"].to_bytes(4, "big")
producer = Producer({"bootstrap.servers": brokers, "message.max.bytes": 21 << 20})
for file in map(pathlib.Path, files):
    event = {"id": file.name, "image": file.read_bytes(), "source": "python",
             "capturedAt": datetime.now(timezone.utc), "attributes": {}}
    producer.produce("images", key=file.name, value=encode(event, schema, header))
if producer.flush(30):
    sys.exit("some images were not sent")
