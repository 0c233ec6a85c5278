/**
 * Files in YAML, which people write: each value with its place, so that errors say where they are.
 *
 * <p>May import, besides the JDK: Jackson.
 */
package io.flinkmobilenet.stream.file;
