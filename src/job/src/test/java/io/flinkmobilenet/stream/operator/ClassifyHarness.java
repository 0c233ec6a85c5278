package io.flinkmobilenet.stream.operator;

import io.flinkmobilenet.event.ModelStatus;
import io.flinkmobilenet.event.Prediction;
import io.flinkmobilenet.event.RejectedImage;
import io.flinkmobilenet.image.DecodeMode;
import io.flinkmobilenet.protocol.ModelMessage;
import io.flinkmobilenet.protocol.signing.TrustedKeys;
import io.flinkmobilenet.simd.KernelChoice;
import io.flinkmobilenet.stream.config.ModelLimits;
import io.flinkmobilenet.stream.config.ModelStateForm;
import io.flinkmobilenet.stream.config.ReuseSettings;
import io.flinkmobilenet.stream.state.Observation;
import io.flinkmobilenet.stream.state.PredictedImage;
import io.flinkmobilenet.stream.state.PreparedImage;
import io.flinkmobilenet.stream.state.RefusedImage;
import io.flinkmobilenet.stream.state.StateTypes;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import org.apache.flink.api.common.serialization.SerializerConfigImpl;
import org.apache.flink.api.common.typeutils.base.StringSerializer;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.runtime.state.heap.HeapKeyedStateBackend;
import org.apache.flink.runtime.state.storage.JobManagerCheckpointStorage;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.streaming.runtime.tasks.mailbox.Mail;
import org.apache.flink.streaming.runtime.tasks.mailbox.TaskMailbox;
import org.apache.flink.streaming.util.AbstractStreamOperatorTestHarness;

/** Runs one subtask of Classify without a cluster. */
final class ClassifyHarness extends AbstractStreamOperatorTestHarness<PredictedImage> {
  static final int MAX_PARALLELISM = 32;

  private static final int LARGEST_STATE = 1 << 26;
  private static final ModelLimits LIMITS = new ModelLimits(1 << 24, 4, 8, 1L << 30);

  private ClassifyHarness(
      ModelHistory history, KernelChoice kernel, boolean bounded, int parallelism, int subtask)
      throws Exception {
    this(history, TrustedKeys.NONE, kernel, bounded, parallelism, subtask);
  }

  private ClassifyHarness(
      ModelHistory history,
      TrustedKeys trusted,
      KernelChoice kernel,
      boolean bounded,
      int parallelism,
      int subtask)
      throws Exception {
    this(LIMITS, history, trusted, kernel, bounded, parallelism, subtask);
  }

  private ClassifyHarness(
      ModelLimits limits,
      ModelHistory history,
      TrustedKeys trusted,
      KernelChoice kernel,
      boolean bounded,
      int parallelism,
      int subtask)
      throws Exception {
    this(
        limits,
        history,
        trusted,
        kernel,
        bounded,
        ModelStateForm.BROADCAST,
        ReuseSettings.OFF,
        parallelism,
        subtask);
  }

  private ClassifyHarness(
      ModelLimits limits,
      ModelHistory history,
      TrustedKeys trusted,
      KernelChoice kernel,
      boolean bounded,
      ModelStateForm form,
      ReuseSettings reuse,
      int parallelism,
      int subtask)
      throws Exception {
    super(
        new ClassifyOperatorFactory(
            new ClassifySettings(
                3,
                true,
                1 << 20,
                1 << 20,
                DecodeMode.FAST,
                limits,
                form,
                Duration.ZERO,
                reuse,
                trusted,
                kernel,
                bounded),
            history),
        MAX_PARALLELISM,
        parallelism,
        subtask);
    if (reuse.isOn()) {
      config.setStatePartitioner(0, new SourceKey());
      config.setStateKeySerializer(StringSerializer.INSTANCE);
      config.serializeAllConfigs();
    }
    setup(StateTypes.PREDICTION.createSerializer(new SerializerConfigImpl()));
  }

  static ClassifyHarness unopened(ModelHistory history, boolean bounded) throws Exception {
    return new ClassifyHarness(history, KernelChoice.AUTO, bounded, 1, 0);
  }

  /**
   * One of several subtasks.
   *
   * @param state what to restore; null to start without state
   */
  static ClassifyHarness subtask(
      ModelStateForm form,
      int parallelism,
      int subtask,
      OperatorSubtaskState state,
      List<ModelMessage> history)
      throws Exception {
    ClassifyHarness harness =
        new ClassifyHarness(
            LIMITS,
            FixedHistory.of(history),
            TrustedKeys.NONE,
            KernelChoice.AUTO,
            false,
            form,
            ReuseSettings.OFF,
            parallelism,
            subtask);
    harness.setCheckpointStorage(new JobManagerCheckpointStorage(LARGEST_STATE));
    if (state != null) {
      harness.initializeState(state);
    }
    harness.open();
    return harness;
  }

