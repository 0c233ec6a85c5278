package io.flinkmobilenet.stream.operator;

import io.flinkmobilenet.event.ModelStatus;
import io.flinkmobilenet.event.Prediction;
import io.flinkmobilenet.kernel.KernelProvider;
import io.flinkmobilenet.kernel.Kernels;
import io.flinkmobilenet.protocol.ModelMessage;
import io.flinkmobilenet.protocol.Unreadable;
import io.flinkmobilenet.stream.config.ModelStateForm;
import io.flinkmobilenet.stream.state.PredictedImage;
import io.flinkmobilenet.stream.state.PreparedImage;
import java.time.Instant;
import java.util.Optional;
import org.apache.flink.api.common.TaskInfo;
import org.apache.flink.api.common.operators.MailboxExecutor;
import org.apache.flink.metrics.Counter;
import org.apache.flink.metrics.Histogram;
import org.apache.flink.runtime.execution.SuppressRestartsException;
import org.apache.flink.runtime.metrics.DescriptiveStatisticsHistogram;
import org.apache.flink.runtime.state.StateInitializationContext;
import org.apache.flink.runtime.state.StateSnapshotContext;
import org.apache.flink.streaming.api.operators.AbstractStreamOperator;
import org.apache.flink.streaming.api.operators.StreamOperatorParameters;
import org.apache.flink.streaming.api.operators.TwoInputStreamOperator;
import org.apache.flink.streaming.api.watermark.Watermark;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;

/**
 * Classifies images (first input) with the active models of the models topic (second input,
 * broadcast).
 *
 * <p>This is an operator rather than a function, because a model that was loaded in the background
 * has to become active, and its status has to be emitted, even if no record arrives.
 */
