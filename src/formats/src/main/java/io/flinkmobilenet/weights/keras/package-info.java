/**
 * Files of Keras 1, 2 and 3: whole models and weights alone in HDF5, and {@code .keras} archives.
 *
 * <p>May import, besides the JDK: {@code format}, {@code keras}, {@code network}, {@code tensor},
 * {@code weights}, Jackson, jhdf.
 *
 * @see <a href="https://keras.io/guides/serialization_and_saving/">Save, serialize, and export
 *     models</a>
 */
package io.flinkmobilenet.weights.keras;
