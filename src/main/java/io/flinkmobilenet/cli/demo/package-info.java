/**
 * The whole way in one process: broker, cluster, job, pictures in, predictions out.
 *
 * <p>{@code Surroundings} are broker and cluster, {@code DemoJob} the job between them; a {@code
 * Demonstration} shows it, at a camera or at a folder.
 *
 * <p>May import, besides the JDK: {@code embedded}, {@code stream}, the other packages of {@code
 * cli}, {@code camera}, {@code event}, {@code kernel}, {@code model}, Flink, picocli.
 */
package io.flinkmobilenet.cli.demo;
