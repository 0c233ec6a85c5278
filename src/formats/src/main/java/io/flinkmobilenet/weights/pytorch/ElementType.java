package io.flinkmobilenet.weights.pytorch;

import io.flinkmobilenet.tensor.DType;
import java.util.Arrays;
import java.util.Optional;

/** Type of the elements of a storage, with the type to which they are converted. */
enum ElementType {
  FLOAT("FloatStorage", "float32", 4, DType.F32),
  HALF("HalfStorage", "float16", 2, DType.F16),
  BFLOAT16("BFloat16Storage", "bfloat16", 2, DType.BF16),
  DOUBLE("DoubleStorage", "float64", 8, DType.F32),
  LONG("LongStorage", "int64", 8, DType.I64),
  INT("IntStorage", "int32", 4, DType.I64),
  SHORT("ShortStorage", "int16", 2, DType.I64),
  CHAR("CharStorage", "int8", 1, DType.I64),
  BYTE("ByteStorage", "uint8", 1, DType.U8),
  BOOL("BoolStorage", "bool", 1, DType.U8),
  /** Bytes whose type each tensor says for itself. */
  UNTYPED("UntypedStorage", "bytes", 1, DType.U8);

  private final String storage;
  private final String dtype;
  private final int bytes;
  private final DType converted;

  ElementType(String storage, String dtype, int bytes, DType converted) {
    this.storage = storage;
    this.dtype = dtype;
    this.bytes = bytes;
    this.converted = converted;
  }

  /** Returns the type of a storage class, such as {@code torch.FloatStorage}. */
  static Optional<ElementType> ofStorage(Global type) {
    boolean storage = type.module().matches("torch(\\.cuda|\\.storage)?");
    return storage
        ? Arrays.stream(values()).filter(it -> it.storage.equals(type.name())).findFirst()
        : Optional.empty();
  }

  /** Returns the type with the name of a dtype, such as {@code torch.float32}. */
  static Optional<ElementType> ofDtype(Global type) {
    return type.module().equals("torch")
        ? Arrays.stream(values())
            .filter(it -> it != UNTYPED && it.dtype.equals(type.name()))
            .findFirst()
        : Optional.empty();
  }

  /** Returns the size of one element in bytes. */
  int bytes() {
    return bytes;
  }

  /** Returns the type that {@link PytorchTensors} gives the elements. */
  DType converted() {
    return converted;
  }

  /** Returns whether elements are taken over byte by byte. */
  boolean keepsBytes() {
    return this != DOUBLE && (converted != DType.I64 || this == LONG);
  }

  @Override
  public String toString() {
    return dtype;
  }
}
