package io.flinkmobilenet.stream.state;

import io.flinkmobilenet.image.InputGeometry;
import io.flinkmobilenet.image.Resize;
import java.io.IOException;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/**
 * How an input geometry lies in state and on edges, in numbers of four bytes: the shortest edge, or
 * -1 and the width and height that images are stretched to; then width and height of the crop. A
 * single 0 for null.
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
