package io.flinkmobilenet;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Assumptions;

/** The directory of real networks, real images and expected results; it may be absent. */
public final class Reference {
  private Reference() {}

  /** The directory; where it is absent, the calling test is skipped and says so. */
  public static Path require() {
    String directory = System.getProperty("flinkmobilenet.test.reference");
    Assumptions.assumeTrue(
        directory != null, "system property flinkmobilenet.test.reference absent");
    Path path = Path.of(directory).normalize();
    Assumptions.assumeTrue(Files.isDirectory(path), "reference files absent: " + path);
    return path;
  }
}
