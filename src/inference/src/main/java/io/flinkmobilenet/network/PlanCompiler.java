package io.flinkmobilenet.network;

import io.flinkmobilenet.graph.Activation;
import io.flinkmobilenet.graph.BatchNormalisation;
import io.flinkmobilenet.graph.Concatenation;
import io.flinkmobilenet.graph.Convolution;
import io.flinkmobilenet.graph.FeatureShape;
import io.flinkmobilenet.graph.Graph;
import io.flinkmobilenet.graph.Node;
import io.flinkmobilenet.graph.pass.GraphPass;
import io.flinkmobilenet.kernel.Kernels;
import io.flinkmobilenet.kernel.OperatorKernel;
import io.flinkmobilenet.tensor.Tensor;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/** Turns each node of a compiled graph into a step, and places its operands in the arena. */
final class PlanCompiler {
  private static final int RGB = 3;

  private final Graph graph;
  private final Lowering lowering;
  private final InputNormalisation normalisation;
  private final ArenaLayout arena = new ArenaLayout();
  private final List<Plan.Step> steps = new ArrayList<>();
  private final ConcatenatedMaps concatenated;
  private final int[] starts;

  /** Whether the map of each node is in the place of the concatenation that reads it. */
  private final boolean[] inPlace;

  /** Number of values in the concatenations that have a place before their turn. */
  private long early;

  private final int[] lastReaders;

  PlanCompiler(
      Graph source,
      Function<String, Tensor> parameters,
      InputNormalisation normalisation,
      Kernels kernels) {
    if (source.input().channels() != RGB) {
      throw new IllegalArgumentException(
          "image: expected %d channels, found %d".formatted(RGB, source.input().channels()));
    }
    graph = GraphPass.applyAll(source);
    lowering = new Lowering(kernels, parameters);
    this.normalisation = normalisation;
    starts = new int[graph.nodes().size()];
    inPlace = new boolean[starts.length];
    concatenated = new ConcatenatedMaps(graph);
    lastReaders = graph.lastReaders();
  }

  Plan compile(String kernels, Scores scores) {
    Plan.Stem stem = stem();
    int first = stem.node() + 1;
    for (int index = first; index < starts.length; index++) {
      if (addNormalised(index)) {
        index++;
      } else {
        add(index);
      }
    }
    return new Plan(
        graph.input(),
        kernels,
        stem,
        List.copyOf(steps),
        output(graph.outputs().containsKey(Plan.FEATURES) ? Plan.FEATURES : Plan.LOGITS),
        output(Plan.LOGITS),
        arena.size(),
        scores);
  }

  /** Returns the first step, which reads the pixels: a fused kernel, or their normalisation. */
  private Plan.Stem stem() {
    boolean only = graph.nodes().size() > 1 && lastReaders[0] == 1;
    Optional<LoweredImageKernel> fused =
        only
            ? lowering.stem(graph.nodes().get(1).operator(), graph.input(), normalisation)
            : Optional.empty();
    int index = fused.isPresent() ? 1 : 0;
    LoweredImageKernel lowered =
        fused.orElseGet(
            () ->
                new LoweredImageKernel(
                    "scalar", new NormalisedImage(graph.input().pixels(), normalisation)));
    starts[index] = arena.allocate(graph.nodes().get(index).shape().elements());
    int scratch = scratch(lowered.kernel().scratch());
    return new Plan.Stem(
        what(index),
        explained(index, lowered.set()),
        lowered.kernel(),
        index,
        starts[index],
        scratch);
  }

  private PlanStep what(int index) {
    return PlanStep.of(graph, graph.nodes().get(index));
  }

  private String explained(int index, String set) {
    Node node = graph.nodes().get(index);
    FeatureShape input = node.inputs().isEmpty() ? node.shape() : graph.inputShapes(node).get(0);
    return "%s: %s, %s → %s".formatted(set, PlanStep.explain(graph, node), input, node.shape());
  }

  private void add(int index) {
    Node node = graph.nodes().get(index);
    List<FeatureShape> shapes = graph.inputShapes(node);
    LoweredKernel lowered = inPlace(index, shapes).orElseGet(() -> lower(index, node, shapes));
    addStep(index, explained(index, lowered.name()), lowered.kernel(), starts[index]);
    release(index);
  }

