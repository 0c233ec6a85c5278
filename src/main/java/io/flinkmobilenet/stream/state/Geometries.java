package io.flinkmobilenet.stream.state;

import io.flinkmobilenet.image.InputGeometry;
import java.io.IOException;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/** How an input geometry lies in state and on edges: three numbers; a first one of 0 for null. */
final class Geometries {
  private Geometries() {}

  static void write(DataOutputView out, InputGeometry geometry) throws IOException {
    if (geometry == null) {
      out.writeInt(0);
      return;
    }
    out.writeInt(geometry.shortestEdge());
    out.writeInt(geometry.cropWidth());
    out.writeInt(geometry.cropHeight());
  }

  static InputGeometry read(DataInputView in) throws IOException {
    int shortestEdge = in.readInt();
    return shortestEdge == 0 ? null : new InputGeometry(shortestEdge, in.readInt(), in.readInt());
  }
}
