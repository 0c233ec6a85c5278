package io.flinkmobilenet.stream.operator;

import io.flinkmobilenet.stream.fetch.FetchSettings;
import io.flinkmobilenet.stream.state.ImageRecord;
import org.apache.flink.streaming.api.operators.AbstractStreamOperatorFactory;
import org.apache.flink.streaming.api.operators.OneInputStreamOperatorFactory;
import org.apache.flink.streaming.api.operators.StreamOperator;
import org.apache.flink.streaming.api.operators.StreamOperatorParameters;

/** Creates the operator that fetches images, with the mailbox through which they arrive. */
public final class FetchOperatorFactory extends AbstractStreamOperatorFactory<ImageRecord>
    implements OneInputStreamOperatorFactory<ImageRecord, ImageRecord> {
  private static final long serialVersionUID = 1;

  private final FetchSettings settings;

  /** Creates a factory. */
  public FetchOperatorFactory(FetchSettings settings) {
    this.settings = settings;
  }

  @Override
  public <T extends StreamOperator<ImageRecord>> T createStreamOperator(
      StreamOperatorParameters<ImageRecord> parameters) {
    @SuppressWarnings("unchecked") // T is the class that getStreamOperatorClass returns.
    T operator = (T) new FetchOperator(parameters, settings, parameters.getMailboxExecutor());
    return operator;
  }

  @Override
  @SuppressWarnings("rawtypes") // The interface declares it like this.
  public Class<? extends StreamOperator> getStreamOperatorClass(ClassLoader classLoader) {
    return FetchOperator.class;
  }
}
