package io.flinkmobilenet.graph;

import java.util.List;
import java.util.Locale;

/**
 * A map of another height and width, interpolated from the nearest pixel or linearly between the
 * nearest two rows and columns; positions outside the map count as its border. Nothing is averaged
 * when a map gets smaller.
 *
 * @param height rows of the output
 * @param width columns of the output
 * @param interpolation nearest or bilinear
 * @param coordinates the input position of an output position
 * @see <a href="https://onnx.ai/onnx/operators/onnx__Resize.html">Resize</a>
 */
public record Resampling(
    int height, int width, Interpolation interpolation, Coordinates coordinates)
    implements Operator {
  /** The ways of interpolation. */
  public enum Interpolation {
    /** The pixel below the position if coordinates are asymmetric, otherwise the nearest one. */
    NEAREST,
    /** Weighted mean of two by two pixels. */
    BILINEAR
  }

  /** Input position of an output position {@code x}, with extents {@code in} and {@code out}. */
  public enum Coordinates {
    /** (x + 0.5) · in / out − 0.5. */
    HALF_PIXEL,
    /** x · in / out. */
    ASYMMETRIC,
    /** x · (in − 1) / (out − 1), or 0 if there is one output. */
    ALIGN_CORNERS
  }

  /** Returns the input position of an output position, not yet limited to the input. */
  public double position(int at, int inputs, int outputs) {
    return switch (coordinates) {
      case HALF_PIXEL -> (at + 0.5) * inputs / outputs - 0.5;
      case ASYMMETRIC -> (double) at * inputs / outputs;
      case ALIGN_CORNERS -> outputs == 1 ? 0 : (double) at * (inputs - 1) / (outputs - 1);
    };
  }

  /** Returns the nearest position, of two equally near ones the lower, not yet limited either. */
  public int nearest(double position) {
    boolean floor = coordinates == Coordinates.ASYMMETRIC;
    return (int) (floor ? Math.floor(position) : Math.ceil(position - 0.5));
  }

  @Override
  public String title() {
    String how = interpolation == null ? "" : interpolation.name().toLowerCase(Locale.ROOT) + " ";
    return how + "resampling";
  }

  @Override
  public FeatureShape output(List<FeatureShape> inputs) {
    Expect.range("output height", height, 1, Expect.MAX_EXTENT);
    Expect.range("output width", width, 1, Expect.MAX_EXTENT);
    Expect.present("interpolation", interpolation);
    Expect.present("coordinates", coordinates);
    return new FeatureShape(height, width, Expect.one(inputs).channels());
  }
}
