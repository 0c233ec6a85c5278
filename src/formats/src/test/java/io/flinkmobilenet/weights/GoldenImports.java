package io.flinkmobilenet.weights;

import static org.assertj.core.api.Assertions.assertThat;

import io.flinkmobilenet.format.FileModel;
import io.flinkmobilenet.graph.FeatureShape;
import io.flinkmobilenet.kernel.scalar.GraphExecutor;
import io.flinkmobilenet.network.Plan;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Random;

/** Values that other runtimes computed; ImportAgreement in the profile bench wrote the files. */
public final class GoldenImports {
  private static final int SEED = 16;
  private static final double TOLERANCE = 1e-4;

  private GoldenImports() {}

  /** Returns the lines of a file beside a class: a name and some values of the output. */
  public static List<String> lines(Class<?> beside, String file) throws IOException {
    try (InputStream in = beside.getResourceAsStream(file)) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8).lines().toList();
    }
  }

  /** Runs a network on the seeded image. */
  public static float[] logits(FileModel model) {
    FeatureShape shape = model.graph().input();
    byte[] pixels = new byte[shape.elements()];
    new Random(SEED).nextBytes(pixels);
    float[] image = new float[pixels.length];
    for (int i = 0; i < pixels.length; i++) {
      image[i] = (pixels[i] & 0xFF) / 127.5f - 1;
    }
    return new GraphExecutor(model.graph(), model.weights()::tensor).run(image).get(Plan.LOGITS);
  }

  /** Returns the logarithms of the probabilities. */
  public static float[] logarithms(float[] logits) {
    double most = Double.NEGATIVE_INFINITY;
    for (float logit : logits) {
      most = Math.max(most, logit);
    }
    double sum = 0;
    for (float logit : logits) {
      sum += Math.exp(logit - most);
    }
    float[] logarithms = new float[logits.length];
    for (int i = 0; i < logits.length; i++) {
      logarithms[i] = (float) (logits[i] - most - Math.log(sum));
    }
    return logarithms;
  }

  /** Compares an output with the values of a line. */
  public static void compare(String line, float[] found) {
    double[] expected =
        Arrays.stream(line.split(",")).skip(1).mapToDouble(Double::parseDouble).toArray();
    double most = Arrays.stream(expected).map(Math::abs).max().orElseThrow();
    int step = Math.max(1, found.length / 8);
    for (int i = 0; i < expected.length; i++) {
      assertThat(Math.abs(found[i * step] - expected[i]))
          .as("value %d of %s, found %s", i * step, line, found[i * step])
          .isLessThanOrEqualTo(TOLERANCE * most);
    }
  }
}
