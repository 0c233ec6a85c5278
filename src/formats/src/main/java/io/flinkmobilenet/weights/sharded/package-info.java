/**
 * Weights in several files with an index, as Hugging Face writes large ones. This package knows the
 * index alone; its caller says how a shard is read, so that no format depends on another.
 *
 * <p>May import, besides the JDK: {@code tensor}, {@code weights}, Jackson.
 */
package io.flinkmobilenet.weights.sharded;
