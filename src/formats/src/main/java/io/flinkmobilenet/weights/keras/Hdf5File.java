package io.flinkmobilenet.weights.keras;

import io.flinkmobilenet.weights.MalformedWeightsException;
import io.flinkmobilenet.weights.UnsupportedWeightsException;
import io.flinkmobilenet.weights.WeightsException;
import io.jhdf.Superblock;
import io.jhdf.Superblock.SuperblockV0V1;
import io.jhdf.Superblock.SuperblockV2V3;
import io.jhdf.SymbolTableEntry;
import io.jhdf.exceptions.UnsupportedHdfException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * A file in the format HDF5.
 *
 * @see <a href="https://docs.hdfgroup.org/hdf5/develop/_f_m_t3.html">HDF5 File Format
 *     Specification</a>
 */
final class Hdf5File {
  private static final long SIGNATURE = 0x894844460D0A1A0AL;

  private Hdf5File() {}

  /** Returns whether a file starts as HDF5 files do. */
  static boolean recognises(ByteBuffer start) {
    ByteBuffer bytes = start.slice().order(ByteOrder.BIG_ENDIAN);
    return bytes.remaining() >= Long.BYTES && bytes.getLong() == SIGNATURE;
  }

  /**
   * Returns the root group.
   *
   * @param file the whole file, from position 0
   * @param where name of the file in error messages
   */
  static Hdf5Group root(ByteBuffer file, String where) throws WeightsException {
    if (!recognises(file)) {
      throw new MalformedWeightsException(
          where + ": expected HDF5, found a file without its signature");
    }
    return reading(
        where,
        "header of the file",
        () -> {
          ByteBuffer bytes = file.duplicate().order(ByteOrder.LITTLE_ENDIAN).rewind();
          Superblock superblock = Superblock.readSuperblock(bytes);
          requireSizes(superblock, where);
          requireWhole(superblock.getEndOfFileAddress(), file.limit(), where);
          Hdf5Storage storage = new Hdf5Storage(file.slice(), superblock);
          return new Hdf5Group(storage, rootAddress(superblock, storage), "", 0, where);
        });
  }

  private static void requireSizes(Superblock superblock, String where)
      throws MalformedWeightsException {
    int offsets = superblock.getSizeOfOffsets();
    int lengths = superblock.getSizeOfLengths();
    if (superblock.getBaseAddressByte() != 0
        || offsets < 1
        || lengths < 1
        || offsets > 8
        || lengths > 8) {
      throw new MalformedWeightsException(
          "%s: expected addresses from 0 with 1 to 8 bytes, found %d and %d bytes, from %d"
              .formatted(where, offsets, lengths, superblock.getBaseAddressByte()));
    }
  }

  private static void requireWhole(long expected, long found, String where)
      throws MalformedWeightsException {
    if (expected > found || expected < 0) {
      throw new MalformedWeightsException(
          "%s: expected %s bytes, as its header says, found %d"
              .formatted(where, Long.toUnsignedString(expected), found));
    }
  }

  private static long rootAddress(Superblock superblock, Hdf5Storage storage) {
    if (superblock instanceof SuperblockV0V1 old) {
      return new SymbolTableEntry(storage, old.getRootGroupSymbolTableAddress())
          .getObjectHeaderAddress();
    }
    return ((SuperblockV2V3) superblock).getRootGroupObjectHeaderAddress();
  }

  /** Something that is read from the file. */
  @FunctionalInterface
  interface Reading<T> {
    T read() throws WeightsException;
  }

  /**
   * Reads something, and tells failures of the library as refusals of the file. The library follows
   * structures recursively, so a loop of them can also use up the stack.
   */
  static <T> T reading(String where, String what, Reading<T> reading) throws WeightsException {
    try {
      return reading.read();
    } catch (UnsupportedHdfException e) {
      throw new UnsupportedWeightsException(message(where, what, e));
    } catch (RuntimeException e) {
      throw new MalformedWeightsException(message(where, what, e), e);
    } catch (StackOverflowError e) {
      throw new MalformedWeightsException(
          "%s: %s: expected HDF5, found structures that contain each other".formatted(where, what));
    }
  }

  private static String message(String where, String what, Throwable failure) {
    Throwable cause = failure;
    for (int depth = 0; depth < 16 && cause.getCause() != null; depth++) {
      cause = cause.getCause();
    }
    String reason = cause.getMessage() == null ? "a damaged structure" : cause.getMessage();
    String line = reason.lines().findFirst().orElse("");
    String brief = line.length() > 120 ? line.substring(0, 120) + "…" : line;
    return "%s: %s: expected HDF5: %s".formatted(where, what, brief);
  }
}
