package io.flinkmobilenet.stream.kafka;

import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Consumer;
import org.apache.flink.api.common.JobInfo;
import org.apache.flink.api.common.TaskInfo;
import org.apache.flink.api.common.operators.MailboxExecutor;
import org.apache.flink.api.common.operators.ProcessingTimeService;
import org.apache.flink.api.common.serialization.SerializationSchema.InitializationContext;
import org.apache.flink.api.common.typeutils.TypeSerializer;
import org.apache.flink.api.connector.sink2.WriterInitContext;
import org.apache.flink.metrics.groups.SinkWriterMetricGroup;
import org.apache.flink.util.FlinkRuntimeException;
import org.apache.flink.util.UserCodeClassLoader;
import org.apache.flink.util.function.ThrowingRunnable;

/**
 * A writer's context whose mailbox explains failures. The connector reports failures of a producer
 * through the mailbox of the task instead of throwing them from its writer.
 */
final class ExplainingContext implements WriterInitContext {
  private final WriterInitContext context;
  private final ProducerFencing fencing;

  ExplainingContext(WriterInitContext context, ProducerFencing fencing) {
    this.context = context;
    this.fencing = fencing;
  }

  @Override
  public MailboxExecutor getMailboxExecutor() {
    return new Mailbox(context.getMailboxExecutor(), fencing);
  }

  private record Mailbox(MailboxExecutor executor, ProducerFencing fencing)
      implements MailboxExecutor {
    @Override
    public void execute(
        MailOptions options,
        ThrowingRunnable<? extends Exception> command,
        String description,
        Object... arguments) {
      executor.execute(
          options,
          () -> {
            try {
              command.run();
            } catch (Exception e) {
              throw fencing.explain(e);
            }
          },
          description,
          arguments);
    }

    @Override
    public void yield() throws InterruptedException, FlinkRuntimeException {
      executor.yield();
    }

    @Override
    public boolean tryYield() throws FlinkRuntimeException {
      return executor.tryYield();
    }

    @Override
    public boolean shouldInterrupt() {
      return executor.shouldInterrupt();
    }
  }

  @Override
  public UserCodeClassLoader getUserCodeClassLoader() {
    return context.getUserCodeClassLoader();
  }

  @Override
  public ProcessingTimeService getProcessingTimeService() {
    return context.getProcessingTimeService();
  }

  @Override
  public SinkWriterMetricGroup metricGroup() {
    return context.metricGroup();
  }

  @Override
  public InitializationContext asSerializationSchemaInitializationContext() {
    return context.asSerializationSchemaInitializationContext();
  }

  @Override
  public boolean isObjectReuseEnabled() {
    return context.isObjectReuseEnabled();
  }

  @Override
  public <T> TypeSerializer<T> createInputSerializer() {
    return context.createInputSerializer();
  }

  @Override
  public <M> Optional<Consumer<M>> metadataConsumer() {
    return context.metadataConsumer();
  }

  @Override
  public OptionalLong getRestoredCheckpointId() {
    return context.getRestoredCheckpointId();
  }

  @Override
  public JobInfo getJobInfo() {
    return context.getJobInfo();
  }

  @Override
  public TaskInfo getTaskInfo() {
    return context.getTaskInfo();
  }
}
