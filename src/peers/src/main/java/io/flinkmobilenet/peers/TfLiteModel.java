package io.flinkmobilenet.peers;

import static io.flinkmobilenet.peers.FlatTable.number;
import static io.flinkmobilenet.peers.FlatTable.octet;
import static io.flinkmobilenet.peers.FlatTable.offset;

import com.google.flatbuffers.FlatBufferBuilder;
import io.flinkmobilenet.graph.FeatureShape;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;

/** A TensorFlow Lite model that is being written. Values are the indices of its tensors. */
final class TfLiteModel {
  private static final int VERSION = 3;
  private static final int FLOAT32 = 0;
  private static final int INT32 = 2;

  /** The old field of an operator's code, an octet, has this number for all from here on. */
  private static final int EXTENDED = 127;

  /** Alignment of weights that readers expect, bytes. */
  private static final int ALIGNMENT = 16;

  private final FlatBufferBuilder file;
  private final List<Integer> tensors = new ArrayList<>();
  private final List<Integer> buffers = new ArrayList<>();
  private final List<Integer> operators = new ArrayList<>();

  /**
   * Creates a model without tensors.
   *
   * @param bytes expected size of the file
   */
  TfLiteModel(int bytes) {
    file = new FlatBufferBuilder(bytes);
    // Buffer 0 belongs to all tensors without data.
    buffers.add(table());
  }

  /** Adds a map {@code [1][H][W][C]} that an operator computes. */
  int map(FeatureShape shape) {
    return map(1, shape.height(), shape.width(), shape.channels());
  }

  int map(int... shape) {
    return add(FLOAT32, 0, shape);
  }

  int tensor(float[] values, int... shape) {
    return add(FLOAT32, buffer(ProtoWriter.littleEndian(values)), shape);
  }

  /** Adds a number that other maps are combined with, value by value. */
  int scalar(double value) {
    return tensor(new float[] {(float) value}, 1);
  }

  /** Adds a vector of integers. */
  int integers(int... values) {
    return matrix(values, values.length);
  }

  int matrix(int[] values, int... shape) {
    ByteBuffer bytes =
        ByteBuffer.allocate(Integer.BYTES * values.length).order(ByteOrder.LITTLE_ENDIAN);
    bytes.asIntBuffer().put(values);
    return add(INT32, buffer(bytes.array()), shape);
  }

  /**
   * Adds an operator.
   *
   * @param options its options in the order of the schema, null for the default of one
   * @param output the tensor that it computes
   * @return the output
   */
  int node(TfLiteOperator operator, FlatTable.Field[] options, int output, int... inputs) {
    int own = table(options);
    operators.add(
        table(
            number(operator.ordinal()),
            offset(FlatTable.numbers(file, inputs)),
            offset(FlatTable.numbers(file, output)),
            octet(operator.options()),
            operator.options() == 0 ? null : offset(own)));
    return output;
  }

  byte[] toBytes(int input, int output) {
    int graph =
        table(
            tables(tensors),
            offset(FlatTable.numbers(file, input)),
            offset(FlatTable.numbers(file, output)),
            tables(operators));
    List<Integer> codes = new ArrayList<>();
    for (TfLiteOperator operator : TfLiteOperator.values()) {
      codes.add(
          table(
              octet(Math.min(operator.code(), EXTENDED)),
              null,
              number(1),
              number(operator.code())));
    }
    int model =
        table(number(VERSION), tables(codes), tables(List.of(graph)), null, tables(buffers));
    file.finish(model, "TFL3");
    return file.sizedByteArray();
  }

  private int add(int type, int buffer, int... shape) {
    int name = file.createString("t" + tensors.size());
    int extents = FlatTable.numbers(file, shape);
    tensors.add(table(offset(extents), octet(type), number(buffer), offset(name)));
    return tensors.size() - 1;
  }

  private int buffer(byte[] bytes) {
    file.createUnintializedVector(1, bytes.length, ALIGNMENT).put(bytes);
    buffers.add(table(offset(file.endVector())));
    return buffers.size() - 1;
  }

  private int table(FlatTable.Field... fields) {
    return FlatTable.write(file, fields);
  }

  private FlatTable.Field tables(List<Integer> tables) {
    return offset(file.createVectorOfTables(tables.stream().mapToInt(Integer::intValue).toArray()));
  }
}
