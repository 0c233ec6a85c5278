package io.flinkmobilenet.stream.kafka;

import io.flinkmobilenet.event.ModelGeometry;
import io.flinkmobilenet.image.InputGeometry;
import io.flinkmobilenet.image.Resize;

/** Converts between an input geometry and the fields of a manifest. */
final class GeometryFields {
  private GeometryFields() {}

  static ModelGeometry of(InputGeometry geometry) {
    Resize resize = geometry.resize();
    boolean stretched = resize.stretched();
    return new ModelGeometry(
        stretched ? 0 : geometry.shortestEdge(),
        geometry.cropWidth(),
        geometry.cropHeight(),
        stretched ? resize.width() : 0,
        stretched ? resize.height() : 0);
  }

  /**
   * Returns the geometry that the fields describe.
   *
   * @throws IllegalArgumentException if the fields contradict each other or describe no geometry
   */
  static InputGeometry read(ModelGeometry fields) {
    boolean stretched = fields.getStretchedWidth() != 0 || fields.getStretchedHeight() != 0;
    if (stretched && fields.getShortestEdge() != 0) {
      throw new IllegalArgumentException(
          "geometry: expected a shortest edge or a stretched size, found %d and %d x %d"
              .formatted(
                  fields.getShortestEdge(),
                  fields.getStretchedWidth(),
                  fields.getStretchedHeight()));
    }
    Resize resize =
        stretched
            ? Resize.stretch(fields.getStretchedWidth(), fields.getStretchedHeight())
            : Resize.shortestEdge(fields.getShortestEdge());
    return new InputGeometry(resize, fields.getCropWidth(), fields.getCropHeight());
  }
}
