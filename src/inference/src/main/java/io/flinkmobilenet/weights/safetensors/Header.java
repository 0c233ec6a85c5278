package io.flinkmobilenet.weights.safetensors;

import io.flinkmobilenet.tensor.DType;
import io.flinkmobilenet.tensor.Shape;
import java.util.Map;

/**
 * The content of a file's header.
 *
 * @param metadata texts by name, in the header's order
 * @param entries tensors by name, in the header's order
 */
record Header(Map<String, String> metadata, Map<String, Entry> entries) {
  /**
   * Description of a tensor.
   *
   * @param begin start of its elements, in bytes from the end of the header
   */
  record Entry(DType dtype, Shape shape, int begin) {
    /** Returns the length of the elements in bytes. */
    int bytes() {
      return shape.elements() * dtype.bytes();
    }

    /** Returns the end of the elements, in bytes from the end of the header. */
    int end() {
      return begin + bytes();
    }
  }
}
