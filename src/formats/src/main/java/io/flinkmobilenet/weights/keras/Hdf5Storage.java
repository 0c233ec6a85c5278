package io.flinkmobilenet.weights.keras;

import io.jhdf.Superblock;
import io.jhdf.exceptions.HdfException;
import io.jhdf.storage.HdfBackingStorage;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;

/**
 * The bytes of an HDF5 file for the library that reads it. Every read is a slice within the file;
 * the number of reads and of bytes is limited, because structures of a damaged file can form loops.
 */
final class Hdf5Storage implements HdfBackingStorage {
  private static final int MOST_READS = 1 << 20;

  private final ByteBuffer file;
  private final Superblock superblock;
  private final long mostBytes;
  private int reads;
  private long bytes;

  Hdf5Storage(ByteBuffer file, Superblock superblock) {
    this.file = file;
    this.superblock = superblock;
    mostBytes = 16L * file.limit() + (16 << 20);
  }

  @Override
  public ByteBuffer readBufferFromAddress(long address, int length) {
    return map(address, length);
  }

  @Override
  public ByteBuffer map(long address, long length) {
    boolean inside =
        address >= 0 && length >= 0 && address <= file.limit() && length <= file.limit() - address;
    if (!inside) {
      throw new HdfException(
          "expected bytes within the file's %d, found %d bytes at %d"
              .formatted(file.limit(), length, address));
    }
    reads++;
    bytes += length;
    if (reads > MOST_READS || bytes > mostBytes) {
      throw new HdfException("expected structures without a loop, found too many");
    }
    return file.slice((int) address, (int) length).order(ByteOrder.LITTLE_ENDIAN);
  }

  @Override
  public ByteBuffer mapNoOffset(long address, long length) {
    return map(address, length);
  }

  @Override
  public long getUserBlockSize() {
    return 0;
  }

  @Override
  public Superblock getSuperblock() {
    return superblock;
  }

  @Override
  public FileChannel getFileChannel() {
    throw new HdfException("expected a file that is read from memory, found a channel");
  }

  @Override
  public int getSizeOfOffsets() {
    return superblock.getSizeOfOffsets();
  }

  @Override
  public int getSizeOfLengths() {
    return superblock.getSizeOfLengths();
  }

  @Override
  public void close() {}

  @Override
  public long size() {
    return file.limit();
  }

  @Override
  public boolean inMemory() {
    return true;
  }
}
