package io.flinkmobilenet.peers;

import com.google.protobuf.CodedInputStream;
import com.google.protobuf.WireFormat;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;

/**
 * ONNX models with other content: weights of ConstantOfShape nodes become seeded values in a file
 * beside the model, and a softmax at the end gets its input as an output of its own.
 */
final class SeededWeights {
  private static final String DATA = "weights.bin";

  private record Field(int number, long value, byte[] bytes) {}

  private final Map<String, long[]> shapes = new HashMap<>();
  private final ProtoWriter graph = new ProtoWriter();
  private final SplittableRandom random = new SplittableRandom(20180113);
  private final FileChannel data;
  private String softmaxInput;

  private SeededWeights(FileChannel data) {
    this.data = data;
  }

  /** Writes the model into a folder and returns the name of the output with logits, or null. */
  static String write(byte[] model, Path folder) throws IOException {
    try (FileChannel data =
        FileChannel.open(
            folder.resolve(DATA), StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
      SeededWeights seeded = new SeededWeights(data);
      ProtoWriter changed = new ProtoWriter();
      for (Field field : fields(model)) {
        if (field.number() == 7) {
          seeded.graph(field.bytes());
          changed.message(7, seeded.graph);
        } else {
          copy(field, changed);
        }
      }
      Files.write(folder.resolve("model.onnx"), changed.toBytes());
      return seeded.softmaxInput;
    }
  }

  private void graph(byte[] message) throws IOException {
    List<Field> fields = fields(message);
    String output = "";
    for (Field field : fields) {
      if (field.number() == 5) {
        initializer(field.bytes());
      } else if (field.number() == 12) {
        output = text(field.bytes(), 1).get(0);
      }
    }
    for (Field field : fields) {
      boolean filled = field.number() == 1 && isFilled(field.bytes());
      if (filled) {
        String shape = text(field.bytes(), 1).get(0);
        seeded(text(field.bytes(), 2).get(0), shapes.get(shape));
      } else {
        copy(field, graph);
      }
      if (field.number() == 1 && text(field.bytes(), 2).contains(output)) {
        boolean softmax = text(field.bytes(), 4).get(0).endsWith("Softmax");
        softmaxInput = softmax ? text(field.bytes(), 1).get(0) : null;
      }
    }
    if (softmaxInput != null) {
      graph.message(12, new ProtoWriter().text(1, softmaxInput));
    }
  }

  private boolean isFilled(byte[] node) throws IOException {
    return text(node, 4).contains("ConstantOfShape") && shapes.containsKey(text(node, 1).get(0));
  }

  private void initializer(byte[] tensor) throws IOException {
    List<Long> numbers = new ArrayList<>();
    for (Field field : fields(tensor)) {
      if (field.number() == 7 && field.bytes() == null) {
        numbers.add(field.value());
      } else if (field.number() == 7) {
        CodedInputStream packed = CodedInputStream.newInstance(field.bytes());
        while (!packed.isAtEnd()) {
          numbers.add(packed.readInt64());
        }
      } else if (field.number() == 9 && field.bytes().length % Long.BYTES == 0) {
        ByteBuffer raw = ByteBuffer.wrap(field.bytes()).order(ByteOrder.LITTLE_ENDIAN);
        while (raw.hasRemaining()) {
          numbers.add(raw.getLong());
        }
      }
    }
    shapes.put(text(tensor, 8).get(0), numbers.stream().mapToLong(Long::longValue).toArray());
  }

  /** Adds weights of a magnitude that keeps maps in range; vectors may be variances. */
  private void seeded(String name, long[] shape) throws IOException {
    ProtoWriter tensor = new ProtoWriter();
    long elements = 1;
    for (long extent : shape) {
      tensor.number(1, (int) extent);
      elements *= extent;
    }
    double spread = shape.length == 1 ? 0.25 : Math.sqrt(6.0 * shape[0] / elements);
    double centre = shape.length == 1 ? 0.5 : 0;
    ByteBuffer values =
        ByteBuffer.allocate(Math.toIntExact(elements * Float.BYTES)).order(ByteOrder.LITTLE_ENDIAN);
    while (values.hasRemaining()) {
      values.putFloat((float) (centre + spread * random.nextDouble(-1, 1)));
    }
    long offset = data.position();
    data.write(values.flip());
    graph.message(
        5,
        tensor
            .number(2, 1)
            .text(8, name)
            .message(13, entry("location", DATA))
            .message(13, entry("offset", Long.toString(offset)))
            .message(13, entry("length", Long.toString(elements * Float.BYTES)))
            .number(14, 1));
  }

  private static ProtoWriter entry(String key, String value) {
    return new ProtoWriter().text(1, key).text(2, value);
  }

  private static void copy(Field field, ProtoWriter to) {
    if (field.bytes() == null) {
      to.number(field.number(), (int) field.value());
    } else {
      to.bytes(field.number(), field.bytes());
    }
  }

  private static List<String> text(byte[] message, int number) throws IOException {
    return fields(message).stream()
        .filter(field -> field.number() == number && field.bytes() != null)
        .map(field -> new String(field.bytes(), StandardCharsets.UTF_8))
        .toList();
  }

  /** Returns whole numbers and bytes; other fields occur on the levels of a model nowhere. */
  private static List<Field> fields(byte[] message) throws IOException {
    List<Field> fields = new ArrayList<>();
    CodedInputStream input = CodedInputStream.newInstance(message);
    for (int tag = input.readTag(); tag != 0; tag = input.readTag()) {
      int number = WireFormat.getTagFieldNumber(tag);
      switch (WireFormat.getTagWireType(tag)) {
        case WireFormat.WIRETYPE_VARINT -> fields.add(new Field(number, input.readInt64(), null));
        case WireFormat.WIRETYPE_LENGTH_DELIMITED ->
            fields.add(new Field(number, 0, input.readByteArray()));
        default -> input.skipField(tag);
      }
    }
    return fields;
  }
}
