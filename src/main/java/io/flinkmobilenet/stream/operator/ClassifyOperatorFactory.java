package io.flinkmobilenet.stream.operator;

import io.flinkmobilenet.event.Prediction;
import io.flinkmobilenet.stream.state.ModelMessage;
import io.flinkmobilenet.stream.state.PreparedImage;
import org.apache.flink.streaming.api.operators.AbstractStreamOperatorFactory;
import org.apache.flink.streaming.api.operators.StreamOperator;
import org.apache.flink.streaming.api.operators.StreamOperatorParameters;
import org.apache.flink.streaming.api.operators.TwoInputStreamOperatorFactory;

/** Makes Classify, and gives it the mailbox by which loaded models come in. */
public final class ClassifyOperatorFactory extends AbstractStreamOperatorFactory<Prediction>
    implements TwoInputStreamOperatorFactory<PreparedImage, ModelMessage, Prediction> {
  private static final long serialVersionUID = 1;

  private final ClassifySettings settings;
  private final ModelHistory history;

  /** The history is read where the state has no model. */
  public ClassifyOperatorFactory(ClassifySettings settings, ModelHistory history) {
    this.settings = settings;
    this.history = history;
  }

  @Override
  public <T extends StreamOperator<Prediction>> T createStreamOperator(
      StreamOperatorParameters<Prediction> parameters) {
    @SuppressWarnings("unchecked") // T is what getStreamOperatorClass says.
    T operator =
        (T) new ClassifyOperator(parameters, settings, history, parameters.getMailboxExecutor());
    return operator;
  }

  @Override
  @SuppressWarnings("rawtypes") // The interface has it so.
  public Class<? extends StreamOperator> getStreamOperatorClass(ClassLoader classLoader) {
    return ClassifyOperator.class;
  }
}
