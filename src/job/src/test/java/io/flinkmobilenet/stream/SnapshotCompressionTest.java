package io.flinkmobilenet.stream;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.ExecutionOptions;
import org.apache.flink.runtime.state.StreamCompressionDecorator;
import org.apache.flink.runtime.state.UncompressedStreamCompressionDecorator;
import org.apache.flink.runtime.util.NonClosingInputStreamDecorator;
import org.apache.flink.runtime.util.NonClosingOutputStreamDecorator;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.junit.jupiter.api.Test;

class SnapshotCompressionTest {
  private static boolean compresses(Configuration cluster, StreamCompressionDecorator compression) {
    StreamExecutionEnvironment environment =
        StreamExecutionEnvironment.getExecutionEnvironment(cluster);
    SnapshotCompression.apply(environment, compression);
    return environment.getConfig().isUseSnapshotCompression();
  }

  @Test
  void isOnWhereItWorks() {
    assertThat(compresses(new Configuration(), UncompressedStreamCompressionDecorator.INSTANCE))
        .isTrue();
  }

  @Test
  void staysOffWhereTheLibraryIsMissing() {
    assertThat(compresses(new Configuration(), new NoLibrary())).isFalse();
  }

  @Test
  void theConfigurationDecides() {
    Configuration on = new Configuration().set(ExecutionOptions.SNAPSHOT_COMPRESSION, true);
    assertThat(compresses(on, new NoLibrary())).isTrue();
    Configuration off = new Configuration().set(ExecutionOptions.SNAPSHOT_COMPRESSION, false);
    assertThat(compresses(off, UncompressedStreamCompressionDecorator.INSTANCE)).isFalse();
  }

  private static final class NoLibrary extends StreamCompressionDecorator {
    @Override
    protected OutputStream decorateWithCompression(NonClosingOutputStreamDecorator stream) {
      throw new UnsatisfiedLinkError("no snappyjava in java.library.path");
    }

    @Override
    protected InputStream decorateWithCompression(NonClosingInputStreamDecorator stream)
        throws IOException {
      throw new IOException("not read here");
    }
  }
}
