package io.flinkmobilenet.stream.operator;

import io.flinkmobilenet.geometry.InputGeometry;
import io.flinkmobilenet.protocol.ActivationRequest;
import io.flinkmobilenet.protocol.Manifest;
import io.flinkmobilenet.protocol.ManifestGeometry;
import io.flinkmobilenet.protocol.MergeRule;
import io.flinkmobilenet.protocol.ModelKey;
import io.flinkmobilenet.protocol.ModelMessage;
import io.flinkmobilenet.protocol.Removal;
import io.flinkmobilenet.protocol.Signed;
import io.flinkmobilenet.protocol.signing.TrustedKeys;
import io.flinkmobilenet.stream.state.Geometries;
import io.flinkmobilenet.stream.state.StateTypes;
import java.util.Map;
import org.apache.flink.api.common.state.BroadcastState;
import org.apache.flink.api.common.state.MapStateDescriptor;
import org.apache.flink.api.common.state.ReadOnlyBroadcastState;
import org.apache.flink.api.common.typeinfo.Types;

/**
 * The announcements from which {@link PrepareFunction} derives the geometry of the requested model.
 *
 * <p>The geometry is only a hint. It is wrong during a swap and if the requested model turns out to
 * be unusable; Classify compares it with its model's own and, if needed, prepares the image again.
 */
final class TargetSizes {
  static final MapStateDescriptor<ModelKey, Manifest> MANIFESTS =
      new MapStateDescriptor<>("manifests", StateTypes.MODEL_KEY, StateTypes.MANIFEST);
  static final MapStateDescriptor<String, ActivationRequest> ACTIVATION =
      new MapStateDescriptor<>("activation", Types.STRING, StateTypes.ACTIVATION);

  private static final String WANTED = "wanted";

  /** Enough for every model that Classify keeps; each manifest takes a few hundred bytes. */
  private static final int MOST_MANIFESTS = 1000;

  /** More pixels than the largest MobileNetV2 input; Classify prepares images for larger inputs. */
  private static final long MOST_PIXELS = 1 << 22;

  private TargetSizes() {}

  static void accept(
      ModelMessage message,
      TrustedKeys trusted,
      BroadcastState<ModelKey, Manifest> manifests,
      BroadcastState<String, ActivationRequest> activation)
      throws Exception {
    if (message instanceof Signed announcement && !isTrusted(announcement, trusted)) {
      return;
    }
    if (message instanceof Manifest manifest) {
      Manifest held = trusted(manifests.get(manifest.key()), trusted);
      if (MergeRule.EARLIEST_COPY.compare(held, manifest).replaces()) {
        manifests.put(manifest.key(), manifest);
        dropBeyondLimit(manifests, activation.get(WANTED));
      }
    } else if (message instanceof Removal removal) {
      manifests.remove(removal.key());
    } else if (message instanceof ActivationRequest wanted) {
      ActivationRequest held = trusted(activation.get(WANTED), trusted);
      activation.put(WANTED, (ActivationRequest) MergeRule.mergeRequests(held, wanted));
    }
  }

  /**
   * Returns an announcement from the state, which may have been accepted with other trusted keys;
   * null if there is none or it is not trusted now.
   */
  private static <T extends Signed> T trusted(T announcement, TrustedKeys trusted) {
    return announcement != null && isTrusted(announcement, trusted) ? announcement : null;
  }

  private static boolean isTrusted(Signed announcement, TrustedKeys trusted) {
    return trusted.objection(announcement.signedBytes(), announcement.signature()).isEmpty();
  }

  private static void dropBeyondLimit(
      BroadcastState<ModelKey, Manifest> manifests, ActivationRequest wanted) throws Exception {
    Manifest oldest = null;
    int count = 0;
    for (Map.Entry<ModelKey, Manifest> entry : manifests.entries()) {
      count++;
      boolean needed = wanted != null && wanted.key().equals(entry.getKey());
      if (!needed && (oldest == null || Manifest.BY_AGE.compare(entry.getValue(), oldest) < 0)) {
        oldest = entry.getValue();
      }
    }
    if (count > MOST_MANIFESTS && oldest != null) {
      manifests.remove(oldest.key());
    }
  }

  /** Returns the geometry of the requested model; null if it is not known. */
  static InputGeometry geometry(
      ReadOnlyBroadcastState<ModelKey, Manifest> manifests,
      ReadOnlyBroadcastState<String, ActivationRequest> activation)
      throws Exception {
    ActivationRequest wanted = activation.get(WANTED);
    Manifest manifest = wanted == null ? null : manifests.get(wanted.key());
    return manifest == null || !isWithinLimit(manifest.geometry())
        ? null
        : Geometries.toInput(manifest.geometry());
  }

  /**
   * A manifest can announce any size. Limit it, because every image would be scaled up to that
   * size.
   */
  private static boolean isWithinLimit(ManifestGeometry geometry) {
    return (long) geometry.cropWidth() * geometry.cropHeight() <= MOST_PIXELS;
  }
}
