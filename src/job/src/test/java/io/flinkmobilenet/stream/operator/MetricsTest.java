package io.flinkmobilenet.stream.operator;

import static org.assertj.core.api.Assertions.assertThat;

import io.flinkmobilenet.event.Reason;
import io.flinkmobilenet.geometry.InputGeometry;
import io.flinkmobilenet.image.DecodeMode;
import io.flinkmobilenet.image.ImageDecoder;
import io.flinkmobilenet.image.ImageLimits;
import io.flinkmobilenet.protocol.ActivationRequest;
import io.flinkmobilenet.protocol.Manifest;
import io.flinkmobilenet.protocol.Unreadable;
import io.flinkmobilenet.stream.TestPictures;
import io.flinkmobilenet.stream.kafka.TestRecords;
import io.flinkmobilenet.stream.state.ImageRecord;
import io.flinkmobilenet.stream.state.PreparedImage;
import io.flinkmobilenet.stream.state.RememberedAnswer;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.Collection;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.events.EventBuilder;
import org.apache.flink.metrics.Counter;
import org.apache.flink.metrics.Gauge;
import org.apache.flink.metrics.Histogram;
import org.apache.flink.metrics.Metric;
import org.apache.flink.metrics.MetricGroup;
import org.apache.flink.metrics.SimpleCounter;
import org.apache.flink.metrics.groups.UnregisteredMetricsGroup;
import org.apache.flink.runtime.metrics.MetricRegistry;
import org.apache.flink.runtime.metrics.groups.AbstractMetricGroup;
import org.apache.flink.runtime.metrics.groups.GenericMetricGroup;
import org.apache.flink.runtime.metrics.scope.ScopeFormats;
import org.apache.flink.traces.SpanBuilder;
import org.junit.jupiter.api.Test;

class MetricsTest {
  private final Map<String, Metric> metrics = new TreeMap<>();

  @Test
  void imagesAreCountedAndRejectionsByReason() {
    ImageMetrics images = new ImageMetrics(new Recorder(""));
    images.imageIn();
    images.imageIn();
    images.rejected(Reason.EMPTY_IMAGE);
    images.rejected(Reason.NOT_AVRO);
    images.rejected(Reason.NOT_AVRO);
    assertThat(count("imagesIn")).isEqualTo(2);
    assertThat(count("reason.EMPTY_IMAGE.rejected")).isOne();
    assertThat(count("reason.NOT_AVRO.rejected")).isEqualTo(2);
    assertThat(count("reason.TRUNCATED_IMAGE.rejected")).isZero();
  }

  @Test
  void eachDecodedImageIsTimed() throws Exception {
    ImagePreparation preparation = new ImagePreparation(ImageLimits.DEFAULT, DecodeMode.FAST);
    preparation.register(new Recorder(""));
    InputGeometry geometry = new InputGeometry(8, 8, 8);
    PreparedImage encoded = preparation.prepare(record(jpeg()), List.of());
    assertThat(((Histogram) metrics.get("decodeMicros")).getCount()).isZero();
    preparation.pixels(encoded, geometry);
    preparation.prepare(record(jpeg()), List.of(geometry));
    assertThat(((Histogram) metrics.get("decodeMicros")).getCount()).isEqualTo(2);
  }

  @Test
  void repeatedImagesAreCountedByWhatTheyRepeat() {
    ReuseMetrics reuse = new ReuseMetrics(new Recorder(""));
    RememberedAnswer answer =
        new RememberedAnswer("a", 0, "basis", new byte[1], null, 0, new int[1], new float[1], null);
    long now = System.nanoTime();
    reuse.decided(new Comparison("", null, null, null, answer, true, 0), now);
    reuse.decided(new Comparison("", null, null, null, answer, false, 3), now);
    reuse.decided(new Comparison("", null, null, null, answer, false, 4), now);
    reuse.decided(new Comparison("", null, null, null, null, false, 9), now);
    reuse.compared(9);
    reuse.notKept();
    assertThat(count("reusedExact")).isOne();
    assertThat(count("reusedNear")).isEqualTo(2);
    assertThat(count("reuseMisses")).isOne();
    assertThat(count("reuseNotKept")).isOne();
    assertThat(((Histogram) metrics.get("reuseDistance")).getStatistics().getMax()).isEqualTo(9);
    assertThat(((Histogram) metrics.get("reuseMicros")).getCount()).isEqualTo(4);
  }

  @Test
  void imagesWithoutTheirEndAreCounted() throws Exception {
    ImagePreparation preparation = new ImagePreparation(ImageLimits.DEFAULT, DecodeMode.FAST);
    preparation.register(new Recorder(""));
    assertThat(((Gauge<?>) metrics.get("imagesWithoutEnd")).getValue()).isEqualTo(0L);
    byte[] whole = jpeg();
    InputGeometry geometry = new InputGeometry(8, 8, 8);
    preparation.prepare(record(whole), List.of(geometry));
    assertThat(((Gauge<?>) metrics.get("imagesWithoutEnd")).getValue()).isEqualTo(0L);

    ImageRecord withoutEnd = record(Arrays.copyOf(whole, whole.length - 2));
    preparation.prepare(withoutEnd, List.of(geometry));
    assertThat(((Gauge<?>) metrics.get("imagesWithoutEnd")).getValue()).isEqualTo(1L);

    preparation.prepare(withoutEnd, List.of(geometry, new InputGeometry(9, 9, 9)));
    assertThat(((Gauge<?>) metrics.get("imagesWithoutEnd")).getValue()).isEqualTo(2L);
  }

