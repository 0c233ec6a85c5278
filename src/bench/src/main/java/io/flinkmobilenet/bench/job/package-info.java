/**
 * Measures a whole job, from the images topic to the predictions topic, with a broker and a cluster
 * in this process.
 *
 * <p>A {@code JobRun} takes a job through its phases: warm-up, draining a filled topic, images at a
 * lower rate, a swap of models, deployments that follow each other. {@code Outcomes} holds the
 * times of each image, {@code ResourceUse} the resources of each thread.
 *
 * <p>May import, besides the JDK: {@code cli.input}, {@code cli.kafka}, {@code cli.terminal},
 * {@code event}, {@code event.format}, {@code geometry}, {@code kafka}, {@code protocol}, {@code
 * showcase.local}, {@code showcase.roadsigns}, {@code simd}, {@code stream.config}, {@code
 * com.sun.management}, Flink, Kafka, picocli.
 */
package io.flinkmobilenet.bench.job;
