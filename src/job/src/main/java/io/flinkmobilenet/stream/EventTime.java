package io.flinkmobilenet.stream;

import io.flinkmobilenet.protocol.ModelMessage;
import io.flinkmobilenet.stream.state.ImageRecord;
import java.time.Duration;
import org.apache.flink.api.common.eventtime.Watermark;
import org.apache.flink.api.common.eventtime.WatermarkGenerator;
import org.apache.flink.api.common.eventtime.WatermarkOutput;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;

/**
 * Watermark strategies: event time follows the images; messages about models never hold it back.
 */
final class EventTime {
  private static final Duration DISORDER = Duration.ofSeconds(5);

  /** A partition or a source without records stops holding event time back after this time. */
  private static final Duration IDLE = Duration.ofSeconds(30);

  private EventTime() {}

  static WatermarkStrategy<ImageRecord> ofImages() {
    return WatermarkStrategy.<ImageRecord>forBoundedOutOfOrderness(DISORDER)
        .withTimestampAssigner((record, kafkaTime) -> record.capturedAt())
        .withIdleness(IDLE);
  }

  static WatermarkStrategy<ModelMessage> ofModels() {
    return WatermarkStrategy.forGenerator(context -> new EndOfTime());
  }

  /** Emits the highest watermark at once, because no message of this input carries event time. */
  private static final class EndOfTime implements WatermarkGenerator<ModelMessage> {
    @Override
    public void onEvent(ModelMessage message, long timestamp, WatermarkOutput output) {}

    @Override
    public void onPeriodicEmit(WatermarkOutput output) {
      output.emitWatermark(Watermark.MAX_WATERMARK);
    }
  }
}
