/**
 * The layers of Keras as a graph: the JSON with which Keras 1, 2 and 3 and TensorFlow.js describe a
 * model, and the order of the weights of each layer. Where the weights are stored is the caller's
 * business.
 *
 * <p>May import, besides the JDK: {@code format}, {@code graph}, {@code network}, {@code tensor},
 * {@code weights}, {@code weights.safetensors}, Jackson.
 *
 * @see <a href="https://keras.io/api/layers/">Keras layers</a>
 */
package io.flinkmobilenet.keras;
