package io.flinkmobilenet.bench.job;

/**
 * One edge of the running job, and the costs per image of the threads at its end.
 *
 * @param from sender
 * @param to receiver, which reads what was sent, works on it and serialises its own results
 * @param bytes bytes per image that cross the edge in serialised form
 * @param cpuMillis processor time of the receiver, milliseconds
 * @param heapKilobytes heap that the receiver allocated, kilobytes
 */
record Hop(String from, String to, double bytes, double cpuMillis, double heapKilobytes) {}
