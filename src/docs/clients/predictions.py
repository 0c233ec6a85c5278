"""Prints predictions: python3 predictions.py BROKERS NUMBER (pip install avro confluent-kafka)."""
import io
import sys

import avro.io
from confluent_kafka import Consumer
from single_object import load

for part in ("ModelVersion", "RecordOrigin"):
    load(part)
schema, header = load("Prediction")
consumer = Consumer({"bootstrap.servers": sys.argv[1], "group.id": "python",
                     "auto.offset.reset": "earliest", "isolation.level": "read_committed"})
consumer.subscribe(["predictions"])
for _ in range(int(sys.argv[2])):
    value = consumer.consume()[0].value()
    if value[:10] != header:
        sys.exit(f"expected a prediction of the schema in this folder, found {value[:10].hex()}")
    prediction = avro.io.DatumReader(schema).read(avro.io.BinaryDecoder(io.BytesIO(value[10:])))
    print(prediction["imageId"], prediction["classes"][0]["label"])
consumer.close()
