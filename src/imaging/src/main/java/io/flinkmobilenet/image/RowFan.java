package io.flinkmobilenet.image;

import io.flinkmobilenet.geometry.InputGeometry;
import io.flinkmobilenet.image.rows.Region;
import io.flinkmobilenet.image.rows.RowSink;
import java.util.ArrayList;
import java.util.List;

/** Brings an image whose stored rows arrive one by one to several input geometries at once. */
final class RowFan implements RowSink {
  private final List<RowNormaliser> normalisers = new ArrayList<>();
  private final Region region;
  private int y;

  /**
   * Creates a fan for an image of the given stored size.
   *
   * @param reduction factor by which the decoder has already reduced the rows and columns; 1 for
   *     none
   * @param tools at least one per geometry; they are in use until the images are finished
   */
  RowFan(
      int width,
      int height,
      int reduction,
      Orientation orientation,
      List<InputGeometry> geometries,
      List<RowTools> tools) {
    for (int i = 0; i < geometries.size(); i++) {
      normalisers.add(
          RowNormaliser.of(width, height, reduction, orientation, geometries.get(i), tools.get(i)));
    }
    Region union = normalisers.get(0).region();
    for (RowNormaliser normaliser : normalisers) {
      Region next = normaliser.region();
      union =
          new Region(
              Math.min(union.left(), next.left()),
              Math.min(union.top(), next.top()),
              Math.max(union.right(), next.right()),
              Math.max(union.bottom(), next.bottom()));
    }
    region = union;
    y = union.top();
  }

  /** The region of stored pixels that all geometries together need. */
  Region region() {
    return region;
  }

  @Override
  public void row(int[] pixels, int at) {
    for (int i = 0; i < normalisers.size(); i++) {
      Region part = normalisers.get(i).region();
      if (y >= part.top() && y < part.bottom()) {
        normalisers.get(i).row(pixels, at + part.left() - region.left());
      }
    }
    y++;
  }

  /** The finished images in the order of the geometries, once all rows have arrived. */
  List<RgbImage> images() {
    List<RgbImage> images = new ArrayList<>(normalisers.size());
    for (RowNormaliser normaliser : normalisers) {
      images.add(normaliser.image());
    }
    return images;
  }
}
