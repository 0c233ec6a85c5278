package io.flinkmobilenet.stream.operator;

import io.flinkmobilenet.protocol.ActivationRequest;
import io.flinkmobilenet.protocol.Deployment;
import io.flinkmobilenet.protocol.Manifest;
import io.flinkmobilenet.protocol.MergeRule;
import io.flinkmobilenet.protocol.ModelKey;
import io.flinkmobilenet.protocol.ModelMessage;
import io.flinkmobilenet.protocol.ModelRequest;
import io.flinkmobilenet.protocol.Removal;
import io.flinkmobilenet.protocol.Signed;
import io.flinkmobilenet.protocol.signing.TrustedKeys;
import io.flinkmobilenet.stream.state.StateTypes;
import java.util.Map;
import org.apache.flink.api.common.state.BroadcastState;
import org.apache.flink.api.common.state.MapStateDescriptor;
import org.apache.flink.api.common.state.ReadOnlyBroadcastState;
import org.apache.flink.api.common.typeinfo.Types;

/**
 * The announcements from which {@link PrepareFunction} derives the input sizes of the requested
 * models.
 *
 * <p>The sizes are only a hint. They are wrong during a swap and if a requested model turns out to
 * be unusable; Classify compares them with its models' own and, if needed, prepares the image
 * again.
 */
final class TargetSizes {
  static final MapStateDescriptor<ModelKey, Manifest> MANIFESTS =
      new MapStateDescriptor<>("manifests", StateTypes.MODEL_KEY, StateTypes.MANIFEST);
  static final MapStateDescriptor<String, ActivationRequest> ACTIVATION =
      new MapStateDescriptor<>("activation", Types.STRING, StateTypes.ACTIVATION);

  static final MapStateDescriptor<String, Deployment> DEPLOYMENT =
      new MapStateDescriptor<>("deployment", Types.STRING, StateTypes.DEPLOYMENT);

  private static final String WANTED = "wanted";

  /** Enough for every model that Classify keeps; each manifest takes a few hundred bytes. */
  private static final int MOST_MANIFESTS = 1000;

  private TargetSizes() {}

  static void accept(
      ModelMessage message,
      TrustedKeys trusted,
      BroadcastState<ModelKey, Manifest> manifests,
      BroadcastState<String, ActivationRequest> activation,
      BroadcastState<String, Deployment> deployment)
      throws Exception {
    if (message instanceof Signed announcement && !isTrusted(announcement, trusted)) {
      return;
    }
    if (message instanceof Manifest manifest) {
      Manifest held = trusted(manifests.get(manifest.key()), trusted);
      if (MergeRule.EARLIEST_COPY.compare(held, manifest).replaces()) {
        manifests.put(manifest.key(), manifest);
        dropBeyondLimit(manifests, requested(activation, deployment, trusted));
      }
    } else if (message instanceof Removal removal) {
      manifests.remove(removal.key());
    } else if (message instanceof ModelRequest next) {
      if (MergeRule.mergeRequests(requested(activation, deployment, trusted), next) == next) {
        put(next, activation, deployment);
      }
    }
  }

  private static void put(
      ModelRequest request,
      BroadcastState<String, ActivationRequest> activation,
      BroadcastState<String, Deployment> deployment)
      throws Exception {
    activation.clear();
    deployment.clear();
    if (request instanceof Deployment next) {
      deployment.put(WANTED, next);
    } else if (request instanceof ActivationRequest next) {
      activation.put(WANTED, next);
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
      BroadcastState<ModelKey, Manifest> manifests, ModelRequest wanted) throws Exception {
    Manifest oldest = null;
    int count = 0;
    for (Map.Entry<ModelKey, Manifest> entry : manifests.entries()) {
      count++;
      boolean needed = wanted != null && wanted.models().contains(entry.getKey());
      if (!needed && (oldest == null || Manifest.BY_AGE.compare(entry.getValue(), oldest) < 0)) {
        oldest = entry.getValue();
      }
    }
    if (count > MOST_MANIFESTS && oldest != null) {
      manifests.remove(oldest.key());
    }
  }

  /** Returns the request that counts; null if there is none or it is not trusted. */
  static ModelRequest requested(
      ReadOnlyBroadcastState<String, ActivationRequest> activation,
      ReadOnlyBroadcastState<String, Deployment> deployment,
      TrustedKeys trusted)
      throws Exception {
    ModelRequest activated = trusted(activation.get(WANTED), trusted);
    ModelRequest deployed = trusted(deployment.get(WANTED), trusted);
    return deployed == null ? activated : MergeRule.mergeRequests(activated, deployed);
  }
}
