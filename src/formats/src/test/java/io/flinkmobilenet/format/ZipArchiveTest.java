package io.flinkmobilenet.format;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.flinkmobilenet.weights.MalformedWeightsException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ZipArchiveTest {
  private static final byte[] CONTENT = {1, 2, 3, 4, 5, 6, 7, 8};

  @TempDir private Path folder;

  @Test
  void readsAnEntry() throws Exception {
    try (ZipArchive archive = ZipArchive.open(stored(-1))) {
      assertThat(archive.names()).containsExactly("weights.bin");
      assertThat(archive.read("weights.bin", 100)).hasValue(CONTENT);
      assertThat(archive.read("model.json", 100)).isEmpty();
    }
  }

  @Test
  void refusesADamagedEntry() throws Exception {
    Path file = stored(5);
    try (ZipArchive archive = ZipArchive.open(file)) {
      assertThatThrownBy(() -> archive.read("weights.bin", 100))
          .isInstanceOf(MalformedWeightsException.class)
          .hasMessageStartingWith(file + ": entry weights.bin: expected the check sum ")
          .hasMessageEndingWith("; the file is damaged");
    }
  }

  /** Writes an archive, and changes a byte of its entry's content if the index is not negative. */
  private Path stored(int changed) throws IOException {
    CRC32 sum = new CRC32();
    sum.update(CONTENT);
    ZipEntry entry = new ZipEntry("weights.bin");
    entry.setMethod(ZipEntry.STORED);
    entry.setSize(CONTENT.length);
    entry.setCrc(sum.getValue());
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
      zip.putNextEntry(entry);
      zip.write(CONTENT);
      zip.closeEntry();
    }
    byte[] file = bytes.toByteArray();
    if (changed >= 0) {
      // A header of 30 bytes and the name come before the content.
      file[30 + "weights.bin".length() + changed] ^= 1;
    }
    return Files.write(folder.resolve("model.zip"), file);
  }
}
