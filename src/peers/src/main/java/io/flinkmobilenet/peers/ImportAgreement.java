package io.flinkmobilenet.peers;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtLoggingLevel;
import ai.onnxruntime.OrtSession;
import ai.onnxruntime.TensorInfo;
import io.flinkmobilenet.format.FileModel;
import io.flinkmobilenet.format.ReadOptions;
import io.flinkmobilenet.format.ReadOptions.ImageSize;
import io.flinkmobilenet.graph.FeatureShape;
import io.flinkmobilenet.kernel.KernelProvider;
import io.flinkmobilenet.kernel.scalar.GraphExecutor;
import io.flinkmobilenet.network.Classifier;
import io.flinkmobilenet.network.InputNormalisation;
import io.flinkmobilenet.network.Plan;
import io.flinkmobilenet.simd.KernelChoice;
import io.flinkmobilenet.weights.WeightsException;
import io.flinkmobilenet.weights.onnx.OnnxReader;
import io.flinkmobilenet.weights.tflite.TfLiteReader;
import java.io.IOException;
import java.io.Writer;
import java.nio.FloatBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Compares imported ONNX and TensorFlow Lite files with ONNX Runtime and TensorFlow Lite on a
 * seeded image. Constant weights of ONNX files are replaced by seeded ones. The first argument is a
 * folder, the second a file for some values per file, from which the build's own test is made. Ends
 * with 1 if an output differs by more than 1e-4 of its largest value.
 */
public final class ImportAgreement {
  private static final double TOLERANCE = 1e-4;
  private static final int SEED = 16;
  private static final int KEPT = 8;
  private static final int RGB = 3;

  /** For files that leave the size open. */
  private static final ReadOptions OPTIONS =
      new ReadOptions(Optional.of(new ImageSize(48, 192)), false);

  private static final float[] HALF = {0.5f, 0.5f, 0.5f};
  private static final InputNormalisation NORMALISATION =
      new InputNormalisation(1 / 255f, HALF, HALF);

  private final Writer golden;
  private int wrong;

  private ImportAgreement(Writer golden) {
    this.golden = golden;
  }

  public static void main(String[] args) throws Exception {
    Path folder = Path.of(args[0]);
    List<Path> files;
    try (Stream<Path> all = Files.walk(folder)) {
      files = all.filter(file -> file.toString().matches(".*\\.(onnx|tflite)")).sorted().toList();
    }
    ImportAgreement agreement;
    try (Writer golden =
        args.length > 1 ? Files.newBufferedWriter(Path.of(args[1])) : Writer.nullWriter()) {
      agreement = new ImportAgreement(golden);
      for (Path file : files) {
        agreement.compare(folder.relativize(file).toString(), file);
      }
    }
    System.out.printf("%d files, %d of them differ%n", files.size(), agreement.wrong);
    System.exit(agreement.wrong == 0 ? 0 : 1);
  }

  private void compare(String name, Path file) throws Exception {
    Path folder = Files.createTempDirectory("import");
    try {
      boolean onnx = name.endsWith(".onnx");
      String logits = onnx ? SeededWeights.write(Files.readAllBytes(file), folder) : null;
      FileModel model =
          onnx
              ? OnnxReader.read(folder.resolve("model.onnx"), OPTIONS)
              : TfLiteReader.read(file, OPTIONS);
      FeatureShape shape = model.graph().input();
      byte[] pixels = new byte[shape.elements()];
      new Random(SEED).nextBytes(pixels);
      float[] image = new float[pixels.length];
      for (int i = 0; i < pixels.length; i++) {
        image[i] = (pixels[i] & 0xFF) / 127.5f - 1;
      }
      float[] found = found(model, pixels, image);
      float[] expected;
      if (onnx) {
        expected = onnxRuntime(folder.resolve("model.onnx"), logits, image, shape);
      } else {
        expected = tensorFlowLite(file, image, found.length);
        found = logarithms(found, expected);
      }
      boolean own = !onnx || Files.size(folder.resolve("weights.bin")) == 0;
      report(name, expected, found, own);
    } catch (WeightsException e) {
      wrong++;
      System.out.println(name + " is refused: " + e.getMessage());
    } finally {
      for (String left : List.of("model.onnx", "weights.bin")) {
        Files.deleteIfExists(folder.resolve(left));
      }
      Files.delete(folder);
    }
  }

