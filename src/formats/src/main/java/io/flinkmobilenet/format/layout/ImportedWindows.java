package io.flinkmobilenet.format.layout;

import io.flinkmobilenet.format.layout.Factor.Axis;
import io.flinkmobilenet.graph.ConstantPadding;
import io.flinkmobilenet.graph.Convolution;
import io.flinkmobilenet.graph.Epilogue;
import io.flinkmobilenet.graph.GlobalPool;
import io.flinkmobilenet.graph.InvalidGraphException;
import io.flinkmobilenet.graph.Node;
import io.flinkmobilenet.graph.Pool;
import io.flinkmobilenet.graph.Reduction;
import io.flinkmobilenet.graph.Resampling;
import io.flinkmobilenet.graph.ScaleAndShift;
import io.flinkmobilenet.graph.Window;
import io.flinkmobilenet.tensor.Shape;
import java.util.Arrays;
import java.util.Optional;

/** Convolutions, pools, paddings and means over pixels. */
public final class ImportedWindows {
  private final GraphImport graph;

  ImportedWindows(GraphImport graph) {
    this.graph = graph;
  }

  /**
   * Adds a convolution; a padding with zeros before it becomes its own.
   *
   * @param weights {@code [N][K / G][rows][columns]}
   * @param bias {@code [N]}
   */
  public MapValue convolution(
      String name,
      MapValue input,
      ConstantTensor weights,
      Optional<ConstantTensor> bias,
      Window window,
      int groups) {
    int source = graph.standardNode(input);
    int filters = weights.shape().extent(0);
    Window own = window;
    Node before = graph.builder().node(source);
    if (before.operator() instanceof ConstantPadding padding && padding.value() == 0) {
      own = widened(window, padding);
      source = before.inputs().get(0);
    }
    Convolution convolution =
        new Convolution(
            graph.parameter(weights),
            bias.map(given -> graph.bias(given, filters)),
            Optional.empty(),
            filters,
            own,
            groups,
            Epilogue.NONE);
    requireShape(weights, groups, graph.builder().shape(source).channels(), own);
    return graph.standard(graph.add(name, convolution, source));
  }

  private static void requireShape(
      ConstantTensor weights, int groups, int channels, Window window) {
    int[] extents = weights.extents();
    boolean fits =
        groups >= 1
            && extents.length == 4
            && (long) extents[1] * groups == channels
            && extents[2] == window.height()
            && extents[3] == window.width();
    if (!fits) {
      throw new InvalidGraphException(
          "weights: expected filters of %d×%d over %d channels in %d groups, found %s"
              .formatted(window.height(), window.width(), channels, groups, weights.shape()));
    }
  }

  private static Window widened(Window window, ConstantPadding by) {
    return window.padding(
        Math.addExact(window.top(), by.top()),
        Math.addExact(window.left(), by.left()),
        Math.addExact(window.bottom(), by.bottom()),
        Math.addExact(window.right(), by.right()));
  }

  /** Adds a pool; a padding before it becomes its own where that gives the same. */
  public MapValue pool(String name, MapValue input, Pool pool) {
    int source = graph.standardNode(input);
    Node before = graph.builder().node(source);
    Pool own = pool;
    if (before.operator() instanceof ConstantPadding padding && joins(padding, pool, before)) {
      own =
          new Pool(
              pool.reduction(),
              widened(pool.window(), padding),
              pool.ceiling(),
              pool.reduction() == Reduction.AVERAGE);
      source = before.inputs().get(0);
    }
    return graph.standard(graph.add(name, own, source));
  }

  /** A mean has to count the zeros; a largest value must never be one of the padding. */
  private boolean joins(ConstantPadding padding, Pool pool, Node before) {
    if (pool.reduction() == Reduction.AVERAGE) {
      boolean counts = pool.countPadding() || !pool.window().padded();
      return padding.value() == 0 && counts && !pool.ceiling();
    }
    Node source = graph.builder().node(before.inputs().get(0));
    boolean zeros = padding.value() == 0 && ImportedArithmetic.isNotNegative(source.operator());
    return (zeros || padding.value() <= -Float.MAX_VALUE) && touches(padding, pool);
  }

  /** A window on padding alone would have no value. */
  private static boolean touches(ConstantPadding padding, Pool pool) {
    Window window = widened(pool.window(), padding);
    return Math.max(window.top(), window.bottom()) < window.reachY()
        && Math.max(window.left(), window.right()) < window.reachX()
        && window.dilationY() == 1
        && window.dilationX() == 1
        && !pool.ceiling();
  }

