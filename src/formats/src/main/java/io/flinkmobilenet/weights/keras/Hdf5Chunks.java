package io.flinkmobilenet.weights.keras;

import io.flinkmobilenet.tensor.Shape;
import io.flinkmobilenet.weights.MalformedWeightsException;
import io.flinkmobilenet.weights.UnsupportedWeightsException;
import io.flinkmobilenet.weights.WeightsException;
import io.jhdf.api.dataset.ChunkedDataset;
import io.jhdf.object.message.FilterPipelineMessage;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;

/**
 * The values of a dataset that is stored in chunks, which can be compressed with deflate, after
 * bytes were shuffled. The library's own filters do not limit what a chunk expands to.
 */
final class Hdf5Chunks {
  private static final int DEFLATE = 1;
  private static final int SHUFFLE = 2;
  private static final int FLETCHER = 3;
  private static final int CHECKSUM_BYTES = 4;
  private static final int MAX_CHUNKS = 1 << 16;
  private static final int MAX_CHUNK_BYTES = 1 << 28;

  /** A dataset may expand to this many times the file's size. */
  private static final int MOST_EXPANSION = 64;

  private final ChunkedDataset dataset;
  private final int[] extents;
  private final int size;
  private final List<FilterPipelineMessage.FilterInfo> filters;
  private final Hdf5Storage storage;
  private final String where;

  Hdf5Chunks(
      ChunkedDataset dataset,
      Shape shape,
      int size,
      List<FilterPipelineMessage.FilterInfo> filters,
      Hdf5Storage storage,
      String where) {
    this.dataset = dataset;
    this.size = size;
    this.filters = filters;
    this.storage = storage;
    this.where = where;
    extents = new int[shape.rank()];
    for (int axis = 0; axis < extents.length; axis++) {
      extents[axis] = shape.extent(axis);
    }
  }

  ByteBuffer bytes() throws WeightsException {
    int[] chunk = dataset.getChunkDimensions();
    requireSensible(chunk);
    long total = size;
    for (int extent : extents) {
      total *= extent;
    }
    if (total > Integer.MAX_VALUE - 8 || total > MOST_EXPANSION * (storage.size() + (1 << 14))) {
      throw new UnsupportedWeightsException(
          "%s: expected at most %d times the file's size, found %d bytes"
              .formatted(where, MOST_EXPANSION, total));
    }
    byte[] values = new byte[(int) total];
    int[] offset = new int[extents.length];
    do {
      copy(decoded(offset, bytes(chunk)), chunk, offset, values);
    } while (total > 0 && next(offset, chunk));
    return ByteBuffer.wrap(values);
  }

  private void requireSensible(int[] chunk) throws MalformedWeightsException {
    boolean valid = chunk.length == extents.length && extents.length > 0;
    long count = 1;
    long bytes = size;
    for (int axis = 0; valid && axis < chunk.length; axis++) {
      valid = chunk[axis] > 0 && extents[axis] > 0;
      if (valid) {
        count *= (extents[axis] + (long) chunk[axis] - 1) / chunk[axis];
        bytes *= chunk[axis];
        valid = count <= MAX_CHUNKS && bytes <= MAX_CHUNK_BYTES;
      }
    }
    if (!valid) {
      throw new MalformedWeightsException(
          "%s: expected 1 to %d chunks of at most %d bytes, found others"
              .formatted(where, MAX_CHUNKS, MAX_CHUNK_BYTES));
    }
  }

  private int bytes(int[] chunk) {
    int bytes = size;
    for (int extent : chunk) {
      bytes *= extent;
    }
    return bytes;
  }

  /** Moves the offset to the next chunk; returns whether there is one. */
  private boolean next(int[] offset, int[] chunk) {
    for (int axis = offset.length - 1; axis >= 0; axis--) {
      offset[axis] += chunk[axis];
      if (offset[axis] < extents[axis]) {
        return true;
      }
      offset[axis] = 0;
    }
    return false;
  }

  private byte[] decoded(int[] offset, int expected) throws WeightsException {
    ByteBuffer stored = dataset.getRawChunkBuffer(offset);
    if (stored.remaining() > 2L * expected + (1 << 10)) {
      throw malformed(expected, stored.remaining());
    }
    byte[] bytes = new byte[stored.remaining()];
    stored.get(bytes);
    // The first filter was applied first when the file was written.
    for (int index = filters.size() - 1; index >= 0; index--) {
      bytes = unfiltered(filters.get(index).getId(), bytes, expected);
    }
    if (bytes.length != expected) {
      throw malformed(expected, bytes.length);
    }
    return bytes;
  }

  private byte[] unfiltered(int filter, byte[] bytes, int expected) throws WeightsException {
    return switch (filter) {
      case DEFLATE -> inflated(bytes, expected);
      case SHUFFLE -> unshuffled(bytes);
      case FLETCHER -> Arrays.copyOf(bytes, Math.max(0, bytes.length - CHECKSUM_BYTES));
      default ->
          throw new UnsupportedWeightsException(
              "%s: expected deflate, shuffle or fletcher32 as filter, found filter %d"
                  .formatted(where, filter));
    };
  }

  private byte[] inflated(byte[] bytes, int expected) throws MalformedWeightsException {
    Inflater inflater = new Inflater();
    try {
      inflater.setInput(bytes);
      byte[] values = new byte[expected + CHECKSUM_BYTES];
      int length = inflater.inflate(values);
      if (!inflater.finished()) {
        throw malformed(expected, length);
      }
      return Arrays.copyOf(values, length);
    } catch (DataFormatException e) {
      throw new MalformedWeightsException(where + ": expected deflated bytes, found others", e);
    } finally {
      inflater.end();
    }
  }

  private byte[] unshuffled(byte[] bytes) {
    int elements = bytes.length / size;
    byte[] values = bytes.clone();
    for (int i = 0; i < elements * size; i++) {
      values[i % elements * size + i / elements] = bytes[i];
    }
    return values;
  }

  /** Copies the rows of a chunk that lie within the dataset. */
  private void copy(byte[] bytes, int[] chunk, int[] offset, byte[] values) {
    int last = chunk.length - 1;
    int length = Math.min(chunk[last], extents[last] - offset[last]) * size;
    int rows = bytes.length / (chunk[last] * size);
    for (int row = 0; row < rows; row++) {
      int rest = row;
      int to = offset[last];
      int stride = extents[last];
      boolean inside = true;
      for (int axis = last - 1; axis >= 0; axis--) {
        int at = offset[axis] + rest % chunk[axis];
        rest /= chunk[axis];
        inside &= at < extents[axis];
        to += at * stride;
        stride *= extents[axis];
      }
      if (inside) {
        System.arraycopy(bytes, row * chunk[last] * size, values, to * size, length);
      }
    }
  }

  private MalformedWeightsException malformed(int expected, int found) {
    return new MalformedWeightsException(
        "%s: expected chunks of %d bytes, found %d".formatted(where, expected, found));
  }
}
