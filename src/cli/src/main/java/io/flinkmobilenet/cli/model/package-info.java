/**
 * The commands that inspect, import, sign, publish, activate, deploy, list and remove models.
 *
 * <p>May import, besides the JDK: {@code architecture}, {@code cli.classify},
 * {@code cli.deployment}, {@code cli.input}, {@code cli.kafka}, {@code cli.terminal},
 * {@code event}, {@code geometry}, {@code graph}, {@code kafka}, {@code kernel}, {@code model},
 * {@code network}, {@code protocol}, {@code protocol.client}, {@code protocol.signing},
 * {@code simd}, {@code stream.config}, {@code stream.golden}, {@code stream.state}, {@code tensor},
 * Jackson, picocli.
 */
package io.flinkmobilenet.cli.model;
