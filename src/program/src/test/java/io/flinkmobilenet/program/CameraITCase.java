package io.flinkmobilenet.program;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.flinkmobilenet.cli.input.CameraFrameSize;
import io.flinkmobilenet.cli.kafka.Published;
import io.flinkmobilenet.cli.terminal.CommandFailure;
import io.flinkmobilenet.embedded.EmbeddedKafka;
import io.flinkmobilenet.event.ImageAttributes;
import io.flinkmobilenet.event.ImageEvent;
import io.flinkmobilenet.event.format.ImagesFormat;
import io.flinkmobilenet.kafka.KafkaProperties;
import io.flinkmobilenet.showcase.camera.CameraFeed;
import io.flinkmobilenet.showcase.camera.CameraSettings;
import io.flinkmobilenet.showcase.roadsigns.Camera;
import io.flinkmobilenet.showcase.roadsigns.CameraFrame;
import io.flinkmobilenet.stream.kafka.TopicLayout;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class CameraITCase {
  private static final Duration DEADLINE = Duration.ofSeconds(30);

  private static EmbeddedKafka kafka;

  @BeforeAll
  static void start() throws Exception {
    kafka = EmbeddedKafka.start(TopicLayout.onOneBroker(1).all());
  }

  @AfterAll
  static void stop() {
    kafka.close();
  }

  @Test
  void sendsFramesWithWhatTheyTrulyShow() throws Exception {
    kafka.createTopic("frames", 1, Map.of());
    Instant before = Instant.now().minusMillis(1);

    Invocation run =
        Invocation.of(
            "camera",
            "--bootstrap-servers=" + kafka.bootstrapServers(),
            "--images-topic=frames",
            "--rate=0",
            "--frames=5",
            "--seed=7",
            "--size=160x120",
            "--source=bridge");

    assertThat(run.exitCode()).as(run.err()).isZero();
    assertThat(run.json().get(0).get("published").asInt()).isEqualTo(5);
    List<ImageEvent> events = PublishedImages.read(kafka.bootstrapServers(), "frames", 5, DEADLINE);
    Camera camera = new Camera(7, 160, 120);
    for (int i = 0; i < 5; i++) {
      CameraFrame frame = camera.frame(i);
      ImageEvent event = events.get(i);
      assertThat(event.getId()).isEqualTo("camera/7/" + i);
      assertThat(event.getImage()).isEqualTo(ByteBuffer.wrap(frame.jpeg()));
      assertThat(event.getSource()).isEqualTo("bridge");
      assertThat(event.getCapturedAt()).isBetween(before, Instant.now());
      assertThat(event.getAttributes())
          .isEqualTo(Map.of(ImageAttributes.TRUE_CLASS, frame.sign().label()));
    }
  }

  @Test
  void aFeedSendsUntilItIsStopped() throws Exception {
    kafka.createTopic("fed", 1, Map.of());
    CountDownLatch three = new CountDownLatch(3);
    try (CameraFeed feed = feed("fed", 200.0, three::countDown)) {
      assertThat(three.await(DEADLINE.toSeconds(), TimeUnit.SECONDS)).isTrue();

      Published sent = feed.stop();

      assertThat(sent.images()).isGreaterThanOrEqualTo(3).isEqualTo(feed.sent());
      assertThat(sent.failed()).isZero();
      assertThat(
              PublishedImages.read(kafka.bootstrapServers(), "fed", (int) sent.images(), DEADLINE))
          .hasSize((int) sent.images());
    }
  }

  @Test
  void aFeedThatWaitsForItsNextImageStopsAtOnce() throws Exception {
    kafka.createTopic("slow", 1, Map.of());
    CountDownLatch first = new CountDownLatch(1);
    try (CameraFeed feed = feed("slow", 0.001, first::countDown)) {
      assertThat(first.await(DEADLINE.toSeconds(), TimeUnit.SECONDS)).isTrue();
      assertThat(feed.stop().images()).isEqualTo(1);
    }
  }

  @Test
  void saysWhichTopicIsMissing() {
    assertThatThrownBy(() -> feed("nowhere", 1.0, () -> {}))
        .isInstanceOf(CommandFailure.class)
        .hasMessageContaining("no topic nowhere");
  }

  private static CameraFeed feed(String topic, double rate, Runnable step) throws Exception {
    CameraSettings settings =
        new CameraSettings(
            42, new CameraFrameSize(160, 120), null, "camera", rate, CameraSettings.ENDLESS);
    KafkaProperties connection = new KafkaProperties(kafka.bootstrapServers(), Map.of());
    return CameraFeed.start(
        settings,
        topic,
        ImagesFormat.AVRO.create(),
        connection,
        complaint -> {
          throw new AssertionError(complaint);
        },
        step);
  }
}
