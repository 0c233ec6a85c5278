package io.flinkmobilenet.peers;

import io.flinkmobilenet.bench.job.BenchImages;
import io.flinkmobilenet.event.ImageEvent;
import io.flinkmobilenet.event.UnreadableEventException;
import io.flinkmobilenet.event.format.EventFormat;
import io.flinkmobilenet.event.format.ImagesFormat;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.record.TimestampType;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.CommandLineOptionException;
import org.openjdk.jmh.runner.options.CommandLineOptions;
import org.openjdk.jmh.runner.options.OptionsBuilder;

/**
 * Measures how long each format of the images topic takes to turn a record of Kafka into an event:
 * the only part of the job that depends on the format. The image is a frame of the camera, and the
 * event has a source and two attributes. The arguments are those of JMH.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(3)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class RecordBench {
  /** Name of the format. */
  @Param({"avro", "raw", "json", "cloudevents"})
  public String format;

  private EventFormat<ImageEvent> reader;
  private ConsumerRecord<byte[], byte[]> record;

  /** Writes the record that is read. */
  @Setup
  public void prepare() {
    reader = ImagesFormat.valueOf(format.toUpperCase(Locale.ROOT)).create();
    ImageEvent event =
        ImageEvent.newBuilder()
            .setId("camera-17/2026-11-29T12:00:00.000Z")
            .setImage(ByteBuffer.wrap(BenchImages.ofCamera().encoded().get(0)))
            .setSource("camera-17")
            .setCapturedAt(Instant.ofEpochMilli(1_764_000_000_000L))
            .setAttributes(Map.of("site", "north", "lane", "2"))
            .build();
    RecordHeaders headers = new RecordHeaders();
    byte[] value = reader.write(event, headers);
    byte[] key = event.getId().getBytes(StandardCharsets.UTF_8);
    record =
        new ConsumerRecord<>(
            "images",
            0,
            0,
            event.getCapturedAt().toEpochMilli(),
            TimestampType.CREATE_TIME,
            key.length,
            value.length,
            key,
            value,
            headers,
            Optional.empty());
  }

  /**
   * Reads the record once.
   *
   * @return the event
   * @throws UnreadableEventException if the format cannot read what it wrote
   */
  @Benchmark
  public ImageEvent read() throws UnreadableEventException {
    return reader.read(record);
  }

  /** Runs all formats or those that the arguments name. */
  public static void main(String[] args) throws CommandLineOptionException, RunnerException {
    new Runner(
            new OptionsBuilder()
                .parent(new CommandLineOptions(args))
                .include(RecordBench.class.getName() + ".")
                .build())
        .run();
  }
}
