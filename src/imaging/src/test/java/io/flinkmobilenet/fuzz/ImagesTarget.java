package io.flinkmobilenet.fuzz;

import io.flinkmobilenet.geometry.InputGeometry;
import io.flinkmobilenet.image.DecodeMode;
import io.flinkmobilenet.image.ImageDecoder;
import io.flinkmobilenet.image.ImageLimits;
import io.flinkmobilenet.image.InvalidImageException;
import io.flinkmobilenet.image.Normaliser;
import io.flinkmobilenet.image.RgbImage;
import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;

/**
 * Encoded images of every format. Decoded as a whole, exactly to the network's geometry, and fast
 * to the network's geometry, they are either refused for the same reason or decoded, and the first
 * two results are the same.
 *
 * <p>A PNG file is tried unchanged and with corrected checksums of its chunks, which a fuzzer would
 * not find by chance.
 */
final class ImagesTarget implements FuzzTarget {
  private static final int PIXELS = 1 << 16;
  private static final int GENERATED_TO_A_SEED = 4;
  private static final InputGeometry GEOMETRY = new InputGeometry(36, 32, 32);

  private final ImageDecoder exact = decoder(DecodeMode.EXACT);
  private final ImageDecoder fast = decoder(DecodeMode.FAST);

  private static ImageDecoder decoder(DecodeMode mode) {
    return new ImageDecoder(new ImageLimits(1 << 20, PIXELS), mode);
  }

  @Override
  public String run(byte[] input) {
    String outcome = decode(input);
    byte[] mended = PngCheckSums.mended(input);
    return mended == null ? outcome : outcome + ", then " + decode(mended);
  }

  private String decode(byte[] encoded) {
    RgbImage whole = null;
    InvalidImageException refusal = null;
    try {
      whole = exact.decode(encoded);
    } catch (InvalidImageException e) {
      refusal = e;
    }
    compare(exact, encoded, whole == null ? null : Normaliser.normalise(whole, GEOMETRY), refusal);
    compare(fast, encoded, null, refusal);
    return refusal == null ? "an image" : refusal.reason() + " " + Outcome.refused(refusal);
  }

  private static void compare(
      ImageDecoder decoder, byte[] encoded, RgbImage expected, InvalidImageException refusal) {
    try {
      RgbImage found = decoder.decode(encoded, GEOMETRY);
      if (refusal != null) {
        throw new AssertionError("refused whole, taken at the geometry", refusal);
      }
      if (expected != null && !Arrays.equals(expected.rgb(), found.rgb())) {
        throw new AssertionError("whole and at the geometry the pixels differ");
      }
    } catch (InvalidImageException e) {
      if (refusal == null || refusal.reason() != e.reason()) {
        throw new AssertionError("taken whole or refused for another reason, " + refusal, e);
      }
    }
  }

  /**
   * Limit on allocation: six times the memory per pixel stated in src/docs/operations.md, plus what
   * readers always need. This is multiplied by four, because vectors are objects until they have
   * been compiled.
   */
  @Override
  public long mayAllocate(byte[] input) {
    long readers = (1 << 19) + 16L * input.length;
    return 4 * 6 * (11L * PIXELS + readers);
  }

  @Override
  public int longest() {
    return 6000;
  }

  @Override
  public List<byte[]> seeds() throws IOException, URISyntaxException {
    URI expected = RgbImage.class.getResource("expected.tsv").toURI();
    List<byte[]> seeds = new ArrayList<>();
    // The tests of other modules find the files in a jar.
    try (FileSystem jar =
            expected.getScheme().equals("jar")
                ? FileSystems.newFileSystem(expected, Map.of())
                : null;
        Stream<Path> files = Files.list(Path.of(expected).getParent())) {
      for (Path file : files.sorted().toList()) {
        if (file.toString().matches(".*\\.(jpg|png|gif|bmp|webp)")
            && Files.size(file) < longest()) {
          seeds.add(Files.readAllBytes(file));
        }
      }
    }
    addGenerated(seeds);
    return seeds;
  }

  /** Adds some of the WebP files of all kinds. */
  private void addGenerated(List<byte[]> seeds) throws IOException {
    try (ZipInputStream zip = new ZipInputStream(RgbImage.class.getResourceAsStream("webps.zip"))) {
      int number = 0;
      for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
        byte[] file = zip.readAllBytes();
        if (number++ % GENERATED_TO_A_SEED == 0 && file.length < longest()) {
          seeds.add(file);
        }
      }
    }
  }
}
