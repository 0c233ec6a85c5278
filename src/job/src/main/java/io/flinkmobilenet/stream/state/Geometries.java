package io.flinkmobilenet.stream.state;

import io.flinkmobilenet.geometry.InputGeometry;
import io.flinkmobilenet.geometry.Resize;
import io.flinkmobilenet.geometry.ResizeFilter;
import io.flinkmobilenet.protocol.ManifestGeometry;
import java.io.IOException;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/**
 * Converts between the geometry that a manifest announces and the one that images are prepared
 * with, and serializes the latter for state and edges as four-byte integers: the shortest edge, or
 * -1 followed by the width and height to which images are stretched, or -3 if images keep their
 * size; then width and height of the crop. If the filter is not the bilinear one, -2 and its number
 * come before all that, and before these -4 if images must have the size of the crop. A single 0
 * stands for null.
 */
public final class Geometries {
  private static final int NONE = 0;
  private static final int STRETCHED = -1;
  private static final int FILTERED = -2;
  private static final int NOT_RESIZED = -3;
  private static final int EXACT = -4;

  private Geometries() {}

  /** Returns the geometry with which images are prepared for the model of a manifest. */
  public static InputGeometry toInput(ManifestGeometry announced) {
    Resize resize =
        switch (announced.kind()) {
          case NONE -> Resize.none();
          case STRETCH -> Resize.stretch(announced.width(), announced.height());
          case SHORTEST_EDGE -> Resize.shortestEdge(announced.width());
        };
    return new InputGeometry(
        resize.with(ResizeFilter.of(announced.resample())),
        announced.cropWidth(),
        announced.cropHeight(),
        announced.exact());
  }

  /** Returns the same geometry, as a manifest announces it. */
  public static ManifestGeometry toManifest(InputGeometry geometry) {
    Resize resize = geometry.resize();
    return new ManifestGeometry(
        resize.width(),
        resize.height(),
        ManifestGeometry.Kind.valueOf(resize.kind().name()),
        geometry.cropWidth(),
        geometry.cropHeight(),
        geometry.exact(),
        resize.filter().number());
  }

  static void write(DataOutputView out, InputGeometry geometry) throws IOException {
    if (geometry == null) {
      out.writeInt(NONE);
      return;
    }
    Resize resize = geometry.resize();
    if (geometry.exact()) {
      out.writeInt(EXACT);
    }
    if (resize.filter() != ResizeFilter.BILINEAR) {
      out.writeInt(FILTERED);
      out.writeInt(resize.filter().number());
    }
    writeSize(out, resize);
    out.writeInt(geometry.cropWidth());
    out.writeInt(geometry.cropHeight());
  }

  private static void writeSize(DataOutputView out, Resize resize) throws IOException {
    switch (resize.kind()) {
      case NONE -> out.writeInt(NOT_RESIZED);
      case STRETCH -> {
        out.writeInt(STRETCHED);
        out.writeInt(resize.width());
        out.writeInt(resize.height());
      }
      case SHORTEST_EDGE -> out.writeInt(resize.width());
    }
  }

  static InputGeometry read(DataInputView in) throws IOException {
    int edge = in.readInt();
    if (edge == NONE) {
      return null;
    }
    boolean exact = edge == EXACT;
    if (exact) {
      edge = in.readInt();
    }
    ResizeFilter filter = ResizeFilter.BILINEAR;
    if (edge == FILTERED) {
      filter = ResizeFilter.of(in.readInt());
      edge = in.readInt();
    }
    Resize resize =
        switch (edge) {
          case NOT_RESIZED -> Resize.none();
          case STRETCHED -> Resize.stretch(in.readInt(), in.readInt());
          default -> Resize.shortestEdge(edge);
        };
    return new InputGeometry(resize.with(filter), in.readInt(), in.readInt(), exact);
  }
}
