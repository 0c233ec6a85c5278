package io.flinkmobilenet.cli.kafka;

import io.flinkmobilenet.cli.terminal.Output;
import io.flinkmobilenet.cli.terminal.Table;
import io.flinkmobilenet.event.EventCodec;
import io.flinkmobilenet.event.ModelStatus;
import io.flinkmobilenet.event.Prediction;
import io.flinkmobilenet.event.RejectedImage;
import io.flinkmobilenet.event.UnreadableEventException;
import java.util.List;
import java.util.function.Consumer;
import org.apache.avro.specific.SpecificRecord;

/**
 * Decodes and prints one kind of event.
 *
 * @param <T> generated class of the event
 */
public final class EventView<T extends SpecificRecord> {
  private final EventCodec<T> codec;
  private final Output output;
  private final Consumer<T> row;

  private EventView(Class<T> type, Output output, Consumer<T> row) {
    this.codec = EventCodec.of(type);
    this.output = output;
    this.row = row;
  }

  /** Predictions: image, best class, its probability, model, and what a deployment decided. */
  public static EventView<Prediction> predictions(Output output) {
    return new EventView<>(Prediction.class, output, new PredictionTable(output)::print);
  }

  /** Rejected images: image, stage, reason, message. */
  public static EventView<RejectedImage> rejected(Output output) {
    List<String> titles = List.of("image", "stage", "reason", "message");
    Table table = Table.streaming(output, titles, 36, 11, 18, 40);
    return new EventView<>(
        RejectedImage.class,
        output,
        event ->
            table.row(
                RecordName.of(event), event.getStage(), event.getReason(), event.getMessage()));
  }

  /** Status of models: model, state, time, message. */
  public static EventView<ModelStatus> status(Output output) {
    List<String> titles = List.of("model", "state", "at", "message");
    Table table = Table.streaming(output, titles, 28, 8, 24, 40);
    return new EventView<>(
        ModelStatus.class,
        output,
        event ->
            table.row(
                (event.getDeployment() == null ? "" : "deployment ")
                    + event.getName()
                    + "/"
                    + event.getVersion(),
                event.getState(),
                event.getAt(),
                event.getMessage()));
  }

  /** Reads a record's value. */
  public T decode(byte[] value) throws UnreadableEventException {
    return codec.decode(value);
  }

  /** Prints an event. */
  public void print(T event) {
    if (output.json()) {
      output.json(EventFields.of(event));
    } else {
      row.accept(event);
    }
  }
}
