package io.flinkmobilenet.stream.fetch;

import java.io.Serializable;
import java.time.Duration;

/**
 * The settings for images by reference.
 *
 * @param allowed what may be fetched
 * @param concurrency number of images that a subtask fetches at a time, at least 1
 * @param timeout time for one attempt
 * @param deadline time for all attempts for one image
 * @param maxBytes length of the longest image
 * @param bufferBytes bytes of all images that a subtask fetches at a time, at least {@code
 *     maxBytes}
 * @param authorities certificates in PEM that servers are checked against in place of the JDK's;
 *     empty for the JDK's
 */
public record FetchSettings(
    AllowedUris allowed,
    int concurrency,
    Duration timeout,
    Duration deadline,
    int maxBytes,
    int bufferBytes,
    String authorities)
    implements Serializable {}
