package io.flinkmobilenet.weights.tflite;

import com.google.flatbuffers.FlatBufferBuilder;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/** Writes TensorFlow Lite files for tests. Tensor 0 is the image. */
final class TfLiteBytes {
  static final int FLOAT32 = 0;
  static final int FLOAT16 = 1;
  static final int INT32 = 2;
  static final int UINT8 = 3;
  static final int INT8 = 9;

  private final FlatBufferBuilder file = new FlatBufferBuilder(1 << 12);
  private final List<Integer> tensors = new ArrayList<>();
  private final List<Integer> buffers = new ArrayList<>();
  private final List<Integer> operators = new ArrayList<>();
  private final List<Integer> codes = new ArrayList<>();
  private byte[] metadata;

  /** A field's value. */
  @FunctionalInterface
  interface Field {
    void add(FlatBufferBuilder file, int slot);
  }

  static Field octet(int value) {
    return (file, slot) -> file.addByte(slot, (byte) value, 0);
  }

  static Field number(int value) {
    return (file, slot) -> file.addInt(slot, value, 0);
  }

  static Field real(float value) {
    return (file, slot) -> file.addFloat(slot, value, 0);
  }

  static Field offset(int value) {
    return (file, slot) -> file.addOffset(slot, value, 0);
  }

  static int table(FlatBufferBuilder file, Field... fields) {
    file.startTable(fields.length);
    for (int slot = 0; slot < fields.length; slot++) {
      if (fields[slot] != null) {
        fields[slot].add(file, slot);
      }
    }
    return file.endTable();
  }

  static int numbers(FlatBufferBuilder file, int... values) {
    file.startVector(Integer.BYTES, values.length, Integer.BYTES);
    for (int i = values.length - 1; i >= 0; i--) {
      file.addInt(values[i]);
    }
    return file.endVector();
  }

  static int floats(FlatBufferBuilder file, float... values) {
    file.startVector(Float.BYTES, values.length, Float.BYTES);
    for (int i = values.length - 1; i >= 0; i--) {
      file.addFloat(values[i]);
    }
    return file.endVector();
  }

  TfLiteBytes() {
    buffers.add(table(file));
  }

  /** Adds the image or another tensor that has no data. */
  int map(int... shape) {
    return tensor(FLOAT32, null, shape);
  }

  int tensor(int type, byte[] data, int... shape) {
    return quantised(type, data, 0, new float[0], new long[0], shape);
  }

  /** Adds a tensor with scales. */
  int quantised(int type, byte[] data, int axis, float[] scales, long[] zeros, int... shape) {
    int buffer = 0;
    if (data != null) {
      buffer = buffers.size();
      file.createUnintializedVector(1, data.length, 16).put(data);
      buffers.add(table(file, offset(file.endVector())));
    }
    Field quantisation = null;
    if (scales.length > 0) {
      int scale = floats(file, scales);
      file.startVector(Long.BYTES, zeros.length, Long.BYTES);
      for (int i = zeros.length - 1; i >= 0; i--) {
        file.addLong(zeros[i]);
      }
      int zero = file.endVector();
      quantisation =
          offset(table(file, null, null, offset(scale), offset(zero), null, null, number(axis)));
    }
    int name = file.createString("t" + tensors.size());
    int extents = numbers(file, shape);
    tensors.add(
        table(file, offset(extents), octet(type), number(buffer), offset(name), quantisation));
    return tensors.size() - 1;
  }

  /** Adds floats that a sine makes. */
  int weights(int... shape) {
    int elements = 1;
    for (int extent : shape) {
      elements *= extent;
    }
    ByteBuffer data = ByteBuffer.allocate(Float.BYTES * elements).order(ByteOrder.LITTLE_ENDIAN);
    for (int i = 0; i < elements; i++) {
      data.putFloat((float) Math.sin(0.7 * i + tensors.size()) / 2);
    }
    return tensor(FLOAT32, data.array(), shape);
  }

  int integers(int... values) {
    return integers(values, values.length);
  }

  int integers(int[] values, int... shape) {
    ByteBuffer data =
        ByteBuffer.allocate(Integer.BYTES * values.length).order(ByteOrder.LITTLE_ENDIAN);
    data.asIntBuffer().put(values);
    return tensor(INT32, data.array(), shape);
  }

  int scalar(float value) {
    byte[] data =
        ByteBuffer.allocate(Float.BYTES).order(ByteOrder.LITTLE_ENDIAN).putFloat(value).array();
    return tensor(FLOAT32, data);
  }

