/**
 * Measures the speed of image decoding, the network and the job on this machine.
 *
 * <p>May import, besides the JDK: {@code cli.terminal}, {@code cli.input}, {@code cli.bench.job},
 * {@code camera}, {@code model}, {@code network}, {@code kernel}, {@code simd}, {@code geometry},
 * {@code image}, {@code tensor}, picocli.
 */
package io.flinkmobilenet.cli.bench;
