package io.flinkmobilenet.cluster;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/**
 * Another JVM of this user, examined with the JDK's {@code jcmd}.
 *
 * @param pid id of its process
 */
record Jvm(long pid) {
  /** Flink creates one class loader of this class for each job. */
  private static final String OF_A_JOB = "ChildFirstClassLoader";

  /** Collects garbage twice, because the second time frees what the first has finalised. */
  void collectGarbage() throws IOException, InterruptedException {
    jcmd("GC.run");
    jcmd("GC.run");
  }

  /** Number of class loaders of jobs. */
  long jobClassLoaders() throws IOException, InterruptedException {
    return jcmd("VM.classloader_stats")
        .lines()
        .filter(line -> line.contains(OF_A_JOB))
        .filter(line -> !line.contains("+ hidden") && !line.contains("+ unsafe"))
        .count();
  }

  private String jcmd(String command) throws IOException, InterruptedException {
    Path program = Path.of(System.getProperty("java.home"), "bin", "jcmd");
    Process process =
        new ProcessBuilder(program.toString(), "" + pid, command).redirectErrorStream(true).start();
    String answer = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    if (process.waitFor() != 0) {
      throw new IOException("jcmd " + command + ": " + answer);
    }
    return answer;
  }
}
