"""Publishes image files, for --images-format json: python3 publish_json.py BROKERS FILE...
(pip install confluent-kafka)."""
import base64
import json
import pathlib
import sys
from datetime import datetime, timezone

from confluent_kafka import Producer

brokers, *files = sys.argv[1:]
producer = Producer({"bootstrap.servers": brokers, "message.max.bytes": 28 << 20})
for file in map(pathlib.Path, files):
    event = {"id": file.name, "image": base64.b64encode(file.read_bytes()).decode(),
             "source": "python", "capturedAt": datetime.now(timezone.utc).isoformat()}
    producer.produce("images", key=file.name, value=json.dumps(event))
if producer.flush(30):
    sys.exit("some images were not sent")
