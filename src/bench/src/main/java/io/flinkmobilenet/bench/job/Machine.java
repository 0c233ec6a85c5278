package io.flinkmobilenet.bench.job;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** Describes the machine on which a measurement ran. */
public final class Machine {
  /** The file in which Linux lists the processors. */
  private static final Path PROCESSORS = Path.of("/proc/cpuinfo");

  private static final String MODEL = "model name";

  private Machine() {}

  /** Processors and operating system. */
  public static String description() {
    return "%s, %d processors, %s %s"
        .formatted(
            processor(),
            Runtime.getRuntime().availableProcessors(),
            System.getProperty("os.name"),
            System.getProperty("os.arch"));
  }

  /** Version and vendor of Java. */
  public static String java() {
    return "%s, %s".formatted(Runtime.version(), System.getProperty("java.vendor"));
  }

  private static String processor() {
    try {
      return Files.readAllLines(PROCESSORS, StandardCharsets.UTF_8).stream()
          .filter(line -> line.startsWith(MODEL))
          .map(line -> line.substring(line.indexOf(':') + 1).strip())
          .findFirst()
          .orElse("unknown processor");
    } catch (IOException e) {
      return "unknown processor";
    }
  }
}
