package io.flinkmobilenet.protocol;

import io.flinkmobilenet.protocol.ManifestGeometry.Kind;
import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * Builds the bytes that the signature of an announcement covers. Every field has a fixed position
 * and carries its length, so that no two announcements have the same bytes. The first field names
 * the kind of announcement and the version of this form, so that a signature made for another
 * purpose is never valid here.
 *
 * <pre>
 * text:   length in UTF-8, 4 bytes, big-endian | UTF-8
 * number: 8 bytes, big-endian
 *
 * manifest:   text "flink-mobilenet model manifest 1" | text name | text version | text digest
 *             | number bytes | number chunks | number shortestEdge | number cropWidth
 *             | number cropHeight | number publishedAt, milliseconds since 1970
 *             of a model whose images are stretched:
 *             text "flink-mobilenet model manifest 2" | the same, and in place of shortestEdge
 *             number stretchedWidth | number stretchedHeight
 *             of a model with another filter than bilinear:
 *             text "flink-mobilenet model manifest 3" | the same, and in place of shortestEdge
 *             number stretched, 1 or 0 | number width | number height | number resample
 *             of a model whose images are not resized, or not cropped:
 *             text "flink-mobilenet model manifest 4" | the same, and in place of shortestEdge
 *             number kind, 0 for the shortest edge, 1 for stretched, 2 for no resize
 *             | number width | number height | number resample | number exact, 1 or 0
 * activation: text "flink-mobilenet model activation 1" | text name | text version | number epoch
 * deployment: text "flink-mobilenet model deployment 1" | text name | number epoch | routes
 *             | plan | previous; see DeploymentParts
 * </pre>
 *
 * <p>The digest covers weights, labels and preprocessing, which are all in the artifact.
 */
final class SignedBytes {
  private static final String MANIFEST = "flink-mobilenet model manifest 1";
  private static final String STRETCHING_MANIFEST = "flink-mobilenet model manifest 2";
  private static final String FILTERING_MANIFEST = "flink-mobilenet model manifest 3";
  private static final String KEEPING_MANIFEST = "flink-mobilenet model manifest 4";
  private static final String ACTIVATION = "flink-mobilenet model activation 1";

  private static final String DEPLOYMENT = "flink-mobilenet model deployment 1";

  private SignedBytes() {}

  static byte[] of(Manifest manifest) {
    ManifestGeometry geometry = manifest.geometry();
    List<Object> fields = new ArrayList<>();
    fields.add(form(geometry));
    fields.add(manifest.key().name());
    fields.add(manifest.key().version());
    fields.add(manifest.digest());
    fields.add(manifest.bytes());
    fields.add((long) manifest.chunks());
    addResize(geometry, fields);
    fields.add((long) geometry.cropWidth());
    fields.add((long) geometry.cropHeight());
    fields.add(manifest.publishedAt());
    return join(fields);
  }

  private static String form(ManifestGeometry geometry) {
    if (keeps(geometry)) {
      return KEEPING_MANIFEST;
    }
    if (geometry.resample() != ManifestGeometry.BILINEAR) {
      return FILTERING_MANIFEST;
    }
    return geometry.kind() == Kind.STRETCH ? STRETCHING_MANIFEST : MANIFEST;
  }

  private static boolean keeps(ManifestGeometry geometry) {
    return geometry.kind() == Kind.NONE || geometry.exact();
  }

  private static void addResize(ManifestGeometry geometry, List<Object> fields) {
    if (keeps(geometry)) {
      fields.add(number(geometry.kind()));
      fields.add((long) geometry.width());
      fields.add((long) geometry.height());
      fields.add((long) geometry.resample());
      fields.add(geometry.exact() ? 1L : 0L);
      return;
    }
    boolean stretched = geometry.kind() == Kind.STRETCH;
    boolean filtering = geometry.resample() != ManifestGeometry.BILINEAR;
    if (filtering) {
      fields.add(number(geometry.kind()));
    }
    fields.add((long) geometry.width());
    if (filtering || stretched) {
      fields.add((long) geometry.height());
    }
    if (filtering) {
      fields.add((long) geometry.resample());
    }
  }

  private static long number(Kind kind) {
    return switch (kind) {
      case SHORTEST_EDGE -> 0;
      case STRETCH -> 1;
      case NONE -> 2;
    };
  }

  static byte[] of(ActivationRequest activation) {
    return join(
        List.of(
            ACTIVATION, activation.key().name(), activation.key().version(), activation.epoch()));
  }

  static byte[] of(Deployment deployment) {
    List<Object> fields =
        new ArrayList<>(List.of(DEPLOYMENT, deployment.name(), deployment.epoch()));
    DeploymentParts parts = new DeploymentParts(fields);
    parts.addRoutes(deployment.routes());
    deployment.plan().ifPresentOrElse(parts::addPlan, parts::addNothing);
    parts.addPrevious(deployment.previous());
    return join(fields);
  }

  private static byte[] join(List<Object> fields) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (DataOutputStream out = new DataOutputStream(bytes)) {
      for (Object field : fields) {
        if (field instanceof Long number) {
          out.writeLong(number);
        } else {
          byte[] text = ((String) field).getBytes(StandardCharsets.UTF_8);
          out.writeInt(text.length);
          out.write(text);
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }
}
