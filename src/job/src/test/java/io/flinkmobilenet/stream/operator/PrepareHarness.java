package io.flinkmobilenet.stream.operator;

import io.flinkmobilenet.image.DecodeMode;
import io.flinkmobilenet.image.ImageLimits;
import io.flinkmobilenet.protocol.ModelMessage;
import io.flinkmobilenet.protocol.signing.TrustedKeys;
import io.flinkmobilenet.stream.state.ImageRecord;
import io.flinkmobilenet.stream.state.PreparedImage;
import io.flinkmobilenet.stream.state.StateTypes;
import java.time.Duration;
import java.util.List;
import org.apache.flink.api.common.serialization.SerializerConfigImpl;
import org.apache.flink.api.common.state.MapStateDescriptor;
import org.apache.flink.streaming.api.operators.co.CoBroadcastWithNonKeyedOperator;
import org.apache.flink.streaming.util.BroadcastOperatorTestHarness;

/** Runs the operator "decode and normalise" without a cluster. Its processing time starts at 0. */
final class PrepareHarness
    extends BroadcastOperatorTestHarness<ImageRecord, ModelMessage, PreparedImage> {
  PrepareHarness(ImageLimits limits) throws Exception {
    this(limits, TrustedKeys.NONE);
  }

  PrepareHarness(ImageLimits limits, TrustedKeys trusted) throws Exception {
    super(
        new CoBroadcastWithNonKeyedOperator<>(
            new PrepareFunction(limits, DecodeMode.FAST, trusted, Duration.ZERO, false),
            List.<MapStateDescriptor<?, ?>>copyOf(PrepareFunction.STATE)),
        1,
        1,
        0);
    setup(StateTypes.PREPARED_IMAGE.createSerializer(new SerializerConfigImpl()));
    setProcessingTime(0);
  }

  /** Declares no exception, unlike the harness, so that it can be used as a resource. */
  @Override
  public void close() {
    try {
      super.close();
    } catch (Exception e) {
      throw new AssertionError(e);
    }
  }
}
