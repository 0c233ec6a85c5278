package io.flinkmobilenet.peers;

import static io.flinkmobilenet.peers.FlatTable.octet;

import io.flinkmobilenet.graph.ChannelShuffle;
import io.flinkmobilenet.graph.ChannelSlice;
import io.flinkmobilenet.graph.ConstantPadding;
import io.flinkmobilenet.graph.FeatureShape;
import io.flinkmobilenet.graph.Flatten;
import io.flinkmobilenet.graph.Operator;
import io.flinkmobilenet.graph.Resampling;

/** Writes operators that move values without changing them, and resampling. */
final class TfLiteMoves {
  private static final FlatTable.Field[] NO_OPTIONS = {};

  private final TfLiteModel model;

  TfLiteMoves(TfLiteModel model) {
    this.model = model;
  }

  int node(Operator operator, int input, FeatureShape in, FeatureShape out) {
    if (operator instanceof ChannelShuffle shuffle) {
      return shuffled(shuffle, input, in);
    } else if (operator instanceof ChannelSlice slice) {
      int begin = model.integers(0, 0, 0, slice.from());
      int size = model.integers(1, in.height(), in.width(), out.channels());
      return model.node(TfLiteOperator.SLICE, NO_OPTIONS, model.map(out), input, begin, size);
    } else if (operator instanceof ConstantPadding padding) {
      TfLitePadding sides =
          new TfLitePadding(
              padding.top(), padding.left(), padding.bottom(), padding.right(), false);
      return padded(input, in, sides, padding.value());
    } else if (operator instanceof Flatten flatten) {
      return flattened(flatten, input, in, out);
    } else if (operator instanceof Resampling resampling) {
      return resampled(resampling, input, out);
    }
    throw new UnsupportedOperationException("operator " + operator.title());
  }

  /** Adds padding with a value, if the padding needs an operator. */
  int padded(int input, FeatureShape in, TfLitePadding padding, double value) {
    if (!padding.separate()) {
      return input;
    }
    int output = model.map(padding.padded(in));
    int axes = model.matrix(padding.axes(), 4, 2);
    return value == 0
        ? model.node(TfLiteOperator.PAD, NO_OPTIONS, output, input, axes)
        : model.node(TfLiteOperator.PADV2, NO_OPTIONS, output, input, axes, model.scalar(value));
  }

  private int shuffled(ChannelShuffle shuffle, int input, FeatureShape in) {
    int groups = shuffle.groups();
    int size = in.channels() / groups;
    int grouped = reshaped(input, 1, in.height(), in.width(), groups, size);
    int swapped =
        model.node(
            TfLiteOperator.TRANSPOSE,
            NO_OPTIONS,
            model.map(1, in.height(), in.width(), size, groups),
            grouped,
            model.integers(0, 1, 2, 4, 3));
    return reshaped(swapped, 1, in.height(), in.width(), in.channels());
  }

  private int flattened(Flatten flatten, int input, FeatureShape in, FeatureShape out) {
    if (in.pixels() == 1) {
      return input;
    }
    int ordered = input;
    if (flatten.order() == Flatten.Order.CHANNELS_FIRST) {
      int planes = model.map(1, in.channels(), in.height(), in.width());
      int order = model.integers(0, 3, 1, 2);
      ordered = model.node(TfLiteOperator.TRANSPOSE, NO_OPTIONS, planes, input, order);
    }
    return reshaped(ordered, 1, 1, 1, out.channels());
  }

  private int reshaped(int input, int... shape) {
    return model.node(
        TfLiteOperator.RESHAPE, NO_OPTIONS, model.map(shape), input, model.integers(shape));
  }

  private int resampled(Resampling resampling, int input, FeatureShape out) {
    if (resampling.interpolation() == Resampling.Interpolation.NEAREST) {
      throw new UnsupportedOperationException("operator nearest " + resampling.title());
    }
    FlatTable.Field[] options = {
      null,
      null,
      octet(resampling.coordinates() == Resampling.Coordinates.ALIGN_CORNERS ? 1 : 0),
      octet(resampling.coordinates() == Resampling.Coordinates.HALF_PIXEL ? 1 : 0)
    };
    int size = model.integers(out.height(), out.width());
    return model.node(TfLiteOperator.RESIZE_BILINEAR, options, model.map(out), input, size);
  }
}
