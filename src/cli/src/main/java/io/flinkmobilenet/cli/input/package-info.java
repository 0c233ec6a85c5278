/**
 * The inputs that commands read from disk: images and models.
 *
 * <p>May import, besides the JDK: {@code cli.terminal}, {@code importing}, {@code model}, {@code
 * network}, {@code kernel}, {@code simd}, picocli.
 */
package io.flinkmobilenet.cli.input;
