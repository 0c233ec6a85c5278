/**
 * Trains the road-sign models that are included in the program, on PyTorch through DJL. Part of the
 * Maven profile {@code train} only; the product does not depend on it.
 *
 * <pre>
 * Camera ─ PreparedCamera ─ FrameCache ─ Batches ─ Learner ─ AdamW ─ MovingAverage ─ ModelFolderWriter
 *                               └ Validation ┘                                            └ ProductCheck
 * </pre>
 *
 * <p>May import, besides the JDK and DJL: {@code showcase.roadsigns}, {@code showcase.chart}, {@code image}, {@code
 * kernel}, {@code model}, {@code network}, {@code tensor}, {@code weights}, Jackson, picocli.
 */
package io.flinkmobilenet.training;
