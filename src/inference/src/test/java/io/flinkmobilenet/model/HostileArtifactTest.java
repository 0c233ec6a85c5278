package io.flinkmobilenet.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.management.ThreadMXBean;
import io.flinkmobilenet.kernel.ScalarKernels;
import java.lang.management.ManagementFactory;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;

class HostileArtifactTest {
  private static final byte[] SOUND = TestModels.artifact(1, 32, 5).bytes();

  @Test
  void anUnknownVersionIsRefused() {
    assertThatThrownBy(() -> ModelArtifact.parse(replaced("_version\":\"1\"", "_version\":\"2\"")))
        .isInstanceOf(InvalidModelException.class)
        .hasMessage("model artifact: artifact_version: expected 1, found 2");
  }

  @Test
  void aFileThatIsNoArtifactIsRefused() {
    assertThatThrownBy(() -> ModelArtifact.parse(TestModels.weights(1, 32, 5).toBytes()))
        .hasMessage("model artifact: expected artifact_version in the metadata, found [format]");
    assertThatThrownBy(() -> ModelArtifact.parse(new byte[0]))
        .isInstanceOf(InvalidModelException.class)
        .hasMessageContaining("found 0 bytes");
  }

  @Test
  void theSameModelInOtherBytesIsRefused() {
    assertThatThrownBy(
            () -> ModelArtifact.parse(replaced("\"format\":\"pt\"", "\"format\":\"tf\"")))
        .isInstanceOf(InvalidModelException.class)
        .hasMessageContaining("expected a canonical header")
        .hasMessageContaining("from byte 35 on");
    assertThatThrownBy(() -> ModelArtifact.parse(replaced("_ratio\\\":6,", "_ratio\\\":6.0,")))
        .isInstanceOf(InvalidModelException.class)
        .hasMessageContaining("expected a canonical header");
  }

  @Test
  void anArtifactCutShortIsRefused() {
    int header = (int) ByteBuffer.wrap(SOUND).order(ByteOrder.LITTLE_ENDIAN).getLong();
    for (int length = 0; length < SOUND.length; length += length < header + 16 ? 97 : 100_003) {
      byte[] cut = Arrays.copyOf(SOUND, length);
      assertThatThrownBy(() -> ModelArtifact.parse(cut)).isInstanceOf(InvalidModelException.class);
    }
  }

  @Test
  void randomChangesOfTheHeaderAreRefusedWithoutMuchMemory() {
    ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    int header = (int) ByteBuffer.wrap(SOUND).order(ByteOrder.LITTLE_ENDIAN).getLong();
    Random random = new Random(13);
    for (int round = 0; round < 400; round++) {
      byte[] changed = SOUND.clone();
      // Half of the changes are in the metadata, which come first.
      int reach = round % 2 == 0 ? 600 : header;
      changed[8 + random.nextInt(reach)] = (byte) (32 + random.nextInt(95));
      if (Arrays.equals(changed, SOUND)) {
        continue;
      }
      long before = threads.getCurrentThreadAllocatedBytes();
      try {
        // A change of a label, a mean or an edge may give another valid model.
        ModelArtifact model = ModelArtifact.parse(changed);
        assertThat(model.digest()).isNotEqualTo(TestModels.artifact(1, 32, 5).digest());
      } catch (InvalidModelException e) {
        assertThat(e).hasMessageStartingWith("model artifact");
        assertThat(threads.getCurrentThreadAllocatedBytes() - before).isLessThan(20_000_000);
      }
    }
  }

  @Test
  void randomWeightsAreRefusedOrCompile() throws Exception {
    Random random = new Random(17);
    for (int round = 0; round < 20; round++) {
      byte[] changed = SOUND.clone();
      for (int change = 0; change < 10; change++) {
        changed[changed.length - 1 - random.nextInt(1_000_000)] = (byte) random.nextInt();
      }
      try {
        assertThat(ModelArtifact.parse(changed).compile(new ScalarKernels()).classes())
            .isEqualTo(5);
      } catch (InvalidModelException e) {
        assertThat(e).hasMessageContaining("expected ");
      }
    }
  }

  /** Replaces a text in the artifact's header by another one, without adjusting the padding. */
  private static byte[] replaced(String text, String other) {
    ByteBuffer sound = ByteBuffer.wrap(SOUND).order(ByteOrder.LITTLE_ENDIAN);
    int length = (int) sound.getLong();
    String header = new String(SOUND, 8, length, StandardCharsets.UTF_8);
    assertThat(header.contains(text)).isTrue();
    byte[] changed = header.replace(text, other).getBytes(StandardCharsets.UTF_8);
    return ByteBuffer.allocate(SOUND.length - length + changed.length)
        .order(ByteOrder.LITTLE_ENDIAN)
        .putLong(changed.length)
        .put(changed)
        .put(SOUND, 8 + length, SOUND.length - 8 - length)
        .array();
  }
}
