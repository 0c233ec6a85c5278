/**
 * The commands that inspect, sign, publish, activate, list and remove models.
 *
 * <p>May import, besides the JDK: {@code kafka}, {@code protocol}, {@code protocol.client}, {@code
 * protocol.signing}, {@code cli.terminal}, {@code cli.input}, {@code cli.kafka}, {@code model},
 * {@code network}, {@code event}, {@code stream}, {@code image}, {@code tensor}, Jackson, Kafka
 * clients, picocli.
 */
package io.flinkmobilenet.cli.model;
