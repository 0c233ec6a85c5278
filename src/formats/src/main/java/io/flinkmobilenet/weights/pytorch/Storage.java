package io.flinkmobilenet.weights.pytorch;

import java.nio.ByteBuffer;

/**
 * A row of elements that tensors are views of. The pickle only names it; its bytes are attached
 * after the pickle was read.
 */
final class Storage {
  private final ElementType type;
  private final String key;
  private final long elements;
  private ByteBuffer bytes;

  /**
   * Creates a storage without its bytes.
   *
   * @param key name of its bytes in the file
   * @param elements number of elements that the pickle states
   */
  Storage(ElementType type, String key, long elements) {
    this.type = type;
    this.key = key;
    this.elements = elements;
  }

  ElementType type() {
    return type;
  }

  String key() {
    return key;
  }

  long elements() {
    return elements;
  }

  /** Returns the number of bytes; the caller has checked that the product is not too large. */
  long length() {
    return elements * type.bytes();
  }

  void attach(ByteBuffer content) {
    bytes = content.asReadOnlyBuffer();
  }

  boolean isAttached() {
    return bytes != null;
  }

  ByteBuffer bytes() {
    return bytes;
  }

  @Override
  public String toString() {
    return "storage %s of %d × %s".formatted(key, elements, type);
  }
}
