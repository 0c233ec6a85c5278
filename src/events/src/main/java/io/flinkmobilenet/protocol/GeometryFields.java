package io.flinkmobilenet.protocol;

import io.flinkmobilenet.event.ModelGeometry;
import io.flinkmobilenet.protocol.ManifestGeometry.Kind;

/** Converts between a geometry and the fields of a manifest's record. */
final class GeometryFields {
  private GeometryFields() {}

  static ModelGeometry of(ManifestGeometry geometry) {
    boolean stretched = geometry.kind() == Kind.STRETCH;
    return new ModelGeometry(
        stretched ? 0 : geometry.width(),
        geometry.cropWidth(),
        geometry.cropHeight(),
        stretched ? geometry.width() : 0,
        stretched ? geometry.height() : 0,
        geometry.resample(),
        geometry.kind() != Kind.NONE,
        geometry.exact());
  }

  /**
   * Returns the geometry that the fields describe.
   *
   * @throws IllegalArgumentException if the fields contradict each other or describe no geometry
   */
  static ManifestGeometry read(ModelGeometry fields) {
    int width = fields.getStretchedWidth();
    int height = fields.getStretchedHeight();
    boolean stretched = width != 0 || height != 0;
    if (stretched && fields.getShortestEdge() != 0) {
      throw new IllegalArgumentException(
          "geometry: expected a shortest edge or a stretched size, found %d and %d x %d"
              .formatted(fields.getShortestEdge(), width, height));
    }
    if (!fields.getResized() && stretched) {
      throw new IllegalArgumentException(
          "geometry: expected no size without a resize, found %d x %d".formatted(width, height));
    }
    Kind kind = stretched ? Kind.STRETCH : Kind.SHORTEST_EDGE;
    return new ManifestGeometry(
        stretched ? width : fields.getShortestEdge(),
        stretched ? height : fields.getShortestEdge(),
        fields.getResized() ? kind : Kind.NONE,
        fields.getCropWidth(),
        fields.getCropHeight(),
        fields.getExact(),
        fields.getResample());
  }
}
