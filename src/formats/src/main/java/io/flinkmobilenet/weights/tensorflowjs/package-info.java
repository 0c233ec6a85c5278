/**
 * Layers models of TensorFlow.js, also as Teachable Machine exports them.
 *
 * <p>May import, besides the JDK: {@code format}, {@code keras}, {@code network}, {@code tensor},
 * {@code weights}, Jackson.
 *
 * @see <a href="https://www.tensorflow.org/js/guide/save_load">Save and load models</a>
 */
package io.flinkmobilenet.weights.tensorflowjs;
