/**
 * Code that all commands share: exit codes, one-line failures, tables, JSON lines, progress.
 *
 * <p>May import, besides the JDK: picocli, Jackson, the progress bar, the logging backend, {@code
 * stream.config} for names that are similar, {@code kafka} and {@code protocol.client} for their
 * failures.
 */
package io.flinkmobilenet.cli.terminal;