  /**
   * One of several subtasks that reuse answers.
   *
   * @param state what to restore; null to start without state
   */
  static ClassifyHarness reusing(
      ReuseSettings reuse,
      int parallelism,
      int subtask,
      OperatorSubtaskState state,
      List<ModelMessage> history)
      throws Exception {
    ClassifyHarness harness =
        new ClassifyHarness(
            LIMITS,
            FixedHistory.of(history),
            TrustedKeys.NONE,
            KernelChoice.AUTO,
            false,
            ModelStateForm.BROADCAST,
            reuse,
            parallelism,
            subtask);
    if (state != null) {
      harness.initializeState(state);
    }
    harness.open();
    return harness;
  }

  static ClassifyHarness withVectorKernels(List<ModelMessage> history) throws Exception {
    return new ClassifyHarness(FixedHistory.of(history), KernelChoice.VECTOR, false, 1, 0);
  }

  static ClassifyHarness opened(List<ModelMessage> history) throws Exception {
    ClassifyHarness harness = unopened(FixedHistory.of(history), false);
    harness.open();
    return harness;
  }

  static ClassifyHarness opened(List<ModelMessage> history, ModelLimits limits) throws Exception {
    ClassifyHarness harness =
        new ClassifyHarness(
            limits, FixedHistory.of(history), TrustedKeys.NONE, KernelChoice.AUTO, false, 1, 0);
    harness.open();
    return harness;
  }

  static ClassifyHarness restored(OperatorSubtaskState state, int parallelism, int subtask)
      throws Exception {
    ClassifyHarness harness =
        new ClassifyHarness(
            FixedHistory.forbidden(), KernelChoice.AUTO, false, parallelism, subtask);
    harness.initializeState(state);
    harness.open();
    return harness;
  }

  /** The same state with other keys, and a topic to read if too little of the state is trusted. */
  static ClassifyHarness restored(
      OperatorSubtaskState state, List<ModelMessage> history, TrustedKeys trusted)
      throws Exception {
    ClassifyHarness harness =
        new ClassifyHarness(FixedHistory.of(history), trusted, KernelChoice.AUTO, false, 1, 0);
    harness.initializeState(state);
    harness.open();
    return harness;
  }

  private ClassifyOperator classify() {
    return (ClassifyOperator) operator;
  }

  void image(PreparedImage image) {
    StreamRecord<PreparedImage> element = new StreamRecord<>(image, image.record().capturedAt());
    try {
      classify().setKeyContextElement1(element);
    } catch (Exception e) {
      throw new AssertionError(e);
    }
    classify().processElement1(element);
  }

  void model(ModelMessage message) {
    classify().processElement2(new StreamRecord<>(message));
  }

  void models(List<ModelMessage> messages) {
    messages.forEach(this::model);
  }

  /** Does what Flink does after the last input. */
  void finish() throws Exception {
    classify().finish();
  }

  /** Waits for the models that are being loaded and runs the mailbox. */
  void takeMail() throws Exception {
    getTaskMailbox().take(TaskMailbox.MIN_PRIORITY).run();
    Optional<Mail> more = getTaskMailbox().tryTake(TaskMailbox.MIN_PRIORITY);
    while (more.isPresent()) {
      more.get().run();
      more = getTaskMailbox().tryTake(TaskMailbox.MIN_PRIORITY);
    }
  }

  /** Returns the number of sources in the state, with those whose time has passed. */
  int sources() {
    return ((HeapKeyedStateBackend<?>) classify().getKeyedStateBackend()).numKeyValueStateEntries();
  }

  /** Returns the versions of the models that classified, in order. */
  List<String> answeredBy() {
    return predictions().stream().map(prediction -> prediction.getModel().getVersion()).toList();
  }

  List<Prediction> predictions() {
    return extractOutputValues().stream().map(PredictedImage::event).toList();
  }

  List<RejectedImage> rejected() {
    return values(getSideOutput(Outputs.REJECTED)).stream().map(RefusedImage::event).toList();
  }

  /** Returns {@code version STATE}, in order. */
  List<String> told() {
    return statuses().stream()
        .map(status -> status.getVersion() + " " + status.getState())
        .toList();
  }

  /** Returns what was observed for the judge, in order. */
  List<Observation> observations() {
    return values(getSideOutput(Outputs.OBSERVATIONS));
  }

  List<ModelStatus> statuses() {
    return values(getSideOutput(Outputs.STATUS));
  }

  private static <T> List<T> values(Queue<StreamRecord<T>> records) {
    Collection<StreamRecord<T>> all = records == null ? List.of() : records;
    return all.stream().map(StreamRecord::getValue).toList();
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
