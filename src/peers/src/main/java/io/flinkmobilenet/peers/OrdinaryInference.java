package io.flinkmobilenet.peers;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import io.flinkmobilenet.event.ClassProbability;
import io.flinkmobilenet.event.Decision;
import io.flinkmobilenet.event.EventCodec;
import io.flinkmobilenet.event.ImageEvent;
import io.flinkmobilenet.event.ModelVersion;
import io.flinkmobilenet.event.Prediction;
import io.flinkmobilenet.event.RecordOrigin;
import io.flinkmobilenet.event.Scores;
import io.flinkmobilenet.showcase.local.StagedModel;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.functions.RichMapFunction;

/** Maps an encoded {@code ImageEvent} to an encoded {@code Prediction}, with ONNX Runtime. */
final class OrdinaryInference extends RichMapFunction<byte[], byte[]> {
  private static final long serialVersionUID = 1;
  private static final int TOP_K = 5;

  private final String name;
  private final String version;
  private final String digest;
  private final ArrayList<String> labels;
  private final OrdinaryImage image;
  private final String onnx;
  private transient EventCodec<ImageEvent> images;
  private transient EventCodec<Prediction> predictions;
  private transient OrtEnvironment environment;
  private transient OrtSession session;

  OrdinaryInference(StagedModel model, Path onnx) {
    name = model.key().name();
    version = model.key().version();
    digest = model.artifact().digest();
    labels = new ArrayList<>(model.artifact().labels());
    image = OrdinaryImage.of(model.artifact().preprocessing());
    this.onnx = onnx.toString();
  }

  @Override
  public void open(OpenContext context) throws OrtException {
    images = EventCodec.of(ImageEvent.class);
    predictions = EventCodec.of(Prediction.class);
    environment = OrtEnvironment.getEnvironment();
    try (OrtSession.SessionOptions options = new OrtSession.SessionOptions()) {
      options.setIntraOpNumThreads(1);
      options.setInterOpNumThreads(1);
      session = environment.createSession(onnx, options);
    }
  }

  @Override
  public byte[] map(byte[] value) throws Exception {
    ImageEvent event = images.decode(value);
    ByteBuffer bytes = event.getImage();
    byte[] encoded = new byte[bytes.remaining()];
    bytes.get(encoded);
    float[] probabilities = softmax(logits(encoded));
    return predictions.encode(
        new Prediction(
            event.getId(),
            event.getSource(),
            event.getCapturedAt(),
            Instant.now().truncatedTo(ChronoUnit.MILLIS),
            new ModelVersion(name, version, digest),
            best(probabilities),
            null,
            new RecordOrigin("images", 0, 0L),
            Scores.SOFTMAX,
            null,
            null,
            null,
            null,
            0,
            Decision.CLASSIFIED,
            List.of(),
            null,
            null));
  }

  @Override
  public void close() throws OrtException {
    if (session != null) {
      session.close();
    }
  }

  private float[] logits(byte[] encoded) throws Exception {
    long[] shape = {1, 3, image.height(), image.width()};
    try (OnnxTensor input = OnnxTensor.createTensor(environment, image.planes(encoded), shape);
        OrtSession.Result result = session.run(Map.of(OnnxFile.INPUT, input))) {
      return ((float[][]) result.get(0).getValue())[0];
    }
  }

  private static float[] softmax(float[] logits) {
    float largest = Float.NEGATIVE_INFINITY;
    for (float logit : logits) {
      largest = Math.max(largest, logit);
    }
    float sum = 0;
    for (int i = 0; i < logits.length; i++) {
      logits[i] = (float) Math.exp(logits[i] - largest);
      sum += logits[i];
    }
    for (int i = 0; i < logits.length; i++) {
      logits[i] /= sum;
    }
    return logits;
  }

  private List<ClassProbability> best(float[] probabilities) {
    return IntStream.range(0, probabilities.length)
        .boxed()
        .sorted(Comparator.comparingDouble(index -> -probabilities[index]))
        .limit(TOP_K)
        .map(index -> new ClassProbability(index, labels.get(index), probabilities[index]))
        .toList();
  }
}
