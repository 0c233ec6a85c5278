package io.flinkmobilenet.weights.safetensors;

import io.flinkmobilenet.tensor.DType;
import io.flinkmobilenet.tensor.Shape;
import java.util.Map;

/**
 * What a file's header says.
 *
 * @param metadata texts by name, in the header's order
 * @param entries tensors by name, in the header's order
 */
record Header(Map<String, String> metadata, Map<String, Entry> entries) {
  /**
   * A tensor.
   *
   * @param begin of its elements, in bytes from the end of the header
   */
  record Entry(DType dtype, Shape shape, int begin) {
    /** Length of its elements in bytes. */
    int bytes() {
      return shape.elements() * dtype.bytes();
    }

    /** End of its elements, in bytes from the end of the header. */
    int end() {
      return begin + bytes();
    }
  }
}
