/**
 * Makes a canonical artifact of a model file in any format: the network, its labels and its
 * preprocessing, each from the file or from what the user says.
 *
 * <p>May import, besides the JDK: {@code architecture}, {@code format}, {@code geometry}, {@code
 * graph}, {@code model}, {@code network}, {@code statedict}, {@code weights}, {@code
 * weights.keras}, {@code weights.onnx}, {@code weights.pytorch}, {@code weights.sharded}, {@code
 * weights.tensorflowjs}, {@code weights.tflite}.
 */
package io.flinkmobilenet.importing;
