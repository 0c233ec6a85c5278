package io.flinkmobilenet.cli.bench.job;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.LongStream;

/**
 * When each picture was sent, predicted and read, by its number. One thread may send while another
 * reads predictions.
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
   * A picture is about to be sent.
   *
   * @param micros when it is due, since 1970
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
   * A prediction was read.
   *
   * @param madeMillis what it says of when it was made, since 1970
   * @param micros when it was read, since 1970
   * @throws IllegalStateException where there was one already, or the picture was never sent
   */
  synchronized void predict(int number, long madeMillis, long micros, int best, String by) {
    if (number < 0 || number >= sent || predictedMillis[number] != 0) {
      throw new IllegalStateException(
          "prediction of picture %d: expected one of each of %d pictures".formatted(number, sent));
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
   * Best class of each of the first pictures.
   *
   * @throws IllegalStateException where one of them was not predicted
   */
  public synchronized int[] bestClasses(int count) {
    for (int number = 0; number < count; number++) {
      if (number >= sent || predictedMillis[number] == 0) {
        throw new IllegalStateException("no prediction of picture " + number);
      }
    }
    return Arrays.copyOf(bestClass, count);
  }

  /** When predictions of a range of pictures were made, milliseconds since 1970, ascending. */
  synchronized long[] made(int from, int to) {
    return LongStream.of(Arrays.copyOfRange(predictedMillis, from, to))
        .filter(millis -> millis > 0)
        .sorted()
        .toArray();
  }

  /** The same of those that one model made. */
  synchronized long[] madeBy(String by, int from, int to) {
    int index = models.indexOf(by);
    return LongStream.range(from, to)
        .filter(number -> model[(int) number] == index && predictedMillis[(int) number] > 0)
        .map(number -> predictedMillis[(int) number])
        .sorted()
        .toArray();
  }

  /** When the last one was made that this model did not make; 0 where it made them all. */
  synchronized long lastOfOthers(String by, int from, int to) {
    int index = models.indexOf(by);
    return LongStream.range(from, to)
        .filter(number -> model[(int) number] != index)
        .map(number -> predictedMillis[(int) number])
        .max()
        .orElse(0);
  }

  /** From when pictures of a range were due to when their predictions were made. */
  synchronized Latencies toPrediction(int from, int to) {
    double[] millis = new double[to - from];
    for (int number = from; number < to; number++) {
      // The half millisecond that a time without fractions lacks on average.
      millis[number - from] = predictedMillis[number] + 0.5 - sentMicros[number] / 1e3;
    }
    return Latencies.of(millis);
  }

  /** From when pictures of a range were due to when their predictions were read. */
  synchronized Latencies toReader(int from, int to) {
    double[] millis = new double[to - from];
    for (int number = from; number < to; number++) {
      millis[number - from] = (readMicros[number] - sentMicros[number]) / 1e3;
    }
    return Latencies.of(millis);
  }

  /** The first picture that was due at that time or later, milliseconds since 1970. */
  synchronized int firstSince(long millis) {
    int number = sent;
    while (number > 0 && sentMicros[number - 1] >= millis * 1000) {
      number--;
    }
    return number;
  }
}
