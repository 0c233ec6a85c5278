package io.flinkmobilenet.bench.job;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.LongStream;

/**
 * The times at which each image was sent, predicted and read, by its number. One thread may send
 * while another reads predictions.
 */
public final class Outcomes {
  private static final int FIRST_CAPACITY = 1024;

  private final List<String> models = new ArrayList<>();
  private long[] sentMicros = new long[FIRST_CAPACITY];
  private long[] predictedMillis = new long[FIRST_CAPACITY];
  private long[] readMicros = new long[FIRST_CAPACITY];
  private int[] bestClass = new int[FIRST_CAPACITY];
  private int[] model = new int[FIRST_CAPACITY];
  private int sent;
  private int predicted;

  /**
   * Records that an image is about to be sent.
   *
   * @param micros time at which it is due, microseconds since 1970
   * @return its number, from 0
   */
  synchronized int send(long micros) {
    if (sent == sentMicros.length) {
      int capacity = Math.multiplyExact(sent, 2);
      sentMicros = Arrays.copyOf(sentMicros, capacity);
      predictedMillis = Arrays.copyOf(predictedMillis, capacity);
      readMicros = Arrays.copyOf(readMicros, capacity);
      bestClass = Arrays.copyOf(bestClass, capacity);
      model = Arrays.copyOf(model, capacity);
    }
    sentMicros[sent] = micros;
    return sent++;
  }

  /**
   * Records that a prediction was read.
   *
   * @param madeMillis time at which it was made, as it states, milliseconds since 1970
   * @param micros time at which it was read, microseconds since 1970
   * @throws IllegalStateException if there already was one or the image was never sent
   */
  synchronized void predict(int number, long madeMillis, long micros, int best, String by) {
    if (number < 0 || number >= sent || predictedMillis[number] != 0) {
      throw new IllegalStateException(
          "prediction of image %d: expected one for each of %d images".formatted(number, sent));
    }
    predictedMillis[number] = madeMillis;
    readMicros[number] = micros;
    bestClass[number] = best;
    int index = models.indexOf(by);
    if (index < 0) {
      index = models.size();
      models.add(by);
    }
    model[number] = index;
    predicted++;
  }

  synchronized int sent() {
    return sent;
  }

  synchronized int predicted() {
    return predicted;
  }

  /**
   * Best class of each of the first images.
   *
   * @throws IllegalStateException if one of them was not predicted
   */
  public synchronized int[] bestClasses(int count) {
    for (int number = 0; number < count; number++) {
      if (number >= sent || predictedMillis[number] == 0) {
        throw new IllegalStateException("no prediction of image " + number);
      }
    }
    return Arrays.copyOf(bestClass, count);
  }

  /**
   * Times at which predictions of a range of images were made, milliseconds since 1970, ascending.
   */
  synchronized long[] made(int from, int to) {
    return LongStream.of(Arrays.copyOfRange(predictedMillis, from, to))
        .filter(millis -> millis > 0)
        .sorted()
        .toArray();
  }

  /** The same for the predictions that one model made. */
  synchronized long[] madeBy(String by, int from, int to) {
    int index = models.indexOf(by);
    return LongStream.range(from, to)
        .filter(number -> model[(int) number] == index && predictedMillis[(int) number] > 0)
        .map(number -> predictedMillis[(int) number])
        .sorted()
        .toArray();
  }

  /** Time of the last prediction that this model did not make; 0 if it made all. */
  synchronized long lastOfOthers(String by, int from, int to) {
    int index = models.indexOf(by);
    return LongStream.range(from, to)
        .filter(number -> model[(int) number] != index)
        .map(number -> predictedMillis[(int) number])
        .max()
        .orElse(0);
  }

  /**
   * Latencies of a range of images, from when they were due to when their predictions were made.
   */
  synchronized Latencies toPrediction(int from, int to) {
    // A time in whole milliseconds is half a millisecond too low on average.
    return Latencies.of(
        IntStream.range(from, to)
            .mapToLong(number -> predictedMillis[number] * 1000 + 500 - sentMicros[number]));
  }

  /**
   * Latencies of a range of images, from when they were due to when their predictions were read.
   */
  synchronized Latencies toReader(int from, int to) {
    return Latencies.of(
        IntStream.range(from, to).mapToLong(number -> readMicros[number] - sentMicros[number]));
  }

  /** The first image that was due at the given time, in milliseconds since 1970, or later. */
  synchronized int firstSince(long millis) {
    int number = sent;
    while (number > 0 && sentMicros[number - 1] >= millis * 1000) {
      number--;
    }
    return number;
  }
}
