package io.flinkmobilenet.stream.operator;

import io.flinkmobilenet.image.InputGeometry;
import io.flinkmobilenet.model.signing.TrustedKeys;
import io.flinkmobilenet.stream.state.ActivationRequest;
import io.flinkmobilenet.stream.state.Manifest;
import io.flinkmobilenet.stream.state.ModelKey;
import io.flinkmobilenet.stream.state.ModelMessage;
import io.flinkmobilenet.stream.state.Removal;
import io.flinkmobilenet.stream.state.Signed;
import io.flinkmobilenet.stream.state.StateTypes;
import java.util.Map;
import org.apache.flink.api.common.state.BroadcastState;
import org.apache.flink.api.common.state.MapStateDescriptor;
import org.apache.flink.api.common.state.ReadOnlyBroadcastState;
import org.apache.flink.api.common.typeinfo.Types;

/**
 * What Decode keeps of the announcements: enough to guess the geometry of the model in charge.
 *
 * <p>It is a hint only. It is wrong while a swap is under way and where the wanted model turns out
 * to be unusable; Classify compares it with its model's own and prepares the picture again.
 */
final class TargetSizes {
  static final MapStateDescriptor<ModelKey, Manifest> MANIFESTS =
      new MapStateDescriptor<>("manifests", StateTypes.MODEL_KEY, StateTypes.MANIFEST);
  static final MapStateDescriptor<String, ActivationRequest> ACTIVATION =
      new MapStateDescriptor<>("activation", Types.STRING, StateTypes.ACTIVATION);

  private static final String WANTED = "wanted";

  /** Enough for every model that Classify keeps; a few hundred bytes each. */
  private static final int MOST_MANIFESTS = 1000;

  /** More than the largest network of this kind sees; Classify would prepare such pictures. */
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
      Manifest known = manifests.get(manifest.key());
      if (known == null
          || !isTrusted(known, trusted)
          || Manifest.BY_AGE.compare(manifest, known) < 0) {
        manifests.put(manifest.key(), manifest);
        dropBeyondLimit(manifests, activation.get(WANTED));
      }
    } else if (message instanceof Removal removal) {
      manifests.remove(removal.key());
    } else if (message instanceof ActivationRequest wanted) {
      ActivationRequest known = activation.get(WANTED);
      if (known == null || !isTrusted(known, trusted) || wanted.outranks(known)) {
        activation.put(WANTED, wanted);
      }
    }
  }

  /** What a checkpoint brought back may have been taken in when other keys were trusted. */
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

  /** The geometry that the model in charge probably wants; null where nothing is known. */
  static InputGeometry geometry(
      ReadOnlyBroadcastState<ModelKey, Manifest> manifests,
      ReadOnlyBroadcastState<String, ActivationRequest> activation)
      throws Exception {
    ActivationRequest wanted = activation.get(WANTED);
    Manifest manifest = wanted == null ? null : manifests.get(wanted.key());
    return manifest == null || !isModest(manifest.geometry()) ? null : manifest.geometry();
  }

  /** A manifest may say what it likes; every picture would be blown up to it. */
  private static boolean isModest(InputGeometry geometry) {
    return (long) geometry.cropWidth() * geometry.cropHeight() <= MOST_PIXELS;
  }
}
