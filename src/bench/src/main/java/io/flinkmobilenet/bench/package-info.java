/**
 * Measures the speed of image decoding, the network and the job on this machine.
 *
 * <p>May import, besides the JDK: {@code cli.terminal}, {@code cli.input}, {@code bench.job},
 * {@code showcase.roadsigns}, {@code model}, {@code network}, {@code kernel}, {@code simd}, {@code
 * geometry}, {@code image}, {@code tensor}, picocli.
 */
package io.flinkmobilenet.bench;
