package io.flinkmobilenet.stream.operator;

import io.flinkmobilenet.protocol.Chunk;
import io.flinkmobilenet.protocol.Manifest;
import java.util.List;

/**
 * A request to build a network from a model's complete chunks.
 *
 * @param manifest the announcement
 * @param chunks all chunks by index, not checked yet
 */
record LoadRequest(Manifest manifest, List<Chunk> chunks) {}
