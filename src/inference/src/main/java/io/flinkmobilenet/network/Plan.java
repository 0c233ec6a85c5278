package io.flinkmobilenet.network;

import io.flinkmobilenet.graph.FeatureShape;
import io.flinkmobilenet.graph.Graph;
import io.flinkmobilenet.kernel.ImageKernel;
import io.flinkmobilenet.kernel.Kernels;
import io.flinkmobilenet.kernel.OperatorKernel;
import io.flinkmobilenet.tensor.Tensor;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * A network that is ready to run: normalisations are folded into the weights, weights are packed
 * for the kernels, activations and residuals are fused, and every buffer has its place in one
 * arena. Immutable; shared by threads, each with a {@link Classifier} of its own.
 */
public final class Plan {
  /** Name of the output with one number per class. */
  public static final String LOGITS = "logits";

  /** Name of the output that is the embedding of an image. */
  public static final String FEATURES = "features";

  private final FeatureShape input;
  private final String kernel;
  private final Stem stem;
  private final List<Step> steps;
  private final Slice features;
  private final Slice logits;
  private final int arenaSize;
  private final Scores scores;

  Plan(
      FeatureShape input,
      String kernel,
      Stem stem,
      List<Step> steps,
      Slice features,
      Slice logits,
      int arenaSize,
      Scores scores) {
    this.input = input;
    this.kernel = kernel;
    this.stem = stem;
    this.steps = steps;
    this.features = features;
    this.logits = logits;
    this.arenaSize = arenaSize;
    this.scores = scores;
  }

  /** Compiles a network whose probabilities are a softmax. */
  public static Plan compile(
      Network network,
      Function<String, Tensor> parameters,
      InputNormalisation normalisation,
      Kernels kernels) {
    return compile(network, parameters, normalisation, Scores.SOFTMAX, kernels);
  }

  /** Compiles a network that is described layer by layer. */
  public static Plan compile(
      Network network,
      Function<String, Tensor> parameters,
      InputNormalisation normalisation,
      Scores scores,
      Kernels kernels) {
    return compile(network.graph(), parameters, normalisation, scores, kernels);
  }

  /**
   * Compiles a network.
   *
   * @param graph network of an RGB image with an output {@value #LOGITS}, and one {@value
   *     #FEATURES} if it has an embedding
   * @param parameters function from the name of each of {@link Graph#parameters()} to its tensor
   * @param normalisation conversion of 8-bit pixels to the input of the network
   * @param scores conversion of logits to probabilities
   * @param kernels implementation of the arithmetic
   * @throws IllegalArgumentException if a tensor is missing or has another shape, if folded values
   *     are too large for a float, or if the image has not three channels
   */
  public static Plan compile(
      Graph graph,
      Function<String, Tensor> parameters,
      InputNormalisation normalisation,
      Scores scores,
      Kernels kernels) {
    graph.output(LOGITS);
    return new PlanCompiler(graph, parameters, normalisation, kernels)
        .compile(kernels.name(), scores);
  }

  /** Returns the number of rows of the image. */
  public int inputHeight() {
    return input.height();
  }

  /** Returns the number of columns of the image. */
  public int inputWidth() {
    return input.width();
  }

  /** Returns the number of logits. */
  public int classes() {
    return logits.length;
  }

  /** Returns the number of features; without an output of that name they are the logits. */
  public int features() {
    return features.length;
  }

  /** Returns the function that turns logits into probabilities. */
  public Scores scores() {
    return scores;
  }

  /** Returns the name of the kernels in use. */
  public String kernel() {
    return kernel;
  }

  /** Returns the memory that each classifier takes for its buffers, in bytes. */
  public long arenaBytes() {
    return (long) Float.BYTES * arenaSize;
  }

  /**
   * Returns the memory that weights take beyond their size as floats, because some kernels
   * transform them, in bytes. All classifiers of the plan share it.
   */
  public long addedWeightBytes() {
    return Float.BYTES * steps.stream().mapToLong(step -> step.kernel.addedWeights()).sum();
  }

  int arenaSize() {
    return arenaSize;
  }

  /** Returns descriptions of the steps, in the order they run. */
  public List<PlanStep> steps() {
    return Stream.concat(Stream.of(stem.what), steps.stream().map(Step::what)).toList();
  }

  /**
   * Returns a line for each step, in the order they run: the set that its kernel is from, its
   * algorithm if the set has several, the operators, activations and additions that it fuses, and
   * the shapes of its input and output.
   */
  public List<String> explain() {
    List<String> lines = new ArrayList<>(List.of(stem.explained));
    steps.forEach(step -> lines.add(step.explained));
    return lines;
  }

  /** Runs all layers on one image, {@code [H][W][3]}; the results are left in the arena. */
  void run(byte[] rgb, float[] arena) {
    stem.kernel.run(rgb, arena, stem.output, stem.scratch);
    // Uses an index, because an iterator would be garbage for every image.
    for (int i = 0; i < steps.size(); i++) {
      Step step = steps.get(i);
      step.kernel.run(arena, step.inputs, step.output, step.scratch);
    }
  }

  /** Does the same and measures the nanoseconds of each step. */
  void run(byte[] rgb, float[] arena, long[] nanos) {
    long before = System.nanoTime();
    stem.kernel.run(rgb, arena, stem.output, stem.scratch);
    long after = System.nanoTime();
    nanos[0] = after - before;
    for (int i = 0; i < steps.size(); i++) {
      before = after;
      Step step = steps.get(i);
      step.kernel.run(arena, step.inputs, step.output, step.scratch);
      after = System.nanoTime();
      nanos[i + 1] = after - before;
    }
  }

  void copyFeatures(float[] arena, float[] to) {
    System.arraycopy(arena, features.start, to, 0, features.length);
  }

  void copyLogits(float[] arena, float[] to) {
    System.arraycopy(arena, logits.start, to, 0, logits.length);
  }

  /**
   * The first step and the places of its output and its working memory.
   *
   * @param node index of the node whose map it writes
   */
  record Stem(
      PlanStep what, String explained, ImageKernel kernel, int node, int output, int scratch) {}

  /** A step and the places of its operands. */
  record Step(
      PlanStep what,
      String explained,
      OperatorKernel kernel,
      int[] inputs,
      int output,
      int scratch) {}

  /** Part of the arena. */
  record Slice(int start, int length) {}
}
