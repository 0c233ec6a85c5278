package io.flinkmobilenet.stream.operator;

import io.flinkmobilenet.stream.state.Chunk;
import io.flinkmobilenet.stream.state.Manifest;
import java.util.List;

/**
 * A model whose chunks are all there, to be made into a network.
 *
 * @param manifest what was announced
 * @param chunks by index; nothing of them is checked yet
 */
record LoadRequest(Manifest manifest, List<Chunk> chunks) {}
