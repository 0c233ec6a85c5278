"""Prints predictions, for --predictions-format json: python3 predictions_json.py BROKERS NUMBER
(pip install confluent-kafka)."""
import json
import sys

from confluent_kafka import Consumer

consumer = Consumer({"bootstrap.servers": sys.argv[1], "group.id": "python",
                     "auto.offset.reset": "earliest", "isolation.level": "read_committed"})
consumer.subscribe(["predictions"])
for _ in range(int(sys.argv[2])):
    prediction = json.loads(consumer.consume()[0].value())
    print(prediction["imageId"], prediction["classes"][0]["label"])
consumer.close()
