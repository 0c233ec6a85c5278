package io.flinkmobilenet.stream.operator;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import io.flinkmobilenet.event.Reason;
import io.flinkmobilenet.stream.TestPictures;
import io.flinkmobilenet.stream.fetch.AllowedUris;
import io.flinkmobilenet.stream.fetch.FetchSettings;
import io.flinkmobilenet.stream.state.ByteRange;
import io.flinkmobilenet.stream.state.ImageRecord;
import io.flinkmobilenet.stream.state.ImageReference;
import io.flinkmobilenet.stream.state.Origin;
import io.flinkmobilenet.stream.state.StateTypes;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.apache.flink.api.common.serialization.SerializerConfigImpl;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.streaming.api.watermark.Watermark;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.streaming.util.OneInputStreamOperatorTestHarness;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class FetchOperatorTest {
  private static final byte[] IMAGE = TestPictures.png(1, 20, 20);

  private final CountDownLatch release = new CountDownLatch(1);
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private HttpServer server;
  private String base;

  @BeforeEach
  void start() throws Exception {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.setExecutor(threads);
    base = "http://127.0.0.1:" + server.getAddress().getPort() + "/";
    server.createContext(
        "/",
        exchange -> {
          if (exchange.getRequestURI().getPath().equals("/slow")) {
            try {
              release.await();
            } catch (InterruptedException e) {
              Thread.currentThread().interrupt();
            }
          }
          exchange.sendResponseHeaders(200, IMAGE.length);
          exchange.getResponseBody().write(IMAGE);
          exchange.close();
        });
    server.start();
  }

  @AfterEach
  void stop() {
    release.countDown();
    server.stop(0);
    threads.shutdownNow();
  }

  private OneInputStreamOperatorTestHarness<ImageRecord, ImageRecord> harness() throws Exception {
    FetchSettings settings =
        new FetchSettings(
            AllowedUris.parse(base),
            2,
            Duration.ofSeconds(20),
            Duration.ofSeconds(20),
            100_000,
            200_000,
            "");
    OneInputStreamOperatorTestHarness<ImageRecord, ImageRecord> harness =
        new OneInputStreamOperatorTestHarness<>(new FetchOperatorFactory(settings));
    harness.setup(StateTypes.IMAGE_RECORD.createSerializer(new SerializerConfigImpl()));
    return harness;
  }

  private static StreamRecord<ImageRecord> record(String id, String uri) {
    ImageRecord record =
        new ImageRecord(
            new Origin("images", 0, 1),
            new byte[1],
            id,
            null,
            Map.of(),
            5,
            new ByteRange(0, 0),
            null,
            uri == null ? null : new ImageReference(uri, null),
            null,
            List.of());
    return new StreamRecord<>(record, 5);
  }

  private static void run(
      OneInputStreamOperatorTestHarness<ImageRecord, ImageRecord> harness, int outputs)
      throws Exception {
    while (harness.getOutput().size() < outputs) {
      harness.getTaskMailbox().take(-1).run();
    }
  }

  private static List<String> ids(
      OneInputStreamOperatorTestHarness<ImageRecord, ImageRecord> harness) {
    return harness.extractOutputValues().stream().map(ImageRecord::id).toList();
  }

  @Test
  void aSlowImageHoldsUpOnlyItselfAndTheWatermark() throws Exception {
    try (OneInputStreamOperatorTestHarness<ImageRecord, ImageRecord> harness = harness()) {
      harness.open();
      harness.processElement(record("slow", base + "slow"));
      harness.processWatermark(new Watermark(3));
      harness.processWatermark(new Watermark(4));
      harness.processElement(record("embedded", null));
      harness.processElement(record("fast", base + "fast"));
      run(harness, 2);
      assertThat(ids(harness)).containsExactly("embedded", "fast");
      release.countDown();
      run(harness, 4);
      assertThat(ids(harness)).containsExactly("embedded", "fast", "slow");
      assertThat(harness.extractOutputValues().get(2).encodedImage()).isEqualTo(IMAGE);
      assertThat(harness.getOutput()).last().isEqualTo(new Watermark(4));
    }
  }

  @Test
  void aRefusedImageLeavesWithItsReason() throws Exception {
    try (OneInputStreamOperatorTestHarness<ImageRecord, ImageRecord> harness = harness()) {
      harness.open();
      harness.processElement(record("refused", "http://169.254.169.254/a"));
      run(harness, 1);
      ImageRecord refused = harness.extractOutputValues().get(0);
      assertThat(refused.id()).isEqualTo("refused");
      assertThat(refused.reference().failure().reason()).isEqualTo(Reason.URI_NOT_ALLOWED);
    }
  }

  @Test
  void aCheckpointContainsWhatIsBeingFetched() throws Exception {
    OperatorSubtaskState state;
    try (OneInputStreamOperatorTestHarness<ImageRecord, ImageRecord> harness = harness()) {
      harness.open();
      harness.processElement(record("slow", base + "slow"));
      harness.processElement(record("fast", base + "fast"));
      run(harness, 1);
      state = harness.snapshot(1, 1);
    }
    release.countDown();
    try (OneInputStreamOperatorTestHarness<ImageRecord, ImageRecord> harness = harness()) {
      harness.initializeState(state);
      harness.open();
      run(harness, 1);
      assertThat(ids(harness)).containsExactly("slow");
    }
  }

  @Test
  void theEndWaitsForAllImages() throws Exception {
    try (OneInputStreamOperatorTestHarness<ImageRecord, ImageRecord> harness = harness()) {
      harness.open();
      for (int i = 0; i < 50; i++) {
        harness.processElement(record("image " + i, base + i));
      }
      harness.endInput();
      assertThat(ids(harness)).hasSize(50).doesNotHaveDuplicates();
    }
  }
}
