package io.flinkmobilenet.cli.bench.job;

/**
 * What somebody used of the machine.
 *
 * @param cpuNanos processor time
 * @param heapBytes what was allocated on the heap, long gone or not
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
