/**
 * The road-sign camera as a source of events, and the command that runs it.
 *
 * <p>May import, besides the JDK: {@code cli.terminal}, {@code cli.input}, {@code cli.kafka},
 * {@code showcase.roadsigns}, {@code event}, {@code event.format}, {@code kafka}, picocli.
 */
package io.flinkmobilenet.showcase.camera;
