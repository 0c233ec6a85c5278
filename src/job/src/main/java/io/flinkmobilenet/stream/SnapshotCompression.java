package io.flinkmobilenet.stream;

import java.io.IOException;
import java.io.OutputStream;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.ExecutionOptions;
import org.apache.flink.runtime.state.StreamCompressionDecorator;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Has Flink compress the state in checkpoints and savepoints. Weights hardly become smaller, but
 * the compression reads through a buffer. Without it Flink reads operator state byte by byte, and
 * each byte of a file on a local or network file system is a call of the operating system.
 */
final class SnapshotCompression {
  private static final Logger LOG = LoggerFactory.getLogger(SnapshotCompression.class);

  private SnapshotCompression() {}

  /**
   * Turns compression on, unless Flink's configuration says whether to compress, or compression
   * does not work here. Flink compresses with a library of native code, which is missing on some
   * systems and cannot be loaded where temporary files must not be executed.
   *
   * @param compression what Flink compresses with
   */
  static void apply(
      StreamExecutionEnvironment environment, StreamCompressionDecorator compression) {
    boolean decided =
        environment
            .getConfiguration()
            .getOptional(ExecutionOptions.SNAPSHOT_COMPRESSION)
            .isPresent();
    if (!decided && works(compression)) {
      environment.configure(new Configuration().set(ExecutionOptions.SNAPSHOT_COMPRESSION, true));
    }
  }

  private static boolean works(StreamCompressionDecorator compression) {
    try (OutputStream out = compression.decorateWithCompression(OutputStream.nullOutputStream())) {
      out.write(0);
      return true;
    } catch (IOException | LinkageError e) {
      LOG.warn(
          "Flink's compression of snapshots does not work here, so that it stays off. A restore"
              + " from a local or network file system takes some 15 s per model of 14 MB and"
              + " subtask",
          e);
      return false;
    }
  }
}
