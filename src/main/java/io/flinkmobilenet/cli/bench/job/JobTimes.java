package io.flinkmobilenet.cli.bench.job;

import java.util.Optional;

/**
 * What came out of one run.
 *
 * @param parallelism subtasks of every operator
 */
record JobTimes(int parallelism, Drained drained, Paced paced, Optional<Swapped> swapped) {}
