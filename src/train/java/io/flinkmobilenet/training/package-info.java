/**
 * Trains the road-sign models that come with the program, on PyTorch by way of DJL. Part of the
 * Maven profile {@code train} only; nothing of the product knows it.
 *
 * <pre>
 * Camera ─ PreparedCamera ─ FrameCache ─ Batches ─ Learner ─ AdamW ─ MovingAverage ─ ModelFolderWriter
 *                               └ Validation ┘                                            └ ProductCheck
 * </pre>
 *
 * <p>May import, besides the JDK and DJL: {@code camera}, {@code chart}, {@code image}, {@code
 * kernel}, {@code model}, {@code network}, {@code tensor}, {@code weights}, Jackson, picocli.
 */
package io.flinkmobilenet.training;
