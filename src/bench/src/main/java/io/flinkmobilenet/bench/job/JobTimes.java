package io.flinkmobilenet.bench.job;

import java.util.Optional;

/**
 * The result of one run.
 *
 * @param parallelism subtasks per operator
 */
record JobTimes(
    int parallelism,
    Drained drained,
    Paced paced,
    Optional<Swapped> swapped,
    Optional<Changed> changed) {}
