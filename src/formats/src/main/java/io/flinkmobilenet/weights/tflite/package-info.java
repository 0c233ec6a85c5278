/**
 * The <a href="https://ai.google.dev/edge/litert/models/metadata">TensorFlow Lite</a> format: a
 * graph of operators and its weights as FlatBuffers, with metadata for people and programs.
 *
 * <p>May import, besides the JDK: {@code format}, {@code graph}, {@code network}, {@code tensor},
 * and {@code weights}.
 */
package io.flinkmobilenet.weights.tflite;
