/**
 * Code that all commands share: exit codes, one-line failures, tables, JSON lines, progress.
 *
 * <p>May import, besides the JDK: {@code event.format}, {@code kafka}, {@code protocol.client},
 * {@code stream.config}, Jackson, Log4j, picocli, progressbar.
 */
package io.flinkmobilenet.cli.terminal;
