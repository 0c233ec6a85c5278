package io.flinkmobilenet.stream.operator;

import io.flinkmobilenet.stream.state.DecodedImage;
import io.flinkmobilenet.stream.state.PreparedImage;
import io.flinkmobilenet.stream.state.StateTypes;
import org.apache.flink.api.common.serialization.SerializerConfigImpl;
import org.apache.flink.streaming.api.operators.ProcessOperator;
import org.apache.flink.streaming.util.OneInputStreamOperatorTestHarness;

/** Runs Normalise without a cluster. */
final class NormaliseHarness
    extends OneInputStreamOperatorTestHarness<DecodedImage, PreparedImage> {
  NormaliseHarness() throws Exception {
    super(new ProcessOperator<>(new NormaliseFunction()));
    setup(StateTypes.PREPARED_IMAGE.createSerializer(new SerializerConfigImpl()));
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
