package io.flinkmobilenet.model;

import io.flinkmobilenet.stream.kafka.TopicLayout;
import io.flinkmobilenet.embedded.EmbeddedFlink;
import io.flinkmobilenet.embedded.EmbeddedKafka;
import io.flinkmobilenet.event.Prediction;
import io.flinkmobilenet.image.InputGeometry;
import io.flinkmobilenet.image.Preprocessing;
import io.flinkmobilenet.network.MobileNetV2;
import io.flinkmobilenet.network.Parameter;
import io.flinkmobilenet.stream.InferenceJob;
import io.flinkmobilenet.stream.JobTopics;
import io.flinkmobilenet.stream.TestPictures;
import io.flinkmobilenet.stream.config.JobConfig;
import io.flinkmobilenet.stream.state.ModelKey;
import io.flinkmobilenet.tensor.DType;
import io.flinkmobilenet.tensor.Shape;
import io.flinkmobilenet.weights.safetensors.SafetensorsReader;
import io.flinkmobilenet.weights.safetensors.SafetensorsWriter;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.flink.configuration.CheckpointingOptions;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.MemorySize;
import org.apache.flink.core.execution.JobClient;
import org.apache.flink.core.execution.SavepointFormatType;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

/** Makes the savepoint of this folder; compiled with the main and test classes of its version. */
final class MakeSavepoint {
  private static final int RESOLUTION = 32;
  private static final List<String> LABELS = List.of("class 0", "class 1", "class 2", "class 3");

  public static void main(String[] arguments) throws Exception {
    Path directory = Path.of(arguments[0]).toAbsolutePath();
    // Everything in one file.
    Configuration settings =
        new Configuration()
            .set(CheckpointingOptions.FS_SMALL_FILE_THRESHOLD, MemorySize.ofMebiBytes(1));
    try (EmbeddedKafka kafka = EmbeddedKafka.start(TopicLayout.onOneBroker(2).all());
        EmbeddedFlink flink = EmbeddedFlink.start(2, settings);
        JobTopics topics = new JobTopics(kafka)) {
      StreamExecutionEnvironment environment = flink.environment();
      InferenceJob.prepare(
          JobConfig.parse(
              "--bootstrap-servers=" + kafka.bootstrapServers(),
              "--checkpoint-interval=5 s",
              "--kernel=scalar"),
          environment);
      JobClient job = flink.submit(environment);
      topics.publish(new ModelKey("birds", "1"), model());
      topics.activate(new ModelKey("birds", "1"), 3);
      topics.images("a", 10);
      topics.image(
          "text", TestPictures.event("text", "no picture".getBytes(StandardCharsets.UTF_8)));
      List<Prediction> predictions = topics.predictions(found -> found.size() >= 10);
      topics.rejected(found -> found.size() >= 1);
      topics.statuses(found -> found.size() >= 2);
      job.triggerSavepoint(directory.toUri().toString(), SavepointFormatType.CANONICAL).get();
      Files.write(
          directory.resolve("predictions.tsv"),
          predictions.stream()
              .sorted(Comparator.comparing(Prediction::getImageId))
              .map(MakeSavepoint::row)
              .toList());
      job.cancel().get();
    }
    System.exit(0);
  }

  private static String row(Prediction prediction) {
    return Stream.concat(
            Stream.of(prediction.getImageId()),
            prediction.getClasses().stream()
                .map(one -> one.getIndex() + "\t" + one.getProbability()))
        .collect(Collectors.joining("\t"));
  }

  private static ModelArtifact model() throws Exception {
    MobileNetV2.Config config = MobileNetV2.Config.of(0.1, RESOLUTION, LABELS.size());
    Random random = new Random(7);
    SafetensorsWriter writer = new SafetensorsWriter().metadata("format", "pt");
    for (Parameter parameter : MobileNetV2.network(config).parameters()) {
      writer.tensor(parameter.name(), DType.F32, parameter.shape(), weights(parameter, random));
    }
    InputGeometry geometry = new InputGeometry(RESOLUTION * 8 / 7, RESOLUTION, RESOLUTION);
    List<Float> half = List.of(0.5f, 0.5f, 0.5f);
    return ModelArtifact.of(
        new CanonicalForm(
            SafetensorsReader.read(writer.toBytes(), "model"),
            config,
            new Preprocessing(geometry, (float) (1 / 255.0), half, half),
            LABELS),
        "model");
  }

  /** Each parameter has three different values at most, so that the savepoint can be compressed. */
  private static ByteBuffer weights(Parameter parameter, Random random) {
    Shape shape = parameter.shape();
    float scale = (float) Math.sqrt(3.0 * shape.extent(0) / shape.elements());
    boolean positive =
        parameter.name().endsWith("running_var")
            || parameter.name().endsWith("normalization.weight");
    ByteBuffer bytes = ByteBuffer.allocate(shape.elements() * 4).order(ByteOrder.LITTLE_ENDIAN);
    while (bytes.hasRemaining()) {
      float value = random.nextInt(3) - 1;
      bytes.putFloat(
          positive
              ? 1 + 0.25f * Math.abs(value)
              : shape.rank() > 1 ? value * scale : 0.25f * value);
    }
    return bytes.flip();
  }
}
