"""Avro's single-object encoding with the schemas of this project (pip install avro)."""
import io
import json
import pathlib
import re

import avro.io
import avro.schema

EMPTY = 0xC15D213AA4D7A795
names = avro.schema.Names()


def load(name, folder=pathlib.Path(__file__).parents[3] / "schemas"):
    """Returns a schema and the header of its values. Load the schemas that it names before."""
    schema = avro.schema.make_avsc_object(json.loads((folder / f"{name}.avsc").read_text()), names)
    crc = EMPTY  # CRC-64-AVRO of the canonical form, in which avro 1.11 leaves {"type":"long"}
    for byte in re.sub(r'{"type":("\w+")}', r"\1", schema.canonical_form).encode():
        crc ^= byte
        for _ in range(8):
            crc = crc >> 1 ^ (EMPTY if crc & 1 else 0)
    return schema, b"\xc3\x01" + crc.to_bytes(8, "little")


def encode(value, schema, header):
    """Returns the value of a record of Kafka."""
    body = io.BytesIO()
    avro.io.DatumWriter(schema).write(value, avro.io.BinaryEncoder(body))
    return header + body.getvalue()
