package io.flinkmobilenet.cli.kafka;

import io.flinkmobilenet.cli.terminal.Output;
import io.flinkmobilenet.cli.terminal.Table;
import io.flinkmobilenet.event.ClassProbability;
import io.flinkmobilenet.event.EventCodec;
import io.flinkmobilenet.event.ModelStatus;
import io.flinkmobilenet.event.Prediction;
import io.flinkmobilenet.event.RejectedImage;
import io.flinkmobilenet.event.UnreadableEventException;
import java.util.List;
import java.util.function.Function;
import org.apache.avro.specific.SpecificRecord;

/**
 * Decodes and prints one kind of event.
 *
 * @param <T> generated class of the event
 */
public final class EventView<T extends SpecificRecord> {
  private final EventCodec<T> codec;
  private final Output output;
  private final Table table;
  private final Function<T, Object[]> cells;

  private EventView(Class<T> type, Output output, Table table, Function<T, Object[]> cells) {
    this.codec = EventCodec.of(type);
    this.output = output;
    this.table = table;
    this.cells = cells;
  }

  /** Predictions: image, best class, its probability, model. */
  public static EventView<Prediction> predictions(Output output) {
    List<String> titles = List.of("image", "class", "probability", "model");
    return new EventView<>(
        Prediction.class,
        output,
        Table.streaming(output, titles, 36, 32, 11, 20),
        event -> {
          List<ClassProbability> classes = event.getClasses();
          return new Object[] {
            event.getImageId(),
            classes.isEmpty() ? null : Table.brief(classes.get(0).getLabel()),
            classes.isEmpty() ? null : classes.get(0).getProbability(),
            event.getModel().getName() + "/" + event.getModel().getVersion()
          };
        });
  }

  /** Rejected images: image, stage, reason, message. */
  public static EventView<RejectedImage> rejected(Output output) {
    List<String> titles = List.of("image", "stage", "reason", "message");
    return new EventView<>(
        RejectedImage.class,
        output,
        Table.streaming(output, titles, 36, 11, 18, 40),
        event ->
            new Object[] {
              RecordName.of(event), event.getStage(), event.getReason(), event.getMessage()
            });
  }

  /** Status of models: model, state, time, message. */
  public static EventView<ModelStatus> status(Output output) {
    List<String> titles = List.of("model", "state", "at", "message");
    return new EventView<>(
        ModelStatus.class,
        output,
        Table.streaming(output, titles, 28, 8, 24, 40),
        event ->
            new Object[] {
              event.getName() + "/" + event.getVersion(),
              event.getState(),
              event.getAt(),
              event.getMessage()
            });
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
      table.row(cells.apply(event));
    }
  }
}
