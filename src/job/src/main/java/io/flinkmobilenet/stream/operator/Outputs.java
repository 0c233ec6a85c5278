package io.flinkmobilenet.stream.operator;

import io.flinkmobilenet.event.ModelStatus;
import io.flinkmobilenet.stream.state.Observation;
import io.flinkmobilenet.stream.state.RefusedImage;
import io.flinkmobilenet.stream.state.StateTypes;
import org.apache.flink.util.OutputTag;

/** The side outputs of the operators. */
public final class Outputs {
  /** Images that could not be classified; output of "decode and normalise" and of Classify. */
  public static final OutputTag<RefusedImage> REJECTED =
      new OutputTag<>("rejected", StateTypes.REJECTED_IMAGE);

  /** Changes of the state of models; output of Classify. */
  public static final OutputTag<ModelStatus> STATUS =
      new OutputTag<>("model-status", StateTypes.MODEL_STATUS);

  /** What was observed of images on a route with a plan; output of Classify. */
  public static final OutputTag<Observation> OBSERVATIONS =
      new OutputTag<>("observations", StateTypes.OBSERVATION);

  private Outputs() {}
}
