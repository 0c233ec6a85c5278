/**
 * The commands that inspect, sign, publish, activate, list and remove models.
 *
 * <p>May import, besides the JDK: {@code cli.terminal}, {@code cli.input}, {@code cli.kafka},
 * {@code model}, {@code network}, {@code event}, {@code stream}, picocli.
 */
package io.flinkmobilenet.cli.model;
