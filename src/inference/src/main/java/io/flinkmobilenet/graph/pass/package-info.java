/**
 * Steps of compiling a graph, each from a graph to a graph that computes the same: operators are
 * found by structure and fused with their only reader.
 *
 * <p>May import, besides the JDK: {@code graph}.
 */
package io.flinkmobilenet.graph.pass;
