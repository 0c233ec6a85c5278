"""Prints predictions with a schema registry (pip install avro confluent-kafka):
python3 predictions_confluent.py BROKERS REGISTRY NUMBER"""
import functools
import io
import json
import sys
import urllib.request

import avro.io
import avro.schema
from confluent_kafka import Consumer

brokers, registry, number = sys.argv[1:]


@functools.lru_cache(100)
def schema_of(number):
    with urllib.request.urlopen(f"{registry}/schemas/ids/{number}", timeout=30) as answer:
        return avro.schema.parse(json.load(answer)["schema"])


consumer = Consumer({"bootstrap.servers": brokers, "group.id": "python",
                     "auto.offset.reset": "earliest", "isolation.level": "read_committed"})
consumer.subscribe(["predictions"])
for _ in range(int(number)):
    value = consumer.consume()[0].value()
    reader = avro.io.DatumReader(schema_of(int.from_bytes(value[1:5], "big")))
    prediction = reader.read(avro.io.BinaryDecoder(io.BytesIO(value[5:])))
    print(prediction["imageId"], prediction["classes"][0]["label"])
consumer.close()
