package io.flinkmobilenet.cluster;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.FileStore;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * A small file system for checkpoints that can be filled to its last byte.
 *
 * <p>It is a tmpfs, which only some users may mount: {@code src/cluster/faults} does so in a mount
 * namespace of its own.
 */
final class FullDisk implements AutoCloseable {
  /** A larger file system is never filled, because it cannot be the one made for this test. */
  private static final long LARGEST = 512L << 20;

  private static final int BLOCK = 1 << 16;

  private final Path directory;
  private final Path filler;

  FullDisk(Path directory) {
    this.directory = directory;
    this.filler = directory.resolve("filler");
  }

  /** True if the directory is on a file system that is small enough to be filled. */
  static boolean isPossible(Path directory) throws IOException {
    FileStore store = Files.getFileStore(directory);
    return store.type().equals("tmpfs") && store.getTotalSpace() <= LARGEST;
  }

  void fill() throws IOException {
    if (!isPossible(directory)) {
      throw new IllegalStateException(directory + ": not a small tmpfs");
    }
    byte[] block = new byte[BLOCK];
    try (OutputStream out = Files.newOutputStream(filler)) {
      while (true) {
        out.write(block);
      }
    } catch (IOException e) {
      if (Files.getFileStore(directory).getUsableSpace() > BLOCK) {
        throw e;
      }
    }
  }

  void empty() throws IOException {
    Files.deleteIfExists(filler);
  }

  @Override
  public void close() throws IOException {
    empty();
  }
}
