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
 * -1 followed by the width and height to which images are stretched; then width and height of the
 * crop. If the filter is not the bilinear one, -2 and its number come before all that. A single 0
 * stands for null.
 */
public final class Geometries {
  private static final int NONE = 0;
  private static final int STRETCHED = -1;
  private static final int FILTERED = -2;

  private Geometries() {}

  /** Returns the geometry with which images are prepared for the model of a manifest. */
  public static InputGeometry toInput(ManifestGeometry announced) {
    return new InputGeometry(
        new Resize(
            announced.width(),
            announced.height(),
            announced.stretched(),
            ResizeFilter.of(announced.resample())),
        announced.cropWidth(),
        announced.cropHeight());
  }

  /** Returns the same geometry, as a manifest announces it. */
  public static ManifestGeometry toManifest(InputGeometry geometry) {
    Resize resize = geometry.resize();
    return new ManifestGeometry(
        resize.width(),
        resize.height(),
        resize.stretched(),
        geometry.cropWidth(),
        geometry.cropHeight(),
        resize.filter().number());
  }

  static void write(DataOutputView out, InputGeometry geometry) throws IOException {
    if (geometry == null) {
      out.writeInt(NONE);
      return;
    }
    Resize resize = geometry.resize();
    if (resize.filter() != ResizeFilter.BILINEAR) {
      out.writeInt(FILTERED);
      out.writeInt(resize.filter().number());
    }
    if (resize.stretched()) {
      out.writeInt(STRETCHED);
      out.writeInt(resize.width());
      out.writeInt(resize.height());
    } else {
      out.writeInt(geometry.shortestEdge());
    }
    out.writeInt(geometry.cropWidth());
    out.writeInt(geometry.cropHeight());
  }

  static InputGeometry read(DataInputView in) throws IOException {
    int edge = in.readInt();
    if (edge == NONE) {
      return null;
    }
    ResizeFilter filter = ResizeFilter.BILINEAR;
    if (edge == FILTERED) {
      filter = ResizeFilter.of(in.readInt());
      edge = in.readInt();
    }
    Resize resize =
        edge == STRETCHED ? Resize.stretch(in.readInt(), in.readInt()) : Resize.shortestEdge(edge);
    return new InputGeometry(resize.with(filter), in.readInt(), in.readInt());
  }
}
