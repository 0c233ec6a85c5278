package io.flinkmobilenet.weights.onnx;

import java.util.Arrays;

/** A list of numbers that grows. */
final class LongList {
  private long[] numbers = new long[8];
  private int size;

  void add(long number) {
    if (size == numbers.length) {
      numbers = Arrays.copyOf(numbers, Math.multiplyExact(2, size));
    }
    numbers[size++] = number;
  }

  int size() {
    return size;
  }

  long get(int index) {
    return numbers[index];
  }

  long[] toArray() {
    return Arrays.copyOf(numbers, size);
  }
}
