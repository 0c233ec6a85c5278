package io.flinkmobilenet.weights.keras;

import io.jhdf.Constants;
import io.jhdf.FractalHeap;
import io.jhdf.ObjectHeader;
import io.jhdf.btree.BTreeV2;
import io.jhdf.btree.record.AttributeNameForIndexedAttributesRecord;
import io.jhdf.dataset.DatasetReader;
import io.jhdf.exceptions.HdfException;
import io.jhdf.object.datatype.DataType;
import io.jhdf.object.datatype.StringData;
import io.jhdf.object.datatype.VariableLength;
import io.jhdf.object.message.AttributeInfoMessage;
import io.jhdf.object.message.AttributeMessage;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The attributes of a group, of which only texts are read. */
final class Hdf5Attributes {
  /** Texts of one attribute altogether; a model's JSON can have some megabytes. */
  private static final long MAX_CHARACTERS = 32 << 20;

  private final Hdf5Storage storage;
  private final ObjectHeader header;

  Hdf5Attributes(Hdf5Storage storage, ObjectHeader header) {
    this.storage = storage;
    this.header = header;
  }

  Optional<String> text(String name) {
    Optional<List<String>> texts = texts(name);
    if (texts.isPresent() && texts.get().size() != 1) {
      throw new HdfException(
          "attribute %s: expected 1 text, found %d".formatted(name, texts.get().size()));
    }
    return texts.map(list -> list.get(0));
  }

  Optional<List<String>> texts(String name) {
    for (AttributeMessage message : messages()) {
      if (message.getName().equals(name)) {
        return Optional.of(texts(message));
      }
    }
    return Optional.empty();
  }

  private List<AttributeMessage> messages() {
    List<AttributeMessage> messages =
        new ArrayList<>(header.getMessagesOfType(AttributeMessage.class));
    if (header.hasMessageOfType(AttributeInfoMessage.class)) {
      AttributeInfoMessage info = header.getMessageOfType(AttributeInfoMessage.class);
      if (info.getFractalHeapAddress() != Constants.UNDEFINED_ADDRESS) {
        FractalHeap heap = new FractalHeap(storage, info.getFractalHeapAddress());
        BTreeV2<AttributeNameForIndexedAttributesRecord> tree =
            new BTreeV2<>(storage, info.getAttributeNameBTreeAddress());
        for (AttributeNameForIndexedAttributesRecord record : tree.getRecords()) {
          ByteBuffer bytes = heap.getId(record.getHeapId());
          messages.add(new AttributeMessage(bytes, storage, record.getFlags()));
        }
      }
    }
    return messages;
  }

  /** Reads one text after the other: several can be the same large one in the file. */
  private List<String> texts(AttributeMessage message) {
    DataType type = message.getDataType();
    boolean variable = type instanceof VariableLength length && length.isVariableLengthString();
    ByteBuffer data = message.getDataBuffer();
    if (data == null) {
      // An empty list is written as one of numbers.
      return List.of();
    }
    if (!variable && !(type instanceof StringData)) {
      throw new HdfException("attribute %s: expected texts".formatted(message.getName()));
    }
    List<String> texts = new ArrayList<>();
    long characters = 0;
    while (data.remaining() >= type.getSize()) {
      ByteBuffer one = data.slice(data.position(), type.getSize()).order(ByteOrder.LITTLE_ENDIAN);
      data.position(data.position() + type.getSize());
      String text = (String) DatasetReader.readDataset(type, one, new int[0], storage);
      characters += text.length();
      if (characters > MAX_CHARACTERS) {
        throw new HdfException(
            "attribute %s: expected at most %d characters, found more"
                .formatted(message.getName(), MAX_CHARACTERS));
      }
      texts.add(text);
    }
    return texts;
  }
}
