package io.flinkmobilenet.bench.job;

/**
 * The result for images that were sent at a pace.
 *
 * @param perSecond images per second
 * @param toPrediction latencies from when an image was due to when its prediction was made
 * @param toReader latencies from when it was due to when a consumer had its prediction
 * @param consumption resources used meanwhile
 */
record Paced(
    double perSecond, Latencies toPrediction, Latencies toReader, CostPerImage consumption) {}
