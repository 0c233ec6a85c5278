package io.flinkmobilenet.bench.job;

/**
 * Processor time and heap that were used.
 *
 * @param cpuNanos processor time
 * @param heapBytes bytes allocated on the heap, including memory that has been freed since
 */
record Used(long cpuNanos, long heapBytes) {
  static final Used NOTHING = new Used(0, 0);

  Used plus(Used other) {
    return new Used(cpuNanos + other.cpuNanos, heapBytes + other.heapBytes);
  }

  Used since(Used earlier) {
    return new Used(cpuNanos - earlier.cpuNanos, heapBytes - earlier.heapBytes);
  }
}
