package io.flinkmobilenet.stream.operator;

import io.flinkmobilenet.image.DecodeMode;
import io.flinkmobilenet.image.ImageLimits;
import io.flinkmobilenet.image.InputGeometry;
import io.flinkmobilenet.protocol.ModelMessage;
import io.flinkmobilenet.protocol.signing.TrustedKeys;
import io.flinkmobilenet.stream.state.DecodedImage;
import io.flinkmobilenet.stream.state.ImageRecord;
import java.util.List;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.MapStateDescriptor;
import org.apache.flink.streaming.api.functions.co.BroadcastProcessFunction;
import org.apache.flink.util.Collector;

/**
 * Decodes images. If the geometry of the active model is known, the result is an upright raster at
 * that geometry; otherwise the image stays encoded, and Classify, which always knows the geometry,
 * decodes it.
 */
public final class DecodeFunction
    extends BroadcastProcessFunction<ImageRecord, ModelMessage, DecodedImage> {
  /** Descriptors of the state to which the announcements are broadcast. */
  public static final List<MapStateDescriptor<?, ?>> STATE =
      List.of(TargetSizes.MANIFESTS, TargetSizes.ACTIVATION);

  private static final long serialVersionUID = 1;

  private final int maxBytes;
  private final long maxPixels;
  private final DecodeMode mode;
  private final TrustedKeys trusted;
  private transient ImagePreparation preparation;
  private transient ImageMetrics metrics;

  /** Rejects images beyond the limits; ignores announcements that are not trusted. */
  public DecodeFunction(ImageLimits limits, DecodeMode mode, TrustedKeys trusted) {
    maxBytes = limits.maxBytes();
    maxPixels = limits.maxPixels();
    this.mode = mode;
    this.trusted = trusted;
  }

  @Override
  public void open(OpenContext context) {
    preparation = new ImagePreparation(new ImageLimits(maxBytes, maxPixels), mode);
    metrics = new ImageMetrics(getRuntimeContext().getMetricGroup(), "decodeMicros");
    preparation.register(getRuntimeContext().getMetricGroup());
  }

  @Override
  public void processElement(
      ImageRecord record, ReadOnlyContext context, Collector<DecodedImage> out) throws Exception {
    metrics.imageIn();
    InputGeometry geometry =
        TargetSizes.geometry(
            context.getBroadcastState(TargetSizes.MANIFESTS),
            context.getBroadcastState(TargetSizes.ACTIVATION));
    try {
      out.collect(decode(record, geometry));
    } catch (RejectedImageException e) {
      metrics.rejected(e.reason());
      context.output(Outputs.REJECTED, e.event(record));
    }
  }

  private DecodedImage decode(ImageRecord record, InputGeometry geometry)
      throws RejectedImageException {
    long start = System.nanoTime();
    byte[] encoded = preparation.encoded(record);
    if (geometry == null) {
      return DecodedImage.encoded(record);
    }
    DecodedImage image = preparation.decode(record, encoded, geometry);
    metrics.tookSince(start);
    return image;
  }

  @Override
  public void processBroadcastElement(
      ModelMessage message, Context context, Collector<DecodedImage> out) throws Exception {
    TargetSizes.accept(
        message,
        trusted,
        context.getBroadcastState(TargetSizes.MANIFESTS),
        context.getBroadcastState(TargetSizes.ACTIVATION));
  }
}