final class ClassifyOperator extends AbstractStreamOperator<PredictedImage>
    implements TwoInputStreamOperator<PreparedImage, ModelMessage, PredictedImage> {
  private static final long serialVersionUID = 1;

  private final ClassifySettings settings;
  private final ModelHistory history;
  private final transient MailboxExecutor mailbox;
  private transient LedgerState state;
  private transient boolean warned;
  private transient ModelLedger ledger;
  private transient ActiveModels active;
  private transient ImageClassification classification;
  private transient ImageMetrics images;
  private transient ModelMetrics models;
  private transient Counter predicted;
  private transient Histogram latencyMillis;

  ClassifyOperator(
      StreamOperatorParameters<PredictedImage> parameters,
      ClassifySettings settings,
      ModelHistory history,
      MailboxExecutor mailbox) {
    super(parameters);
    this.settings = settings;
    this.history = history;
    this.mailbox = mailbox;
  }

  @Override
  public void initializeState(StateInitializationContext context) throws Exception {
    super.initializeState(context);
    ledger = new ModelLedger(settings.models(), settings.trustedKeys(), this::publish);
    Optional<Shard> shard =
        settings.modelState() == ModelStateForm.SHARDED
            ? Optional.of(Shard.of(getRuntimeContext().getTaskInfo()))
            : Optional.empty();
    state = new LedgerState(context.getOperatorStateStore(), shard);
    ledger.restore(state.read());
  }

  @Override
  public void open() throws Exception {
    super.open();
    Kernels kernels = kernels();
    images = new ImageMetrics(getMetricGroup());
    models = new ModelMetrics(getMetricGroup(), kernels.name());
    predicted = getMetricGroup().counter("predicted");
    latencyMillis =
        getMetricGroup()
            .histogram("latencyMillis", new DescriptiveStatisticsHistogram(ImageMetrics.WINDOW));
    classification = new ImageClassification(settings, settings.reuse().isOn() ? reuse() : null);
    classification.register(getMetricGroup());
    String thread = "model-loader " + getRuntimeContext().getTaskInfo().getTaskNameWithSubtasks();
    active =
        new ActiveModels(
            ledger,
            new ModelLoader(kernels, settings.warmUp()),
            mailbox,
            settings.models().maxLoadedBytes(),
            models::active,
            thread);
    if (settings.reuse().isOn()) {
      SampleImages.warmUp(settings.decode(), settings.warmUp());
    }
    active.restore();
    if (active.current() == null) {
      active.await(history, settings.bounded());
    }
    active.loadNext();
    models.held(ledger.size(), ledger.bytes());
  }

  /** The first input is keyed by source if answers are reused. */
  private AnswerReuse reuse() {
    return new AnswerReuse(
        settings,
        getRuntimeContext().getState(AnswerMemory.descriptor(settings.reuse())),
        getProcessingTimeService()::getCurrentProcessingTime,
        new ReuseMetrics(getMetricGroup()));
  }

  private Kernels kernels() {
    try {
      return KernelProvider.select(settings.kernel());
    } catch (IllegalStateException e) {
      // The JVM will be the same after a restart of the job.
      throw new SuppressRestartsException(e);
    }
  }

  @Override
  public void processElement1(StreamRecord<PreparedImage> element) {
    PreparedImage image = element.getValue();
    long timestamp = element.getTimestamp();
    images.imageIn();
    Outcome outcome = classification.classify(image, active.current());
    if (outcome.prediction() == null) {
      RejectedImageException rejection = outcome.rejection();
      images.rejected(rejection.reason());
      output.collect(
          Outputs.REJECTED, new StreamRecord<>(rejection.event(image.record()), timestamp));
    } else {
      count(outcome.prediction());
      output.collect(
          element.replace(new PredictedImage(outcome.prediction(), image.record().headers())));
    }
    // A repeated answer says nothing new about a model.
    if (active.isDeciding() && !outcome.isRepeated()) {
      GuardObserver.observe(active.current().router(), outcome, image.record().attributes())
          .ifPresent(
              observed -> output.collect(Outputs.OBSERVATIONS, new StreamRecord<>(observed)));
    }
  }

  private void count(Prediction prediction) {
    predicted.inc();
    models.predicted(prediction);
    latencyMillis.update(
        millis(prediction.getCapturedAt().toEpochMilli(), prediction.getPredictedAt()));
  }

  /** Returns the milliseconds since a time that may be as far in the past as a long can say. */
  private static long millis(long capturedAt, Instant predictedAt) {
    long millis = predictedAt.toEpochMilli() - capturedAt;
    return capturedAt < 0 && millis < 0 ? Long.MAX_VALUE : millis;
  }

  @Override
  public void processElement2(StreamRecord<ModelMessage> element) {
    if (element.getValue() instanceof Unreadable unreadable) {
      LOG.warn("Unreadable record of the models topic: {}", unreadable.message());
      models.unreadable(unreadable);
    }
    active.accept(element.getValue());
    models.held(ledger.size(), ledger.bytes());
  }

  /** Event time comes from the images alone. */
  @Override
  public void processWatermark1(Watermark mark) throws Exception {
    processWatermark(mark);
  }

  /** The models input does not affect event time. */
  @Override
  public void processWatermark2(Watermark mark) {}

  @Override
  public void snapshotState(StateSnapshotContext context) throws Exception {
    super.snapshotState(context);
    state.write(ledger.contents());
    warnOfLargeCheckpoints();
    models.held(ledger.size(), ledger.bytes());
  }

  private void warnOfLargeCheckpoints() {
    TaskInfo task = getRuntimeContext().getTaskInfo();
    int parallelism = task.getNumberOfParallelSubtasks();
    boolean first = task.getIndexOfThisSubtask() == 0 && !warned;
    if (first && settings.modelState().isTooLarge(ledger.bytes(), parallelism)) {
      warned = true;
      LOG.warn(
          "Each checkpoint has {} MB of models, because each of {} subtasks writes all of them."
              + " With --model-state sharded it has {} MB",
          ledger.bytes() * parallelism >> 20,
          parallelism,
          ledger.bytes() >> 20);
    }
  }

  /** Called after the last input of a bounded job, or of a job that is stopped and drained. */
  @Override
  public void finish() throws Exception {
    if (active != null) {
      active.finish();
    }
    super.finish();
  }

  /** All subtasks go through the same states; only subtask 0 publishes them. */
  private void publish(ModelStatus status) {
    TaskInfo task = getRuntimeContext().getTaskInfo();
    if (task.getIndexOfThisSubtask() == 0) {
      output.collect(Outputs.STATUS, new StreamRecord<>(status));
    }
  }

  @Override
  public void close() throws Exception {
    if (active != null) {
      active.close();
    }
    super.close();
  }
}
