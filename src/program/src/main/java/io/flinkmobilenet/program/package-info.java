/**
 * The command line: {@code Main} and one small class per command.
 *
 * <p>May import, besides the JDK: every other package, picocli.
 */
package io.flinkmobilenet.program;
