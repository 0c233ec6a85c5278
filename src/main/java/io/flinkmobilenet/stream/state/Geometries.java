package io.flinkmobilenet.stream.state;

import io.flinkmobilenet.image.InputGeometry;
import io.flinkmobilenet.image.Resize;
import java.io.IOException;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/**
 * Serializes an input geometry for state and edges as four-byte integers: the shortest edge, or -1
 * followed by the width and height to which images are stretched; then width and height of the
 * crop. A single 0 stands for null.
 */
final class Geometries {
  private static final int NONE = 0;
  private static final int STRETCHED = -1;

  private Geometries() {}

  static void write(DataOutputView out, InputGeometry geometry) throws IOException {
    if (geometry == null) {
      out.writeInt(NONE);
      return;
    }
    Resize resize = geometry.resize();
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
    Resize resize =
        edge == STRETCHED ? Resize.stretch(in.readInt(), in.readInt()) : Resize.shortestEdge(edge);
    return new InputGeometry(resize, in.readInt(), in.readInt());
  }
}
