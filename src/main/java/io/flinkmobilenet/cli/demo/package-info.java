/**
 * The whole way in one process: broker, cluster, job, pictures in, predictions out.
 *
 * <p>May import, besides the JDK: {@code embedded}, {@code stream}, the other packages of {@code
 * cli}, {@code event}, {@code kernel}, {@code model}, Flink, picocli.
 */
package io.flinkmobilenet.cli.demo;
