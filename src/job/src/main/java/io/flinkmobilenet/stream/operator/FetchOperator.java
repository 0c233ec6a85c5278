package io.flinkmobilenet.stream.operator;

import io.flinkmobilenet.event.Reason;
import io.flinkmobilenet.stream.fetch.FetchException;
import io.flinkmobilenet.stream.fetch.FetchSettings;
import io.flinkmobilenet.stream.fetch.Fetcher;
import io.flinkmobilenet.stream.state.ImageRecord;
import io.flinkmobilenet.stream.state.ImageReference;
import io.flinkmobilenet.stream.state.RecordDefect;
import io.flinkmobilenet.stream.state.StateTypes;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.TreeMap;
import java.util.concurrent.CompletionException;
import org.apache.flink.api.common.operators.MailboxExecutor;
import org.apache.flink.api.common.state.ListState;
import org.apache.flink.api.common.state.ListStateDescriptor;
import org.apache.flink.runtime.state.StateInitializationContext;
import org.apache.flink.runtime.state.StateSnapshotContext;
import org.apache.flink.streaming.api.operators.AbstractStreamOperator;
import org.apache.flink.streaming.api.operators.BoundedOneInput;
import org.apache.flink.streaming.api.operators.OneInputStreamOperator;
import org.apache.flink.streaming.api.operators.StreamOperatorParameters;
import org.apache.flink.streaming.api.watermark.Watermark;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;

/**
 * Fetches the images of records that only refer to them. Each record leaves as soon as its image is
 * there, or with a failure, so that a slow server holds up only its own images; other records pass
 * at once. A checkpoint contains the records whose images are still being fetched.
 *
 * <p>Flink's operator for asynchronous functions keeps records behind a watermark back until all
 * before it are done: one slow image would stop all others. Here a watermark alone waits.
 */
final class FetchOperator extends AbstractStreamOperator<ImageRecord>
    implements OneInputStreamOperator<ImageRecord, ImageRecord>, BoundedOneInput {
  private static final long serialVersionUID = 1;

  private static final ListStateDescriptor<ImageRecord> RUNNING =
      new ListStateDescriptor<>("running", StateTypes.IMAGE_RECORD);

  private final FetchSettings settings;
  private final transient MailboxExecutor mailbox;
  private final transient TreeMap<Long, StreamRecord<ImageRecord>> running = new TreeMap<>();
  private final transient Deque<HeldWatermark> watermarks = new ArrayDeque<>();
  private transient ListState<ImageRecord> state;
  private transient Fetcher fetcher;
  private transient FetchMetrics metrics;
  private transient long next;

  FetchOperator(
      StreamOperatorParameters<ImageRecord> parameters,
      FetchSettings settings,
      MailboxExecutor mailbox) {
    super(parameters);
    this.settings = settings;
    this.mailbox = mailbox;
  }

  @Override
  public void initializeState(StateInitializationContext context) throws Exception {
    super.initializeState(context);
    state = context.getOperatorStateStore().getListState(RUNNING);
  }

  @Override
  public void open() throws Exception {
    super.open();
    fetcher = new Fetcher(settings);
    metrics = new FetchMetrics(getMetricGroup(), running::size, fetcher::bufferedBytes);
    for (ImageRecord record : state.get()) {
      processElement(new StreamRecord<>(record, record.capturedAt()));
    }
  }

  @Override
  public void processElement(StreamRecord<ImageRecord> element) throws Exception {
    ImageReference reference = element.getValue().reference();
    if (reference == null) {
      output.collect(element);
      return;
    }
    while (running.size() >= settings.concurrency()) {
      mailbox.yield();
    }
    long number = next++;
    long start = System.nanoTime();
    // The element is copied because the caller may use it again.
    running.put(number, element.copy(element.getValue()));
    fetcher
        .fetch(reference.uri(), reference.sha256())
        .whenComplete(
            (image, failure) ->
                mailbox.execute(
                    () -> arrived(number, image, failure, start), "image fetched or failed"));
  }

  private void arrived(long number, byte[] image, Throwable failure, long start) {
    StreamRecord<ImageRecord> element = running.remove(number);
    ImageRecord record = element.getValue();
    ImageReference reference = record.reference();
    if (image == null) {
      metrics.failed();
      reference = reference.failed(defect(failure));
    } else {
      metrics.fetched(image.length, start);
      reference = reference.fetched(image);
    }
    output.collect(element.replace(record.with(reference)));
    if (image != null) {
      fetcher.sent(image);
    }
    while (!watermarks.isEmpty() && isDue(watermarks.peek())) {
      output.emitWatermark(watermarks.poll().watermark());
    }
  }

  private static RecordDefect defect(Throwable failure) {
    Throwable cause = failure instanceof CompletionException ? failure.getCause() : failure;
    return cause instanceof FetchException e
        ? new RecordDefect(e.reason(), Brief.of(e.getMessage()))
        : new RecordDefect(Reason.INTERNAL_ERROR, Brief.of(String.valueOf(cause)));
  }

  @Override
  public void processWatermark(Watermark watermark) {
    HeldWatermark held = new HeldWatermark(next, watermark);
    if (isDue(held)) {
      output.emitWatermark(watermark);
      return;
    }
    if (!watermarks.isEmpty() && watermarks.peekLast().before() == next) {
      watermarks.pollLast();
    }
    watermarks.add(held);
  }

  private boolean isDue(HeldWatermark held) {
    return running.isEmpty() || running.firstKey() >= held.before();
  }

  @Override
  public void snapshotState(StateSnapshotContext context) throws Exception {
    super.snapshotState(context);
    state.clear();
    for (StreamRecord<ImageRecord> element : running.values()) {
      state.add(element.getValue());
    }
  }

  /** Waits for all images: in batch mode nothing is read after the end. */
  @Override
  public void endInput() throws Exception {
    while (!running.isEmpty()) {
      mailbox.yield();
    }
  }

  @Override
  public void close() throws Exception {
    if (fetcher != null) {
      fetcher.close();
    }
    super.close();
  }

  /** A watermark that waits for all records with a lower number. */
  private record HeldWatermark(long before, Watermark watermark) {}
}