  /**
   * Adds rows and columns of one value around a map.
   *
   * @param before number of positions added before each axis
   * @param after number of positions added after each axis
   */
  public MapValue pad(String name, MapValue input, int[] before, int[] after, double value) {
    if (before.length != input.layout().rank() || after.length != before.length) {
      throw new InvalidGraphException(
          "padding: expected a number for each axis of %s, found %s and %s"
              .formatted(input.layout(), Arrays.toString(before), Arrays.toString(after)));
    }
    if (Arrays.stream(before).allMatch(n -> n == 0) && Arrays.stream(after).allMatch(n -> n == 0)) {
      return input;
    }
    int node = graph.standardNode(input);
    int rows = graph.channelsLast() ? 1 : 2;
    int columns = rows + 1;
    int depth = graph.channelsLast() ? 3 : 1;
    if (before[depth] > 0 || after[depth] > 0) {
      int[] rest = before.clone();
      int[] restAfter = after.clone();
      rest[depth] = 0;
      restAfter[depth] = 0;
      MapValue wider = withZeros(name, input, before[depth], after[depth], value);
      return pad(name, wider, rest, restAfter, value);
    }
    for (int axis = 0; axis < before.length; axis++) {
      boolean pixels = axis == rows || axis == columns;
      if (!pixels && (before[axis] != 0 || after[axis] != 0)) {
        throw new InvalidGraphException(
            "padding: expected none but on rows and columns, found %d and %d on axis %d"
                .formatted(before[axis], after[axis], axis));
      }
    }
    double finite = Math.max(value, -Float.MAX_VALUE);
    ConstantPadding padding =
        new ConstantPadding(before[rows], before[columns], after[rows], after[columns], finite);
    return graph.standard(graph.add(name, padding, node));
  }

  /** Adds channels of zeros, which a convolution that copies the others has as well. */
  private MapValue withZeros(String name, MapValue input, int before, int after, double value) {
    int channels = graph.shape(input).channels();
    int all = Math.addExact(channels, Math.addExact(before, after));
    if (value != 0 || before < 0 || after < 0) {
      throw new InvalidGraphException(
          "padding of channels: expected zeros, found %d and %d channels of %s"
              .formatted(before, after, value));
    }
    ConstantTensor copies =
        ConstantTensor.of(
            name + ".copies",
            Shape.of(all, channels, 1, 1),
            false,
            index -> index / channels - before == index % channels ? 1 : 0);
    return convolution(name, input, copies, Optional.empty(), Window.of(1), 1);
  }

  /**
   * Adds a mean or largest value over rows, columns or both, each of which keeps the extent 1.
   *
   * @param axes the axes of the input that are reduced
   */
  public MapValue reduce(String name, MapValue input, Reduction reduction, int... axes) {
    Layout layout = input.layout();
    long rows = 1;
    long columns = 1;
    Layout result = layout;
    for (int axis : axes) {
      for (Factor factor : layout.axis(axis)) {
        if (factor.axis() == Axis.CHANNELS) {
          throw new InvalidGraphException(
              "axes: expected only rows and columns, found channels on axis %d of %s"
                  .formatted(axis, layout));
        }
        rows *= factor.axis() == Axis.ROWS ? factor.extent() : 1;
        columns *= factor.axis() == Axis.COLUMNS ? factor.extent() : 1;
      }
      result = result.cleared(axis);
    }
    int height = graph.shape(input).height();
    int width = graph.shape(input).width();
    if (rows == 1 && columns == 1) {
      return new MapValue(input.node(), result);
    }
    if (rows == height && columns == width) {
      int node = graph.add(name, new GlobalPool(reduction), input.node());
      return new MapValue(node, result);
    }
    if (rows != 1 && rows != height || columns != 1 && columns != width) {
      throw new InvalidGraphException(
          "axes: expected all rows or columns, found a part of them in %s".formatted(layout));
    }
    Window window = Window.of((int) rows, (int) columns);
    Pool pool = new Pool(reduction, window, false, false);
    return new MapValue(graph.add(name, pool, input.node()), result);
  }

  /** Adds a map of another height and width. */
  public MapValue resample(String name, MapValue input, Resampling resampling) {
    return graph.standard(graph.add(name, resampling, graph.standardNode(input)));
  }

  /** Multiplies every value with a number that the file does not name. */
  public MapValue times(String name, MapValue input, double factor) {
    int channels = graph.shape(input).channels();
    String scale = graph.parameter(ConstantTensor.vector(name + ".scale", channels, c -> factor));
    return graph.elementwise(name, new ScaleAndShift(Optional.of(scale), Optional.empty()), input);
  }
}
