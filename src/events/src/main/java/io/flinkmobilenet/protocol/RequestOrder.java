package io.flinkmobilenet.protocol;

import java.util.Arrays;
import java.util.Comparator;

/**
 * The order of requests: by epoch; for equal epochs deployments after activations, activations by
 * name and version, and deployments by their signed bytes, so that all readers agree.
 */
final class RequestOrder {
  static final Comparator<ModelRequest> COMPARATOR =
      Comparator.comparingLong(ModelRequest::epoch).thenComparing(RequestOrder::compareContent);

  private RequestOrder() {}

  private static int compareContent(ModelRequest one, ModelRequest other) {
    if (one instanceof ActivationRequest first && other instanceof ActivationRequest second) {
      return first.key().compareTo(second.key());
    }
    if (one instanceof Deployment && other instanceof Deployment) {
      return Arrays.compare(one.signedBytes(), other.signedBytes());
    }
    return one instanceof Deployment ? 1 : -1;
  }
}
