package io.flinkmobilenet.stream.operator;

import io.flinkmobilenet.image.DecodeMode;
import io.flinkmobilenet.image.ImageLimits;
import io.flinkmobilenet.protocol.ActivationRequest;
import io.flinkmobilenet.protocol.Deployment;
import io.flinkmobilenet.protocol.Manifest;
import io.flinkmobilenet.protocol.ModelKey;
import io.flinkmobilenet.protocol.ModelMessage;
import io.flinkmobilenet.protocol.signing.TrustedKeys;
import io.flinkmobilenet.stream.state.ImageRecord;
import io.flinkmobilenet.stream.state.PreparedImage;
import java.time.Duration;
import java.util.List;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.BroadcastState;
import org.apache.flink.api.common.state.MapStateDescriptor;
import org.apache.flink.api.common.state.ReadOnlyBroadcastState;
import org.apache.flink.streaming.api.functions.co.BroadcastProcessFunction;
import org.apache.flink.util.Collector;

/**
 * Decodes and normalises images: they leave with pixels at the input sizes of the models that see
 * them, and, for a while after a request, of the models that it replaces. If no model is known, an
 * image stays encoded, and Classify, which always knows its models, prepares it.
 *
 * <p>Both steps are one operator, because rows are resized while they are decoded. A raster of all
 * decoded pixels between two operators would cost more time and memory.
 */
public final class PrepareFunction
    extends BroadcastProcessFunction<ImageRecord, ModelMessage, PreparedImage> {
  /** Descriptors of the state to which the announcements are broadcast. */
  public static final List<MapStateDescriptor<?, ?>> STATE =
      List.of(TargetSizes.MANIFESTS, TargetSizes.ACTIVATION, TargetSizes.DEPLOYMENT);

  private static final long serialVersionUID = 1;

  private final int maxBytes;
  private final long maxPixels;
  private final DecodeMode mode;
  private final TrustedKeys trusted;
  private final Duration warmUp;
  private final boolean encoded;
  private transient ImagePreparation preparation;
  private transient RequestedSizes sizes;
  private transient boolean restored;
  private transient ImageMetrics metrics;

  /**
   * Rejects images beyond the limits; ignores announcements that are not trusted.
   *
   * @param warmUp longest time for which sample images are decoded before the first image
   * @param encoded whether all images stay encoded, because Classify finds out which of them it has
   *     to decode
   */
  public PrepareFunction(
      ImageLimits limits, DecodeMode mode, TrustedKeys trusted, Duration warmUp, boolean encoded) {
    this.warmUp = warmUp;
    this.encoded = encoded;
    maxBytes = limits.maxBytes();
    maxPixels = limits.maxPixels();
    this.mode = mode;
    this.trusted = trusted;
  }

  @Override
  public void open(OpenContext context) {
    preparation = new ImagePreparation(new ImageLimits(maxBytes, maxPixels), mode);
    sizes = new RequestedSizes();
    metrics = new ImageMetrics(getRuntimeContext().getMetricGroup());
    preparation.register(getRuntimeContext().getMetricGroup());
    if (!encoded) {
      SampleImages.warmUp(mode, warmUp);
    }
  }

  @Override
  public void processElement(
      ImageRecord record, ReadOnlyContext context, Collector<PreparedImage> out) throws Exception {
    metrics.imageIn();
    long now = context.currentProcessingTime();
    if (!restored) {
      // The state can be read only here and in the other method.
      restored = true;
      sizes.note(
          TargetSizes.requested(
              context.getBroadcastState(TargetSizes.ACTIVATION),
              context.getBroadcastState(TargetSizes.DEPLOYMENT),
              trusted),
          now);
    }
    ReadOnlyBroadcastState<ModelKey, Manifest> manifests =
        context.getBroadcastState(TargetSizes.MANIFESTS);
    try {
      out.collect(
          preparation.prepare(record, encoded ? List.of() : sizes.of(record, manifests::get, now)));
    } catch (RejectedImageException e) {
      metrics.rejected(e.reason());
      context.output(Outputs.REJECTED, e.event(record));
    }
  }

  @Override
  public void processBroadcastElement(
      ModelMessage message, Context context, Collector<PreparedImage> out) throws Exception {
    long now = context.currentProcessingTime();
    BroadcastState<ModelKey, Manifest> manifests = context.getBroadcastState(TargetSizes.MANIFESTS);
    BroadcastState<String, ActivationRequest> activation =
        context.getBroadcastState(TargetSizes.ACTIVATION);
    BroadcastState<String, Deployment> deployment =
        context.getBroadcastState(TargetSizes.DEPLOYMENT);
    if (!restored) {
      restored = true;
      sizes.note(TargetSizes.requested(activation, deployment, trusted), now);
    }
    TargetSizes.accept(message, trusted, manifests, activation, deployment);
    sizes.note(TargetSizes.requested(activation, deployment, trusted), now);
  }
}
