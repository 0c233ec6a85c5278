package io.flinkmobilenet.stream.operator;

import io.flinkmobilenet.stream.state.DecodedImage;
import io.flinkmobilenet.stream.state.PreparedImage;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.streaming.api.functions.ProcessFunction;
import org.apache.flink.util.Collector;

/**
 * Resizes and crops a raster to the network's input geometry. An image that Decode has brought to
 * that geometry already, and one without a geometry, pass unchanged.
 */
public final class NormaliseFunction extends ProcessFunction<DecodedImage, PreparedImage> {
  private static final long serialVersionUID = 1;

  private transient ImageMetrics metrics;

  @Override
  public void open(OpenContext context) {
    metrics = new ImageMetrics(getRuntimeContext().getMetricGroup(), "normaliseMicros");
  }

  @Override
  public void processElement(DecodedImage image, Context context, Collector<PreparedImage> out) {
    metrics.imageIn();
    try {
      out.collect(normalise(image));
    } catch (RejectedImageException e) {
      metrics.rejected(e.reason());
      context.output(Outputs.REJECTED, e.event(image.record()));
    }
  }

  private PreparedImage normalise(DecodedImage image) throws RejectedImageException {
    if (image.geometry() == null) {
      return new PreparedImage(image.record(), null, null);
    }
    long start = System.nanoTime();
    byte[] pixels = ImagePreparation.normalise(image);
    metrics.tookSince(start);
    return new PreparedImage(image.record(), image.geometry(), pixels);
  }
}