  private void report(String name, float[] expected, float[] found, boolean ownWeights)
      throws IOException {
    double difference =
        expected.length == found.length
            ? GoldenGraph.difference(expected, found)
            : Double.POSITIVE_INFINITY;
    wrong += difference <= TOLERANCE ? 0 : 1;
    System.out.printf(Locale.ROOT, "%-48s %.2e%n", name, difference);
    if (ownWeights) {
      golden.write(name + line(expected) + "\n");
    }
  }

  private static String line(float[] values) {
    StringBuilder line = new StringBuilder();
    int step = Math.max(1, values.length / KEPT);
    IntStream.range(0, Math.min(KEPT, values.length))
        .forEach(i -> line.append(',').append(values[i * step]));
    return line.toString();
  }

  private static float[] found(FileModel model, byte[] pixels, float[] image) {
    if (model.graph().input().channels() != RGB) {
      return new GraphExecutor(model.graph(), model.weights()::tensor).run(image).get(Plan.LOGITS);
    }
    Plan plan =
        Plan.compile(
            model.graph(),
            model.weights()::tensor,
            NORMALISATION,
            model.scores(),
            KernelProvider.select(KernelChoice.AUTO));
    Classifier classifier = new Classifier(plan);
    classifier.run(pixels);
    return classifier.logits();
  }

  private static float[] onnxRuntime(Path file, String logits, float[] image, FeatureShape shape)
      throws OrtException {
    OrtEnvironment environment = OrtEnvironment.getEnvironment();
    try (OrtSession.SessionOptions options = options();
        OrtSession session = environment.createSession(file.toString(), options)) {
      String input = session.getInputNames().iterator().next();
      String output = logits == null ? session.getOutputNames().iterator().next() : logits;
      long[] extents = ((TensorInfo) session.getInputInfo().get(input).getInfo()).getShape();
      boolean last = extents.length == 4 && extents[3] == shape.channels() && extents[1] != RGB;
      long[] own =
          last
              ? new long[] {1, shape.height(), shape.width(), shape.channels()}
              : new long[] {1, shape.channels(), shape.height(), shape.width()};
      float[] values = last ? image : GoldenGraph.planes(image, shape);
      try (OnnxTensor tensor = OnnxTensor.createTensor(environment, FloatBuffer.wrap(values), own);
          OrtSession.Result result = session.run(Map.of(input, tensor))) {
        FloatBuffer buffer = ((OnnxTensor) result.get(output).orElseThrow()).getFloatBuffer();
        float[] copy = new float[buffer.remaining()];
        buffer.get(copy);
        return copy;
      }
    }
  }

  private static OrtSession.SessionOptions options() throws OrtException {
    OrtSession.SessionOptions options = new OrtSession.SessionOptions();
    // Optimised, it joins a padding of zeros with the maximum after it, which gives other numbers.
    options.setOptimizationLevel(OrtSession.SessionOptions.OptLevel.NO_OPT);
    // It warns of every shape of a replaced weight.
    options.setSessionLogLevel(OrtLoggingLevel.ORT_LOGGING_LEVEL_ERROR);
    return options;
  }

  private static float[] tensorFlowLite(Path file, float[] image, int classes) throws IOException {
    try (TfLitePeer peer = new TfLitePeer(Files.readAllBytes(file), image, classes)) {
      float[] scores = peer.run().clone();
      if (isDistribution(scores)) {
        for (int i = 0; i < scores.length; i++) {
          scores[i] = (float) Math.log(scores[i]);
        }
      }
      return scores;
    }
  }

  private static boolean isDistribution(float[] scores) {
    double sum = IntStream.range(0, scores.length).mapToDouble(i -> scores[i]).sum();
    float least =
        (float) IntStream.range(0, scores.length).mapToDouble(i -> scores[i]).min().orElse(-1);
    return least >= 0 && Math.abs(sum - 1) < 1e-3;
  }

  /** Returns logarithms of probabilities where the other runtime gave those. */
  private static float[] logarithms(float[] logits, float[] expected) {
    double[] probabilities =
        IntStream.range(0, expected.length).mapToDouble(i -> Math.exp(expected[i])).toArray();
    if (Math.abs(Arrays.stream(probabilities).sum() - 1) > 1e-3) {
      return logits;
    }
    double most = IntStream.range(0, logits.length).mapToDouble(i -> logits[i]).max().orElse(0);
    double sum =
        IntStream.range(0, logits.length).mapToDouble(i -> Math.exp(logits[i] - most)).sum();
    float[] logarithms = new float[logits.length];
    for (int i = 0; i < logits.length; i++) {
      logarithms[i] = (float) (logits[i] - most - Math.log(sum));
    }
    return logarithms;
  }
}
