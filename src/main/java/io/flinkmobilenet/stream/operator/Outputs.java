package io.flinkmobilenet.stream.operator;

import io.flinkmobilenet.event.ModelStatus;
import io.flinkmobilenet.event.RejectedImage;
import io.flinkmobilenet.stream.state.StateTypes;
import org.apache.flink.util.OutputTag;

/** The side outputs. */
public final class Outputs {
  /** Pictures that could not be classified; of Decode, Normalise and Classify. */
  public static final OutputTag<RejectedImage> REJECTED =
      new OutputTag<>("rejected", StateTypes.REJECTED_IMAGE);

  /** What became of models; of Classify. */
  public static final OutputTag<ModelStatus> STATUS =
      new OutputTag<>("model-status", StateTypes.MODEL_STATUS);

  private Outputs() {}
}
