package io.flinkmobilenet.stream.operator;

import static io.flinkmobilenet.stream.config.ModelStateForm.BROADCAST;
import static io.flinkmobilenet.stream.config.ModelStateForm.SHARDED;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.withinPercentage;

import io.flinkmobilenet.model.TestModels;
import io.flinkmobilenet.protocol.ModelKey;
import io.flinkmobilenet.protocol.ModelMessage;
import io.flinkmobilenet.protocol.Removal;
import io.flinkmobilenet.stream.TestPictures;
import io.flinkmobilenet.stream.config.ModelStateForm;
import io.flinkmobilenet.stream.kafka.TestRecords;
import io.flinkmobilenet.stream.state.PreparedImage;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.streaming.util.AbstractStreamOperatorTestHarness;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A job in which one subtask writes each chunk of the models goes on as any other. */
class ShardedModelsTest {
  /** Models of eight chunks. */
  private static final PublishedModel ONE = model("1", 1, 500);

  private static final PublishedModel TWO = model("2", 2, 500);

  private static PublishedModel model(String version, long seed, int classes) {
    return new PublishedModel(
        new ModelKey("signs", version), TestModels.artifact(seed, 32, classes));
  }

  /** Subtasks of one job, with the same messages. */
  private static final class Subtasks implements AutoCloseable {
    private final List<ClassifyHarness> subtasks = new ArrayList<>();

    static Subtasks started(ModelStateForm form, int count, List<ModelMessage> messages)
        throws Exception {
      Subtasks started = new Subtasks();
      for (int i = 0; i < count; i++) {
        started.subtasks.add(ClassifyHarness.subtask(form, count, i, null, messages));
      }
      // The stream brings what was read ahead.
      started.models(messages);
      return started;
    }

    static Subtasks restored(ModelStateForm form, OperatorSubtaskState all, int before, int count)
        throws Exception {
      Subtasks restored = new Subtasks();
      for (int i = 0; i < count; i++) {
        OperatorSubtaskState part =
            AbstractStreamOperatorTestHarness.repartitionOperatorState(
                all, ClassifyHarness.MAX_PARALLELISM, before, count, i);
        restored.subtasks.add(ClassifyHarness.subtask(form, count, i, part, List.of()));
      }
      return restored;
    }

    void models(List<ModelMessage> messages) {
      subtasks.forEach(subtask -> subtask.models(messages));
    }

    List<OperatorSubtaskState> snapshots() throws Exception {
      List<OperatorSubtaskState> states = new ArrayList<>();
      for (ClassifyHarness subtask : subtasks) {
        states.add(subtask.snapshot(1, 1));
      }
      return states;
    }

    OperatorSubtaskState snapshot() throws Exception {
      return AbstractStreamOperatorTestHarness.repackageState(
          snapshots().toArray(new OperatorSubtaskState[0]));
    }

    void requireAnswersBy(String version) throws Exception {
      for (ClassifyHarness subtask : subtasks) {
        subtask.image(image());
        assertThat(subtask.answeredBy()).last().isEqualTo(version);
      }
    }

    /** Waits for the subtasks that still load the model. */
    void awaitAnswersBy(String version) throws Exception {
      for (ClassifyHarness subtask : subtasks) {
        subtask.image(image());
        if (!subtask.answeredBy().get(subtask.answeredBy().size() - 1).equals(version)) {
          subtask.takeMail();
        }
      }
      requireAnswersBy(version);
    }

    private static PreparedImage image() {
      return new PreparedImage(TestRecords.image(TestPictures.event("id", 5)), List.of());
    }

    @Override
    public void close() throws Exception {
      for (ClassifyHarness subtask : subtasks) {
        subtask.close();
      }
    }
  }

  @Test
  void aCheckpointOfOneModelHasTheSameSizeAtEveryParallelism() throws Exception {
    PublishedModel large = model("1", 1, 2400);
    assertThat(large.artifact().bytes().length).isBetween(13_500_000, 14_500_000);
    long single = 0;
    for (int parallelism : new int[] {1, 2, 8, 32}) {
      try (Subtasks subtasks = Subtasks.started(SHARDED, parallelism, large.activated(1))) {
        long bytes =
            subtasks.snapshots().stream().mapToLong(OperatorSubtaskState::getStateSize).sum();
        single = parallelism == 1 ? bytes : single;
        assertThat(bytes).isCloseTo(single, withinPercentage(5)).isLessThan(15_000_000);
      }
    }
    try (Subtasks subtasks = Subtasks.started(BROADCAST, 2, large.activated(1))) {
      long bytes =
          subtasks.snapshots().stream().mapToLong(OperatorSubtaskState::getStateSize).sum();
      assertThat(bytes).isCloseTo(2 * single, withinPercentage(5));
    }
  }

