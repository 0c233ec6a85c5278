"""Publishes image files: python3 publish.py BROKERS FILE... (pip install avro confluent-kafka)."""
import pathlib
import sys
from datetime import datetime, timezone

from confluent_kafka import Producer
from single_object import encode, load

brokers, *files = sys.argv[1:]
schema, header = load("ImageEvent")
producer = Producer({"bootstrap.servers": brokers, "message.max.bytes": 21 << 20})
for file in map(pathlib.Path, files):
    event = {"id": file.name, "image": file.read_bytes(), "source": "python",
             "capturedAt": datetime.now(timezone.utc), "attributes": {}}
    producer.produce("images", key=file.name, value=encode(event, schema, header))
if producer.flush(30):
    sys.exit("some images were not sent")
