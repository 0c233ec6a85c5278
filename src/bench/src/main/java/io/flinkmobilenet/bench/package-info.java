/**
 * Measures the speed of image decoding, the network and the job on this machine.
 *
 * <p>May import, besides the JDK: {@code architecture}, {@code bench.job}, {@code cli.input},
 * {@code cli.terminal}, {@code geometry}, {@code image}, {@code kernel}, {@code model}, {@code
 * network}, {@code showcase.roadsigns}, {@code com.sun.management}, picocli.
 */
package io.flinkmobilenet.bench;
