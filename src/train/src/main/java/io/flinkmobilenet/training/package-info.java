/**
 * Trains the road-sign models that are included in the program, on PyTorch through DJL. Part of the
 * Maven profile {@code train} only; the product does not depend on it.
 *
 * <pre>
 * Camera ─ PreparedCamera ─ FrameCache ─ Batches ─ Learner ─ AdamW ─ MovingAverage ─ ModelFolderWriter
 *                               └ Validation ┘                                            └ ProductCheck
 * </pre>
 *
 * <p>May import, besides the JDK: {@code architecture}, {@code geometry}, {@code graph}, {@code
 * image}, {@code kernel}, {@code model}, {@code network}, {@code showcase.chart}, {@code
 * showcase.roadsigns}, {@code simd}, {@code tensor}, {@code weights}, {@code weights.safetensors},
 * DJL, Jackson, picocli, progressbar.
 */
package io.flinkmobilenet.training;
