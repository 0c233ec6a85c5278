package io.flinkmobilenet.weights.safetensors;

import io.flinkmobilenet.tensor.DType;
import io.flinkmobilenet.tensor.Shape;
import io.flinkmobilenet.weights.MalformedWeightsException;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;

/**
 * Checks the places of tensors in the header against the data that follows it.
 *
 * @param where name of the file in error messages
 * @param dataBytes number of bytes after the header
 */
record DataLayout(String where, int dataBytes) {
  /**
   * Returns a tensor, after checking that its place is in the data and has the length of its shape.
   */
  Header.Entry entry(String tensor, DType dtype, long[] shape, long[] offsets)
      throws MalformedWeightsException {
    if (offsets.length != 2 || offsets[0] > offsets[1] || offsets[1] > dataBytes) {
      throw malformed(
          "%s: data_offsets: expected begin and end with 0 <= begin <= end <= %d, found %s"
              .formatted(tensor, dataBytes, Arrays.toString(offsets)));
    }
    long bytes = offsets[1] - offsets[0];
    if (elements(shape) * dtype.bytes() != bytes) {
      throw malformed(
          "%s: %s of shape %s does not fill the %d bytes of data_offsets %s"
              .formatted(tensor, dtype, Arrays.toString(shape), bytes, Arrays.toString(offsets)));
    }
    int[] extents = Arrays.stream(shape).mapToInt(Math::toIntExact).toArray();
    return new Header.Entry(dtype, Shape.of(extents), (int) offsets[0]);
  }

  /** Returns the product of the extents, or -1 if the data is too short for that many elements. */
  private long elements(long[] shape) {
    long elements = 1;
    for (long extent : shape) {
      // Neither factor exceeds the length of the data, so that the product fits into a long.
      if (extent > dataBytes || elements * extent > dataBytes) {
        return -1;
      }
      elements *= extent;
    }
    return elements;
  }

  /** Checks that the tensors fill the data and each one begins where another ends. */
  void requireNoHolesOrOverlaps(Map<String, Header.Entry> entries)
      throws MalformedWeightsException {
    List<Map.Entry<String, Header.Entry>> inOrder =
        entries.entrySet().stream()
            .sorted(
                Comparator.comparingInt(
                        (Map.Entry<String, Header.Entry> entry) -> entry.getValue().begin())
                    .thenComparingInt(entry -> entry.getValue().end()))
            .toList();
    int end = 0;
    for (Map.Entry<String, Header.Entry> entry : inOrder) {
      if (entry.getValue().begin() != end) {
        throw malformed(
            "%s: expected to begin at byte %d of the data, where the one before ends, found %d"
                .formatted(entry.getKey(), end, entry.getValue().begin()));
      }
      end = entry.getValue().end();
    }
    if (end != dataBytes) {
      throw malformed("expected %d bytes of data, found %d".formatted(end, dataBytes));
    }
  }

  private MalformedWeightsException malformed(String message) {
    return new MalformedWeightsException(where + ": " + message);
  }
}
