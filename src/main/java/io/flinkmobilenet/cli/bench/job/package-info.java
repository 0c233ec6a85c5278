/**
 * Measures a whole job, from the images topic to the predictions topic, between a broker and a
 * cluster of this process.
 *
 * <p>A {@code JobRun} takes a job through its phases: warm-up, a filled topic drained, pictures at
 * a pace below that, a swap of models. {@code Outcomes} keep what became of each picture, {@code
 * ResourceUse} what each thread used.
 *
 * <p>May import, besides the JDK: {@code cli.local}, {@code cli.kafka}, {@code cli.input}, {@code
 * cli.terminal}, {@code camera}, {@code event}, {@code image}, {@code stream}, Flink's durations,
 * Kafka clients, picocli.
 */
package io.flinkmobilenet.cli.bench.job;