  @Test
  void everyFormIsRestoredAtEveryParallelismInEveryForm() throws Exception {
    OperatorSubtaskState state;
    try (Subtasks subtasks = Subtasks.started(BROADCAST, 1, ONE.activated(1))) {
      state = subtasks.snapshot();
    }
    int before = 1;
    ModelStateForm form = BROADCAST;
    for (int parallelism : new int[] {3, 2, 4, 4, 1, 5}) {
      form = form == BROADCAST || parallelism == 2 ? SHARDED : BROADCAST;
      try (Subtasks subtasks = Subtasks.restored(form, state, before, parallelism)) {
        subtasks.requireAnswersBy("1");
        state = subtasks.snapshot();
      }
      before = parallelism;
    }
  }

  @Test
  void aModelWhoseChunksAreStillArrivingIsCompletedAfterARestore() throws Exception {
    List<ModelMessage> messages = TWO.activated(2);
    OperatorSubtaskState state;
    try (Subtasks subtasks = Subtasks.started(SHARDED, 3, ONE.activated(1))) {
      subtasks.models(messages.subList(0, 4));
      state = subtasks.snapshot();
    }
    try (Subtasks subtasks = Subtasks.restored(SHARDED, state, 3, 2)) {
      subtasks.requireAnswersBy("1");
      subtasks.models(messages.subList(4, messages.size()));
      subtasks.awaitAnswersBy("2");
    }
  }

  @Test
  void aModelThatIsWithdrawnWhileItIsActiveStays() throws Exception {
    OperatorSubtaskState state;
    try (Subtasks subtasks = Subtasks.started(SHARDED, 3, ONE.activated(1))) {
      subtasks.models(List.of(new Removal(ONE.key())));
      state = subtasks.snapshot();
    }
    try (Subtasks subtasks = Subtasks.restored(SHARDED, state, 3, 2)) {
      subtasks.requireAnswersBy("1");
    }
  }

  /** The chunks of the first model were in the checkpoint before the one that is restored. */
  @ParameterizedTest
  @EnumSource
  void aModelThatWasRemovedIsInNoLaterCheckpoint(ModelStateForm form) throws Exception {
    OperatorSubtaskState state;
    try (Subtasks subtasks = Subtasks.started(SHARDED, 3, ONE.activated(1))) {
      subtasks.models(TWO.activated(2));
      subtasks.awaitAnswersBy("2");
      state = subtasks.snapshot();
    }
    try (Subtasks subtasks = Subtasks.restored(form, state, 3, 2)) {
      subtasks.models(List.of(new Removal(ONE.key())));
      state = subtasks.snapshot();
      int written = form == SHARDED ? 1 : 2;
      assertThat(state.getStateSize())
          .isCloseTo((long) written * TWO.artifact().bytes().length, withinPercentage(5));
    }
    try (Subtasks subtasks = Subtasks.restored(SHARDED, state, 2, 4)) {
      subtasks.requireAnswersBy("2");
      subtasks.models(List.of(ONE.activation(3)));
      subtasks.requireAnswersBy("2");
    }
  }

  /** Half of the second model came before a checkpoint in one form, the rest after it. */
  @ParameterizedTest
  @EnumSource
  void chunksThatAreStillArrivingGoFromEitherFormToTheOther(ModelStateForm before)
      throws Exception {
    ModelStateForm after = before == SHARDED ? BROADCAST : SHARDED;
    List<ModelMessage> messages = TWO.activated(2);
    OperatorSubtaskState state;
    try (Subtasks subtasks = Subtasks.started(before, 3, ONE.activated(1))) {
      subtasks.models(messages.subList(0, 4));
      state = subtasks.snapshot();
    }
    try (Subtasks subtasks = Subtasks.restored(after, state, 3, 5)) {
      subtasks.models(messages.subList(4, 6));
      state = subtasks.snapshot();
    }
    try (Subtasks subtasks = Subtasks.restored(before, state, 5, 2)) {
      subtasks.requireAnswersBy("1");
      subtasks.models(messages.subList(6, messages.size()));
      subtasks.awaitAnswersBy("2");
    }
  }

  /** The first subtask has read the second model from the topic, the others not yet. */
  @Test
  void aSubtaskThatHadReadAheadTakesNothingFromTheOthers() throws Exception {
    List<ModelMessage> ahead = new ArrayList<>(ONE.messages());
    ahead.addAll(TWO.activated(2));
    OperatorSubtaskState state;
    try (ClassifyHarness first = ClassifyHarness.subtask(SHARDED, 2, 0, null, ahead);
        ClassifyHarness second = ClassifyHarness.subtask(SHARDED, 2, 1, null, ONE.activated(1))) {
      first.models(ONE.activated(1));
      second.models(ONE.activated(1));
      state =
          AbstractStreamOperatorTestHarness.repackageState(
              first.snapshot(1, 1), second.snapshot(1, 1));
    }
    try (Subtasks subtasks = Subtasks.restored(SHARDED, state, 2, 2)) {
      subtasks.models(TWO.activated(2));
      subtasks.awaitAnswersBy("2");
    }
  }
}
