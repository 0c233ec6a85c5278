package io.flinkmobilenet.peers;

import static io.flinkmobilenet.peers.FlatTable.number;
import static io.flinkmobilenet.peers.FlatTable.octet;

import io.flinkmobilenet.graph.AdaptivePool;
import io.flinkmobilenet.graph.FeatureShape;
import io.flinkmobilenet.graph.Pool;
import io.flinkmobilenet.graph.Reduction;
import io.flinkmobilenet.graph.Window;

/** Writes pools. */
final class TfLitePools {
  private final TfLiteModel model;
  private final TfLiteMoves moves;

  TfLitePools(TfLiteModel model, TfLiteMoves moves) {
    this.model = model;
    this.moves = moves;
  }

  /**
   * Adds a pool. SAME ignores padding; PAD before the pool gives a mean that counts padding, and
   * the largest value if the padding is not above it.
   */
  int pool(Pool pool, int input, FeatureShape in, FeatureShape out, boolean positive) {
    Window window = pool.window();
    if (window.dilationY() > 1 || window.dilationX() > 1) {
      throw new UnsupportedOperationException("operator dilated " + pool.title());
    }
    TfLitePadding padding = TfLitePadding.of(window, in, out);
    boolean max = pool.reduction() == Reduction.MAX;
    if (max || padding.none() || padding.same() && !pool.countPadding()) {
      double value = positive ? 0 : -Float.MAX_VALUE;
      return pool(max, padding.code(), window, moves.padded(input, in, padding, value), out);
    }
    boolean inside =
        window.top() + in.height() + window.bottom() >= padding.padded(in).height()
            && window.left() + in.width() + window.right() >= padding.padded(in).width();
    if (pool.countPadding() && inside) {
      TfLitePadding separate =
          new TfLitePadding(
              padding.top(), padding.left(), padding.bottom(), padding.right(), false);
      return pool(false, separate.code(), window, moves.padded(input, in, separate, 0), out);
    }
    throw new UnsupportedOperationException(
        "operator " + pool.title() + " with a mean of part of its windows");
  }

  int global(Reduction reduction, int input, FeatureShape in, FeatureShape out) {
    if (reduction == Reduction.MAX) {
      return pool(true, 1, Window.of(in.height(), in.width()), input, out);
    }
    FlatTable.Field[] options = {octet(1)};
    return model.node(TfLiteOperator.MEAN, options, model.map(out), input, model.integers(1, 2));
  }

  /** Only windows of one size have an operator. */
  int adaptive(AdaptivePool pool, int input, FeatureShape in, FeatureShape out) {
    if (in.equals(out)) {
      return input;
    } else if (out.pixels() == 1) {
      return global(pool.reduction(), input, in, out);
    } else if (in.height() % out.height() != 0 || in.width() % out.width() != 0) {
      throw new UnsupportedOperationException("operator " + pool.title());
    }
    int rows = in.height() / out.height();
    int columns = in.width() / out.width();
    Window window = Window.of(rows, columns).stride(rows, columns);
    return pool(pool.reduction() == Reduction.MAX, 1, window, input, out);
  }

  private int pool(boolean max, int padding, Window window, int input, FeatureShape out) {
    FlatTable.Field[] options = {
      octet(padding),
      number(window.strideX()),
      number(window.strideY()),
      number(window.width()),
      number(window.height())
    };
    TfLiteOperator operator = max ? TfLiteOperator.MAX_POOL_2D : TfLiteOperator.AVERAGE_POOL_2D;
    return model.node(operator, options, model.map(out), input);
  }
}
