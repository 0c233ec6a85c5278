package io.flinkmobilenet.protocol;

/**
 * A record of the models topic that cannot be read.
 *
 * @param name name of the model if it is known, else empty
 * @param version version of the model if it is known, else empty
 * @param digest digest of the artifact if it is known, else empty
 * @param message topic-partition@offset, what was expected, what was found
 */
public record Unreadable(String name, String version, String digest, String message)
    implements ModelMessage {}
