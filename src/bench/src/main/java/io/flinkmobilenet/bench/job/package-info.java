/**
 * Measures a whole job, from the images topic to the predictions topic, with a broker and a cluster
 * in this process.
 *
 * <p>A {@code JobRun} takes a job through its phases: warm-up, draining a filled topic, images at a
 * lower rate, a swap of models. {@code Outcomes} holds the times of each image, {@code ResourceUse}
 * the resources of each thread.
 *
 * <p>May import, besides the JDK: {@code kafka}, {@code bench}, {@code showcase.local}, {@code
 * cli.kafka}, {@code cli.input}, {@code cli.terminal}, {@code showcase.roadsigns}, {@code event},
 * {@code image}, {@code kernel}, {@code stream}, Flink's durations, Kafka clients, picocli.
 */
package io.flinkmobilenet.bench.job;
