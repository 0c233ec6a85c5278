package io.flinkmobilenet.cli.bench.job;

/**
 * Pictures that came at a pace.
 *
 * @param perSecond the pace
 * @param toPrediction from when a picture was due to when its prediction was made
 * @param toReader from when it was due to when a consumer had its prediction
 * @param consumption what they cost while they came
 */
record Paced(
    double perSecond, Latencies toPrediction, Latencies toReader, CostPerImage consumption) {}