  /** Adds a step that reads what a node reads. */
  private void addStep(int index, String explained, OperatorKernel kernel, int output) {
    int[] inputs =
        graph.nodes().get(index).inputs().stream().mapToInt(input -> starts[input]).toArray();
    int scratch = scratch(kernel.scratch());
    steps.add(new Plan.Step(what(index), explained, kernel, inputs, output, scratch));
  }

  /**
   * Adds one step for normalisation that is left by itself and the activation that alone reads it,
   * as in networks that normalise before they convolve.
   */
  private boolean addNormalised(int index) {
    int next = index + 1;
    if (next == starts.length
        || lastReaders[index] != next
        || !(graph.nodes().get(index).operator() instanceof BatchNormalisation norm)
        || !(graph.nodes().get(next).operator() instanceof Activation activation)) {
      return false;
    }
    FeatureShape shape = graph.nodes().get(index).shape();
    Optional<LoweredKernel> lowered = lowering.normalised(norm, activation, shape);
    if (lowered.isEmpty()) {
      return false;
    }
    starts[next] = arena.allocate(shape.elements());
    String explained =
        "%s: %s + %s, %s → %s"
            .formatted(lowered.get().name(), norm.title(), activation.title(), shape, shape);
    addStep(index, explained, lowered.get().kernel(), starts[next]);
    release(index);
    release(next);
    return true;
  }

  private LoweredKernel lower(int index, Node node, List<FeatureShape> shapes) {
    if (node.operator() instanceof Concatenation) {
      return concatenation(index, node, shapes);
    }
    starts[index] = arena.allocate(node.shape().elements());
    return lowering.of(node.operator(), shapes);
  }

  /** Lets a convolution write where the concatenation that reads it has its map. */
  private Optional<LoweredKernel> inPlace(int index, List<FeatureShape> shapes) {
    if (!concatenated.contains(index) || !reserve(concatenated.reader(index))) {
      return Optional.empty();
    }
    int reader = concatenated.reader(index);
    Convolution layer = (Convolution) graph.nodes().get(index).operator();
    int stride = graph.nodes().get(reader).shape().channels();
    Optional<LoweredKernel> lowered = lowering.withGaps(layer, shapes.get(0), stride);
    inPlace[index] = lowered.isPresent();
    starts[index] = starts[reader] + concatenated.offset(index);
    return lowered;
  }

  /**
   * Gives a concatenation its place before its turn. All that have one together take at most as
   * much memory as the graph needs without this, so that no graph makes the arena grow further.
   */
  private boolean reserve(int concatenation) {
    if (starts[concatenation] == 0) {
      int elements = graph.nodes().get(concatenation).shape().elements();
      if (early + elements > graph.live()) {
        return false;
      }
      early += elements;
      starts[concatenation] = arena.allocate(elements);
    }
    return true;
  }

  private LoweredKernel concatenation(int index, Node node, List<FeatureShape> shapes) {
    if (starts[index] == 0) {
      starts[index] = arena.allocate(node.shape().elements());
    } else {
      early -= node.shape().elements();
    }
    Set<Integer> placed = new HashSet<>();
    for (int i = 0; i < node.inputs().size(); i++) {
      if (inPlace[node.inputs().get(i)]) {
        placed.add(i);
      }
    }
    return lowering.concatenation(shapes, placed);
  }

  /** Frees the maps that no later node reads, and the node's own if none does. */
  private void release(int index) {
    for (int read = 0; read <= index; read++) {
      // The image has no place if a kernel reads the pixels themselves; no place starts at 0.
      if (lastReaders[read] == index && starts[read] > 0 && !inPlace[read]) {
        arena.release(starts[read]);
      }
    }
  }

  /** Working memory is needed only while its kernel runs: later buffers may overlap it. */
  private int scratch(int floats) {
    int start = arena.allocate(floats);
    arena.release(start);
    return start;
  }

  private Plan.Slice output(String name) {
    int index = graph.outputs().get(name);
    return new Plan.Slice(starts[index], graph.nodes().get(index).shape().elements());
  }
}
