/**
 * The commands about models: what is in one, and which are in Kafka.
 *
 * <p>May import, besides the JDK: {@code cli.terminal}, {@code cli.input}, {@code cli.kafka},
 * {@code model}, {@code network}, {@code event}, {@code stream}, picocli.
 */
package io.flinkmobilenet.cli.model;
