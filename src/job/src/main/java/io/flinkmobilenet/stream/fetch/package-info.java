/**
 * Fetches images to which events refer: the check of a URI against the allowed prefixes, and
 * readers for files, for Flink's file systems and for HTTP.
 *
 * <p>May import, besides the JDK: what {@code stream} may import.
 */
package io.flinkmobilenet.stream.fetch;
