/**
 * Compares the network with native runtimes, and the job with one written with well-known
 * libraries: on the same weights and images in the same run. It also compares the job with itself
 * under other options, and the formats of the images topic. Built and run by the Maven profile
 * {@code bench} only; not part of the product.
 *
 * <p>May import, besides the JDK: {@code architecture}, {@code bench.job}, {@code cli.input},
 * {@code cli.kafka}, {@code cli.terminal}, {@code event}, {@code event.format}, {@code format},
 * {@code geometry}, {@code graph}, {@code graph.pass}, {@code kernel}, {@code kernel.scalar},
 * {@code model}, {@code network}, {@code showcase.local}, {@code simd}, {@code stream.config},
 * {@code tensor}, {@code weights}, {@code weights.tflite}, FlatBuffers, Flink, JMH, Kafka, Log4j,
 * ONNX Runtime, picocli, Protobuf, TensorFlow Lite.
 */
package io.flinkmobilenet.peers;
