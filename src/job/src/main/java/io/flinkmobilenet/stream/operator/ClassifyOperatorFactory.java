package io.flinkmobilenet.stream.operator;

import io.flinkmobilenet.protocol.ModelMessage;
import io.flinkmobilenet.stream.state.PredictedImage;
import io.flinkmobilenet.stream.state.PreparedImage;
import org.apache.flink.streaming.api.operators.AbstractStreamOperatorFactory;
import org.apache.flink.streaming.api.operators.StreamOperator;
import org.apache.flink.streaming.api.operators.StreamOperatorParameters;
import org.apache.flink.streaming.api.operators.TwoInputStreamOperatorFactory;

/** Creates the Classify operator with the mailbox through which loaded models arrive. */
public final class ClassifyOperatorFactory extends AbstractStreamOperatorFactory<PredictedImage>
    implements TwoInputStreamOperatorFactory<PreparedImage, ModelMessage, PredictedImage> {
  private static final long serialVersionUID = 1;

  private final ClassifySettings settings;
  private final ModelHistory history;

  /** Creates a factory; the history is read if the state has no model. */
  public ClassifyOperatorFactory(ClassifySettings settings, ModelHistory history) {
    this.settings = settings;
    this.history = history;
  }

  @Override
  public <T extends StreamOperator<PredictedImage>> T createStreamOperator(
      StreamOperatorParameters<PredictedImage> parameters) {
    @SuppressWarnings("unchecked") // T is the class that getStreamOperatorClass returns.
    T operator =
        (T) new ClassifyOperator(parameters, settings, history, parameters.getMailboxExecutor());
    return operator;
  }

  @Override
  @SuppressWarnings("rawtypes") // The interface declares it like this.
  public Class<? extends StreamOperator> getStreamOperatorClass(ClassLoader classLoader) {
    return ClassifyOperator.class;
  }
}