  /** Adds an operator; the type of options is what the schema gives its kind. */
  void operator(OperatorKind kind, int type, Field[] options, int[] outputs, int... inputs) {
    codes.add(kind.code());
    Field own = options == null ? null : offset(table(file, options));
    int in = numbers(file, inputs);
    int out = numbers(file, outputs);
    operators.add(
        table(
            file,
            number(codes.size() - 1),
            offset(in),
            offset(out),
            options == null ? null : octet(type),
            own));
  }

  /** Adds an operator with one output and returns that. */
  int add(OperatorKind kind, int type, Field[] options, int[] shape, int... inputs) {
    int output = map(shape);
    operator(kind, type, options, new int[] {output}, inputs);
    return output;
  }

  TfLiteBytes metadata(byte[] bytes) {
    metadata = bytes;
    return this;
  }

  byte[] toBytes(int input, int output) {
    Field entries = null;
    if (metadata != null) {
      int vector = file.createByteVector(metadata);
      buffers.add(table(file, offset(vector)));
      int name = file.createString("TFLITE_METADATA");
      int entry = table(file, offset(name), number(buffers.size() - 1));
      entries = tables(List.of(entry));
    }
    int inputs = numbers(file, input);
    int outputs = numbers(file, output);
    Field allTensors = tables(tensors);
    Field allOperators = tables(operators);
    int graph = table(file, allTensors, offset(inputs), offset(outputs), allOperators);
    List<Integer> kinds = new ArrayList<>();
    for (int code : codes) {
      kinds.add(table(file, octet(Math.min(code, 127)), null, number(1), number(code)));
    }
    Field allKinds = tables(kinds);
    Field graphs = tables(List.of(graph));
    Field allBuffers = tables(buffers);
    int model = table(file, number(3), allKinds, graphs, null, allBuffers, null, entries);
    file.finish(model, "TFL3");
    return file.sizedByteArray();
  }

  private Field tables(List<Integer> tables) {
    return offset(file.createVectorOfTables(tables.stream().mapToInt(Integer::intValue).toArray()));
  }

  /** Returns metadata with a normalisation and the name of a file of labels. */
  static byte[] metadata(String labels, float[] mean, float[] std) {
    FlatBufferBuilder file = new FlatBufferBuilder();
    int means = floats(file, mean);
    int stds = floats(file, std);
    int normalisation = table(file, offset(means), offset(stds));
    int unit = table(file, octet(1), offset(normalisation));
    int units = file.createVectorOfTables(new int[] {unit});
    int input = table(file, null, null, null, null, offset(units));
    int name = file.createString(labels);
    int associated = table(file, offset(name), null, octet(2));
    int files = file.createVectorOfTables(new int[] {associated});
    int output = table(file, null, null, null, null, null, null, offset(files));
    int inputs = file.createVectorOfTables(new int[] {input});
    int outputs = file.createVectorOfTables(new int[] {output});
    int graph = table(file, null, null, offset(inputs), offset(outputs));
    int graphs = file.createVectorOfTables(new int[] {graph});
    file.finish(table(file, null, null, null, offset(graphs)), "M001");
    return file.sizedByteArray();
  }

  /** Returns a model with a zip archive after it. */
  static byte[] attached(byte[] model, String name, String text) {
    try {
      ByteArrayOutputStream bytes = new ByteArrayOutputStream();
      bytes.write(model);
      ZipOutputStream zip = new ZipOutputStream(bytes);
      zip.putNextEntry(new ZipEntry(name));
      zip.write(text.getBytes(StandardCharsets.UTF_8));
      zip.finish();
      return bytes.toByteArray();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** A small network: convolution with ReLU, mean, dense layer. */
  static TfLiteBytes typical(TfLiteBytes file) {
    int image = file.map(1, 4, 4, 3);
    int sums =
        file.add(
            OperatorKind.CONV_2D,
            1,
            new Field[] {octet(0), number(1), number(1), octet(1)},
            new int[] {1, 4, 4, 5},
            image,
            file.weights(5, 3, 3, 3),
            file.weights(5));
    int mean =
        file.add(
            OperatorKind.MEAN, 27, new Field[] {}, new int[] {1, 5}, sums, file.integers(1, 2));
    file.add(
        OperatorKind.FULLY_CONNECTED,
        8,
        new Field[] {},
        new int[] {1, 2},
        mean,
        file.weights(2, 5),
        file.weights(2));
    return file;
  }

  /** Returns the tensor that was added last. */
  int last() {
    return tensors.size() - 1;
  }
}
