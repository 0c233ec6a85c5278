package io.flinkmobilenet.format.layout;

import io.flinkmobilenet.format.layout.Factor.Axis;
import io.flinkmobilenet.graph.FeatureShape;
import io.flinkmobilenet.graph.InvalidGraphException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;

/**
 * Extents of a tensor of a file with row-major order, and the parts of a map's axes of which each
 * extent consists. Reshaping and transposing change a layout and compute nothing: {@code
 * [1][C][H][W]} becomes {@code [1][C · H · W]} or {@code [1][H][W][C]}. Immutable.
 */
public final class Layout {
  /** More axes occur in no model of images. */
  private static final int MAX_RANK = 16;

  private final List<List<Factor>> axes;

  private Layout(List<List<Factor>> axes) {
    this.axes = List.copyOf(axes);
  }

  /** Returns {@code [1][C][H][W]}, or {@code [1][H][W][C]} if channels come last. */
  public static Layout of(FeatureShape shape, boolean channelsLast) {
    List<Factor> rows = whole(Axis.ROWS, shape.height());
    List<Factor> columns = whole(Axis.COLUMNS, shape.width());
    List<Factor> channels = whole(Axis.CHANNELS, shape.channels());
    return channelsLast
        ? new Layout(List.of(List.of(), rows, columns, channels))
        : new Layout(List.of(List.of(), channels, rows, columns));
  }

  private static List<Factor> whole(Axis axis, int extent) {
    return extent == 1 ? List.of() : List.of(new Factor(axis, extent, 1));
  }

  /** Returns the extents, outermost first. */
  public int[] extents() {
    return axes.stream().mapToInt(Layout::extent).toArray();
  }

  private static int extent(List<Factor> factors) {
    return factors.stream().mapToInt(Factor::extent).reduce(1, Math::multiplyExact);
  }

  /** Returns the number of axes. */
  public int rank() {
    return axes.size();
  }

  List<Factor> axis(int index) {
    return axes.get(index);
  }

  /** Returns the parts of all axes, outermost first, as if the tensor had one axis. */
  List<Factor> flat() {
    List<Factor> all = new ArrayList<>();
    axes.forEach(all::addAll);
    return Factor.joined(all);
  }

  /** Returns whether an axis of the tensor is an axis of the map with all of its positions. */
  boolean isWhole(int index, Axis axis, int extent) {
    return axes.get(index).equals(whole(axis, extent));
  }

  /** Returns whether an axis of the tensor consists of channels alone. */
  boolean hasChannelsOnly(int index) {
    return axes.get(index).stream().allMatch(factor -> factor.axis() == Axis.CHANNELS);
  }

  /** Returns the same order with an axis replaced by one that has all of a map's channels. */
  Layout withChannels(int index, int channels) {
    List<List<Factor>> changed = new ArrayList<>(axes);
    changed.set(index, whole(Axis.CHANNELS, channels));
    return new Layout(changed);
  }

  /** Returns the same order with an axis of another layout. */
  Layout with(int index, Layout other) {
    List<List<Factor>> changed = new ArrayList<>(axes);
    changed.set(index, other.axes.get(index));
    return new Layout(changed);
  }

  /** Returns the same order where the only part of the channels is all of fewer channels. */
  Layout narrowed(int channels) {
    List<List<Factor>> changed = new ArrayList<>();
    for (List<Factor> factors : axes) {
      changed.add(
          factors.stream()
              .map(f -> f.axis() == Axis.CHANNELS ? new Factor(f.axis(), channels, 1) : f)
              .toList());
    }
    return new Layout(changed);
  }

  /** Returns the number of parts of one axis of the map. */
  long parts(Axis axis) {
    return flat().stream().filter(factor -> factor.axis() == axis).count();
  }

  /** Returns the product of the extents of all parts of one axis of the map. */
  long positions(Axis axis) {
    return flat().stream()
        .filter(factor -> factor.axis() == axis)
        .mapToLong(Factor::extent)
        .reduce(1, Math::multiplyExact);
  }

  /** Returns the same order without the parts of one axis, which keeps the extent 1. */
  Layout cleared(int index) {
    return withChannels(index, 1);
  }

  /** Returns {@code [1][C]} of one pixel. */
  static Layout ofPixel(int channels) {
    return new Layout(List.of(List.of(), whole(Axis.CHANNELS, channels)));
  }

  /**
   * Returns the same elements with other extents.
   *
   * @throws InvalidGraphException if an extent would cut a part of an axis into unequal pieces
   */
  public Layout reshape(int... extents) {
    boolean valid = extents.length <= MAX_RANK && Arrays.stream(extents).allMatch(e -> e > 0);
    if (!valid) {
      throw new InvalidGraphException(
          "shape: expected at most %d extents from 1 on, found %s"
              .formatted(MAX_RANK, brief(extents)));
    }
    long elements = Arrays.stream(extents).asLongStream().reduce(1, Math::multiplyExact);
    Deque<Factor> rest = new ArrayDeque<>(flat());
    long own = rest.stream().mapToLong(Factor::extent).reduce(1, Math::multiplyExact);
    if (elements != own) {
      throw new InvalidGraphException(
          "shape: expected %d elements as in %s, found %s"
              .formatted(own, this, Arrays.toString(extents)));
    }
    List<List<Factor>> changed = new ArrayList<>();
    for (int extent : extents) {
      changed.add(Factor.joined(take(rest, extent, extents)));
    }
    return new Layout(changed);
  }

  private List<Factor> take(Deque<Factor> rest, int extent, int[] extents) {
    List<Factor> taken = new ArrayList<>();
    int open = extent;
    while (open > 1) {
      Factor next = rest.removeFirst();
      if (open % next.extent() == 0) {
        taken.add(next);
        open /= next.extent();
      } else if (next.extent() % open == 0) {
        int inner = next.extent() / open;
        taken.add(new Factor(next.axis(), open, next.stride() * inner));
        rest.addFirst(new Factor(next.axis(), inner, next.stride()));
        open = 1;
      } else {
        throw new InvalidGraphException(
            "shape: expected whole parts of %s, found %s"
                .formatted(this, Arrays.toString(extents)));
      }
    }
    return taken;
  }

  /**
   * Returns the same elements with axes in another order.
   *
   * @param order for each new axis the index of the old one
   * @throws InvalidGraphException if it is not an order of the axes
   */
  public Layout transpose(int... order) {
    boolean each = order.length == rank();
    for (int axis = 0; each && axis < rank(); axis++) {
      int wanted = axis;
      each = Arrays.stream(order).filter(index -> index == wanted).count() == 1;
    }
    if (!each) {
      throw new InvalidGraphException(
          "order of axes: expected each of 0 to %d once, found %s"
              .formatted(rank() - 1, Arrays.toString(order)));
    }
    return new Layout(Arrays.stream(order).mapToObj(axes::get).toList());
  }

  private static String brief(int[] extents) {
    return Arrays.toString(Arrays.copyOf(extents, Math.min(extents.length, MAX_RANK)));
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Layout layout && axes.equals(layout.axes);
  }

  @Override
  public int hashCode() {
    return axes.hashCode();
  }

  /** Returns the extents as in {@code [1, 3, 224, 224]}. */
  @Override
  public String toString() {
    return Arrays.toString(extents());
  }
}
