package io.flinkmobilenet.weights.keras;

import io.flinkmobilenet.tensor.DType;
import io.flinkmobilenet.tensor.Shape;
import io.flinkmobilenet.weights.ElementDecoder;
import io.flinkmobilenet.weights.MalformedWeightsException;
import io.flinkmobilenet.weights.UnsupportedWeightsException;
import io.flinkmobilenet.weights.WeightsException;
import io.jhdf.ObjectHeader;
import io.jhdf.api.Dataset;
import io.jhdf.api.dataset.ChunkedDataset;
import io.jhdf.dataset.DatasetBase;
import io.jhdf.dataset.DatasetLoader;
import io.jhdf.dataset.NoParent;
import io.jhdf.object.datatype.DataType;
import io.jhdf.object.datatype.FloatingPoint;
import io.jhdf.object.message.FilterPipelineMessage;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;

/** A dataset of floating-point numbers. */
final class Hdf5Dataset {
  private final DatasetBase dataset;
  private final Shape shape;
  private final List<FilterPipelineMessage.FilterInfo> filters;
  private final Hdf5Storage storage;
  private final String where;

  private Hdf5Dataset(
      DatasetBase dataset,
      Shape shape,
      List<FilterPipelineMessage.FilterInfo> filters,
      Hdf5Storage storage,
      String where) {
    this.dataset = dataset;
    this.shape = shape;
    this.filters = filters;
    this.storage = storage;
    this.where = where;
  }

  static Hdf5Dataset of(Hdf5Storage storage, long address, String where) throws WeightsException {
    ObjectHeader header = ObjectHeader.readObjectHeader(storage, address);
    Dataset dataset = DatasetLoader.createDataset(storage, header, "dataset", NoParent.INSTANCE);
    List<FilterPipelineMessage.FilterInfo> filters =
        header.hasMessageOfType(FilterPipelineMessage.class)
            ? header.getMessageOfType(FilterPipelineMessage.class).getFilters()
            : List.of();
    return new Hdf5Dataset(
        (DatasetBase) dataset, shape(dataset.getDimensions(), where), filters, storage, where);
  }

  private static Shape shape(int[] extents, String where) throws MalformedWeightsException {
    try {
      return Shape.of(extents);
    } catch (IllegalArgumentException e) {
      throw new MalformedWeightsException("%s: %s".formatted(where, e.getMessage()), e);
    }
  }

  Shape shape() {
    return shape;
  }

  /** Returns whether the values are floating-point numbers; counters and random seeds are not. */
  boolean floating() {
    return dataset.getDataType() instanceof FloatingPoint;
  }

  /** Returns the values as floats. */
  float[] values() throws WeightsException {
    DataType type = dataset.getDataType();
    if (!(type instanceof FloatingPoint number)) {
      throw new UnsupportedWeightsException(
          "%s: expected floating-point numbers, found another type of %d bytes"
              .formatted(where, type.getSize()));
    }
    return Hdf5File.reading(where, "values", () -> decode(number));
  }

  private float[] decode(FloatingPoint type) throws WeightsException {
    ByteBuffer bytes = bytes(type.getSize());
    long expected = (long) shape.elements() * type.getSize();
    if (bytes.remaining() != expected) {
      throw new MalformedWeightsException(
          "%s: expected %d bytes, found %d".formatted(where, expected, bytes.remaining()));
    }
    boolean little = type.getByteOrder() == ByteOrder.LITTLE_ENDIAN;
    String format = type.getSize() + "," + type.getExponentSize();
    return switch (format) {
      case "2,5" -> ElementDecoder.decode(littleEndian(bytes, little, 2), DType.F16);
      case "2,8" -> ElementDecoder.decode(littleEndian(bytes, little, 2), DType.BF16);
      case "4,8" -> ElementDecoder.decode(littleEndian(bytes, little, 4), DType.F32);
      case "8,11" -> doubles(littleEndian(bytes, little, 8));
      default ->
          throw new UnsupportedWeightsException(
              "%s: expected IEEE 754 numbers of 2, 4 or 8 bytes, found %d bytes with %d exponent bits"
                  .formatted(where, type.getSize(), type.getExponentSize()));
    };
  }

  private ByteBuffer bytes(int size) throws WeightsException {
    if (dataset instanceof ChunkedDataset chunked) {
      return new Hdf5Chunks(chunked, shape, size, filters, storage, where).bytes();
    }
    return dataset.isEmpty() ? ByteBuffer.allocate(0) : dataset.getDataBuffer();
  }

  private static ByteBuffer littleEndian(ByteBuffer bytes, boolean little, int size) {
    ByteBuffer source = bytes.slice();
    if (little) {
      return source;
    }
    ByteBuffer swapped = ByteBuffer.allocate(source.remaining());
    for (int i = 0; i < source.remaining(); i++) {
      swapped.put(i, source.get(i - i % size + size - 1 - i % size));
    }
    return swapped;
  }

  private static float[] doubles(ByteBuffer bytes) {
    ByteBuffer source = bytes.slice().order(ByteOrder.LITTLE_ENDIAN);
    float[] values = new float[source.remaining() / Double.BYTES];
    for (int i = 0; i < values.length; i++) {
      values[i] = (float) source.getDouble(i * Double.BYTES);
    }
    return values;
  }
}
