"""Publishes image files as they are, for --images-format raw: python3 publish_raw.py BROKERS FILE...
(pip install confluent-kafka)."""
import pathlib
import sys

from confluent_kafka import Producer

brokers, *files = sys.argv[1:]
producer = Producer({"bootstrap.servers": brokers, "message.max.bytes": 21 << 20})
for file in map(pathlib.Path, files):
    producer.produce("images", key=file.name, value=file.read_bytes(),
                     headers={"source": "python"})
if producer.flush(30):
    sys.exit("some images were not sent")
