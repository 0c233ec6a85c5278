package io.flinkmobilenet.stream.operator;

import io.flinkmobilenet.geometry.InputGeometry;
import io.flinkmobilenet.protocol.Manifest;
import io.flinkmobilenet.protocol.ManifestGeometry;
import io.flinkmobilenet.protocol.ModelKey;
import io.flinkmobilenet.protocol.ModelRequest;
import io.flinkmobilenet.protocol.Variant;
import io.flinkmobilenet.protocol.routing.Routed;
import io.flinkmobilenet.protocol.routing.Router;
import io.flinkmobilenet.stream.state.Geometries;
import io.flinkmobilenet.stream.state.ImageRecord;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;

/**
 * The input sizes of the models that probably see an image: those of the request that counts and,
 * for a while, those of the request that it replaced, whose models classify until the new ones are
 * loaded.
 */
final class RequestedSizes {
  /** Most models take less time to load. Afterwards Classify prepares images itself if needed. */
  static final Duration LONGEST = Duration.ofSeconds(10);

  /** More pixels than the largest MobileNetV2 input; Classify prepares images for larger inputs. */
  private static final long MOST_PIXELS = 1 << 22;

  private Router requested;
  private Router replaced;
  private long replacedAt;

  /** The manifests by name and version, as far as they are known. */
  @FunctionalInterface
  interface Manifests {
    /** Returns the manifest of a model; null if it is not known. */
    Manifest get(ModelKey key) throws Exception;
  }

  /**
   * Takes note of the request that counts.
   *
   * @param request null if there is none
   * @param now milliseconds since 1970
   */
  void note(ModelRequest request, long now) {
    if (request == null) {
      requested = null;
    } else if (requested == null) {
      requested = new Router(request);
    } else if (!request.isOf(requested.request())) {
      replaced = requested;
      replacedAt = now;
      requested = new Router(request);
    }
  }

  /**
   * Returns the sizes that an image needs.
   *
   * @param now milliseconds since 1970
   */
  List<InputGeometry> of(ImageRecord image, Manifests manifests, long now) throws Exception {
    if (replaced != null && now - replacedAt >= LONGEST.toMillis()) {
      replaced = null;
    }
    List<InputGeometry> sizes = new ArrayList<>();
    if (image.defect() == null) {
      add(requested, image, manifests, sizes);
      add(replaced, image, manifests, sizes);
    }
    return sizes;
  }

  private static void add(
      Router router, ImageRecord image, Manifests manifests, List<InputGeometry> sizes)
      throws Exception {
    if (router == null) {
      return;
    }
    Routed routed = router.route(image.id(), image.source(), image.attributes());
    for (ModelKey model : models(routed)) {
      Manifest manifest = manifests.get(model);
      if (manifest != null && isWithinLimit(manifest.geometry())) {
        InputGeometry size = Geometries.toInput(manifest.geometry());
        if (!sizes.contains(size)) {
          sizes.add(size);
        }
      }
    }
  }

  /** Classify knows the step of a plan; here, both variants may be the image's one. */
  private static Iterable<ModelKey> models(Routed routed) {
    TreeSet<ModelKey> models = new TreeSet<>();
    List<Variant> variants =
        routed.planned() ? routed.route().variants() : List.of(routed.variant());
    for (Variant variant : variants) {
      variant.stages().forEach(stage -> models.add(stage.model()));
    }
    routed.shadows().forEach(shadow -> models.add(shadow.model()));
    return models;
  }

  /**
   * A manifest can announce any size. Limit it, because every image would be scaled up to that
   * size.
   */
  private static boolean isWithinLimit(ManifestGeometry geometry) {
    return (long) geometry.cropWidth() * geometry.cropHeight() <= MOST_PIXELS;
  }
}
