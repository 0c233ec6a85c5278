package io.flinkmobilenet.stream.operator;

import io.flinkmobilenet.geometry.InputGeometry;
import io.flinkmobilenet.image.DecodeMode;
import io.flinkmobilenet.image.ImageLimits;
import io.flinkmobilenet.protocol.ModelMessage;
import io.flinkmobilenet.protocol.signing.TrustedKeys;
import io.flinkmobilenet.stream.state.ImageRecord;
import io.flinkmobilenet.stream.state.PreparedImage;
import java.util.List;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.MapStateDescriptor;
import org.apache.flink.streaming.api.functions.co.BroadcastProcessFunction;
import org.apache.flink.util.Collector;

/**
 * Decodes and normalises images: they leave with pixels at the input size of the requested model
 * and, for a while after an activation, at that of the model that it replaces. If no model is
 * known, an image stays encoded, and Classify, which always knows its model, prepares it.
 *
 * <p>Both steps are one operator, because rows are resized while they are decoded. A raster of all
 * decoded pixels between two operators would cost more time and memory.
 */
public final class PrepareFunction
    extends BroadcastProcessFunction<ImageRecord, ModelMessage, PreparedImage> {
  /** Descriptors of the state to which the announcements are broadcast. */
  public static final List<MapStateDescriptor<?, ?>> STATE =
      List.of(TargetSizes.MANIFESTS, TargetSizes.ACTIVATION);

  private static final long serialVersionUID = 1;

  private final int maxBytes;
  private final long maxPixels;
  private final DecodeMode mode;
  private final TrustedKeys trusted;
  private transient ImagePreparation preparation;
  private transient ReplacedSize replaced;
  private transient ImageMetrics metrics;

  /** Rejects images beyond the limits; ignores announcements that are not trusted. */
  public PrepareFunction(ImageLimits limits, DecodeMode mode, TrustedKeys trusted) {
    maxBytes = limits.maxBytes();
    maxPixels = limits.maxPixels();
    this.mode = mode;
    this.trusted = trusted;
  }

  @Override
  public void open(OpenContext context) {
    preparation = new ImagePreparation(new ImageLimits(maxBytes, maxPixels), mode);
    replaced = new ReplacedSize();
    metrics = new ImageMetrics(getRuntimeContext().getMetricGroup(), "decodeMicros");
    preparation.register(getRuntimeContext().getMetricGroup());
  }

  @Override
  public void processElement(
      ImageRecord record, ReadOnlyContext context, Collector<PreparedImage> out) throws Exception {
    metrics.imageIn();
    InputGeometry requested =
        TargetSizes.geometry(
            context.getBroadcastState(TargetSizes.MANIFESTS),
            context.getBroadcastState(TargetSizes.ACTIVATION));
    try {
      out.collect(prepare(record, replaced.with(requested, context.currentProcessingTime())));
    } catch (RejectedImageException e) {
      metrics.rejected(e.reason());
      context.output(Outputs.REJECTED, e.event(record));
    }
  }

  private PreparedImage prepare(ImageRecord record, List<InputGeometry> sizes)
      throws RejectedImageException {
    long start = System.nanoTime();
    PreparedImage image = preparation.prepare(record, sizes);
    if (!sizes.isEmpty()) {
      metrics.tookSince(start);
    }
    return image;
  }

  @Override
  public void processBroadcastElement(
      ModelMessage message, Context context, Collector<PreparedImage> out) throws Exception {
    InputGeometry before = requested(context);
    TargetSizes.accept(
        message,
        trusted,
        context.getBroadcastState(TargetSizes.MANIFESTS),
        context.getBroadcastState(TargetSizes.ACTIVATION));
    replaced.note(before, requested(context), context.currentProcessingTime());
  }

  private static InputGeometry requested(Context context) throws Exception {
    return TargetSizes.geometry(
        context.getBroadcastState(TargetSizes.MANIFESTS),
        context.getBroadcastState(TargetSizes.ACTIVATION));
  }
}
