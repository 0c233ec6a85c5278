/**
 * Deployments as files that a person can read: reads them from YAML, writes them as YAML, and
 * compares two of them.
 *
 * <p>May import, besides the JDK: {@code event}, {@code protocol}, {@code cli.terminal}, {@code
 * stream.config}, {@code stream.file}, Jackson.
 */
package io.flinkmobilenet.cli.deployment;
