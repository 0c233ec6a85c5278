/**
 * Plans that run networks: operators are fused and get kernels with packed weights, and memory is
 * laid out once. The chain of blocks and layers here is the layer table of MobileNetV2, from which
 * reports, the trainer and the benchmarks read; a plan is compiled from its graph.
 *
 * <p>May import, besides the JDK: {@code graph}, {@code graph.pass}, {@code kernel}, {@code
 * kernel.scalar}, {@code tensor}, {@code com.sun.management}.
 */
package io.flinkmobilenet.network;
