package io.flinkmobilenet.showcase.demo;

import io.flinkmobilenet.cli.kafka.EventFields;
import io.flinkmobilenet.cli.kafka.EventView;
import io.flinkmobilenet.cli.terminal.Output;
import io.flinkmobilenet.cli.terminal.OutputOptions;
import io.flinkmobilenet.cli.terminal.Progress;
import io.flinkmobilenet.event.EventCodec;
import io.flinkmobilenet.event.Prediction;
import io.flinkmobilenet.event.RejectedImage;
import io.flinkmobilenet.event.UnreadableEventException;
import java.util.Map;

/** Prints the job's results for the images and counts them. */
final class FolderReport {
  private final Output output;
  private final OutputOptions complaints;
  private final EventView<Prediction> predictions;
  private final EventCodec<RejectedImage> rejections = EventCodec.of(RejectedImage.class);
  private final Progress progress;
  private long predicted;
  private long rejected;

  FolderReport(Output output, OutputOptions complaints, Progress progress) {
    this.progress = progress;
    this.output = output;
    this.complaints = complaints;
    this.predictions = EventView.predictions(output);
  }

  void prediction(byte[] value) throws UnreadableEventException {
    predicted++;
    progress.step();
    predictions.print(predictions.decode(value));
  }

  void rejection(byte[] value) throws UnreadableEventException {
    rejected++;
    progress.step();
    RejectedImage image = rejections.decode(value);
    if (output.json()) {
      output.json(EventFields.of(image));
    } else {
      complaints.complain(
          "%s: %s: %s".formatted(image.getImageId(), image.getReason(), image.getMessage()));
    }
  }

  void summary(FolderSummary summary) {
    if (output.json()) {
      output.json(Map.of("summary", summary.fields()));
    } else {
      output.text("");
      output.text(summary.text());
    }
  }

  long predicted() {
    return predicted;
  }

  long rejected() {
    return rejected;
  }
}