  private static ImageRecord record(byte[] image) {
    return TestRecords.image(TestPictures.event("id", image));
  }

  private static byte[] jpeg() throws IOException {
    try (InputStream file = ImageDecoder.class.getResourceAsStream("baseline-420.jpg")) {
      return file.readAllBytes();
    }
  }

  @Test
  void theActiveModelIsNamed() {
    ModelMetrics models = new ModelMetrics(new Recorder(""), "scalar");
    assertThat(gauge("waitingForModel")).isEqualTo(1);
    assertThat(gauge("name")).isEqualTo("");
    assertThat(gauge("kernel")).isEqualTo("scalar");
    Manifest first = FakeModel.of("1", 1, 0).manifest();
    models.active(active(first));
    models.active(active(FakeModel.of("2", 2, 0).manifest()));
    models.unreadable(new Unreadable("", "", "", "why"));
    assertThat(gauge("waitingForModel")).isEqualTo(0);
    assertThat(gauge("name")).isEqualTo("fake");
    assertThat(gauge("version")).isEqualTo("2");
    assertThat(gauge("digest")).isEqualTo("%064x".formatted(2));
    assertThat(count("model.swaps")).isOne();
    assertThat(count("model.unreadableMessages")).isOne();
  }

  @Test
  void theActiveModelAndTheKernelAreLabelsAsWell() {
    RecordingRegistry registry = new RecordingRegistry();
    MetricGroup operator = new GenericMetricGroup(registry, null, "operator");
    ModelMetrics models = new ModelMetrics(operator, "scalar");
    models.held(3, 42);
    assertThat(registry.names()).contains("kernel=scalar inUse").noneMatch(this::isActive);
    models.active(active(FakeModel.of("1", 1, 0).manifest()));
    models.active(active(FakeModel.of("2", 2, 0).manifest()));
    models.active(active(FakeModel.of("1", 1, 0).manifest()));
    assertThat(registry.names())
        .filteredOn(this::isActive)
        .containsExactly("modelName=fake modelVersion=1 inCharge");
  }

  private static ActiveDeployment active(Manifest manifest) {
    InForce inForce = new InForce(new ActivationRequest(manifest.key(), 1), List.of(manifest));
    return new ActiveDeployment(
        inForce, Map.of(manifest.key(), new LoadedModel(manifest, null, null)));
  }

  private boolean isActive(String name) {
    return name.endsWith("inCharge");
  }

  private long count(String name) {
    return ((Counter) metrics.get(name)).getCount();
  }

  private Object gauge(String name) {
    return ((Gauge<?>) metrics.get("model." + name)).getValue();
  }

  /** Knows the metrics that are registered now, by the labels of their groups. */
  private static final class RecordingRegistry implements MetricRegistry {
    private final Map<Metric, String> names = new IdentityHashMap<>();

    Collection<String> names() {
      return names.values();
    }

    @Override
    public void register(Metric metric, String name, AbstractMetricGroup<?> group) {
      String labels =
          group.getAllVariables().entrySet().stream()
              .map(label -> label.getKey().replaceAll("[<>]", "") + "=" + label.getValue() + " ")
              .sorted()
              .collect(Collectors.joining());
      names.put(metric, labels + name);
    }

    @Override
    public void unregister(Metric metric, String name, AbstractMetricGroup<?> group) {
      names.remove(metric);
    }

    @Override
    public char getDelimiter() {
      return '.';
    }

    @Override
    public int getNumberReporters() {
      return 1;
    }

    @Override
    public ScopeFormats getScopeFormats() {
      return ScopeFormats.fromConfig(new Configuration());
    }

    @Override
    public void addSpan(SpanBuilder span, AbstractMetricGroup<?> group) {}

    @Override
    public void addEvent(EventBuilder event, AbstractMetricGroup<?> group) {}
  }

  /** Keeps the registered metrics by their names, with the groups in front. */
  private final class Recorder extends UnregisteredMetricsGroup {
    private final String prefix;

    private Recorder(String prefix) {
      this.prefix = prefix;
    }

    @Override
    public Counter counter(String name) {
      return counter(name, new SimpleCounter());
    }

    @Override
    public <C extends Counter> C counter(String name, C counter) {
      metrics.put(prefix + name, counter);
      return counter;
    }

    @Override
    public <T, G extends Gauge<T>> G gauge(String name, G gauge) {
      metrics.put(prefix + name, gauge);
      return gauge;
    }

    @Override
    public <H extends Histogram> H histogram(String name, H histogram) {
      metrics.put(prefix + name, histogram);
      return histogram;
    }

    @Override
    public MetricGroup addGroup(String name) {
      return new Recorder(prefix + name + ".");
    }

    @Override
    public MetricGroup addGroup(String key, String value) {
      return new Recorder(prefix + key + "." + value + ".");
    }
  }
}
