/**
 * The <a href="https://onnx.ai/onnx/repo-docs/IR.html">ONNX</a> format: a graph of operators and
 * its weights as protocol buffers.
 *
 * <p>May import, besides the JDK: {@code format}, {@code graph}, {@code tensor}, {@code weights},
 * and Protobuf.
 */
package io.flinkmobilenet.weights.onnx;
