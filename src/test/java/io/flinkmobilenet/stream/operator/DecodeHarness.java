package io.flinkmobilenet.stream.operator;

import io.flinkmobilenet.image.DecodeMode;
import io.flinkmobilenet.image.ImageLimits;
import io.flinkmobilenet.protocol.ModelMessage;
import io.flinkmobilenet.protocol.signing.TrustedKeys;
import io.flinkmobilenet.stream.state.DecodedImage;
import io.flinkmobilenet.stream.state.ImageRecord;
import io.flinkmobilenet.stream.state.StateTypes;
import java.util.List;
import org.apache.flink.api.common.serialization.SerializerConfigImpl;
import org.apache.flink.api.common.state.MapStateDescriptor;
import org.apache.flink.streaming.api.operators.co.CoBroadcastWithNonKeyedOperator;
import org.apache.flink.streaming.util.BroadcastOperatorTestHarness;

/** Runs Decode without a cluster. */
final class DecodeHarness
    extends BroadcastOperatorTestHarness<ImageRecord, ModelMessage, DecodedImage> {
  DecodeHarness(ImageLimits limits) throws Exception {
    this(limits, TrustedKeys.NONE);
  }

  DecodeHarness(ImageLimits limits, TrustedKeys trusted) throws Exception {
    super(
        new CoBroadcastWithNonKeyedOperator<>(
            new DecodeFunction(limits, DecodeMode.FAST, trusted),
            List.<MapStateDescriptor<?, ?>>copyOf(DecodeFunction.STATE)),
        1,
        1,
        0);
    setup(StateTypes.DECODED_IMAGE.createSerializer(new SerializerConfigImpl()));
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
