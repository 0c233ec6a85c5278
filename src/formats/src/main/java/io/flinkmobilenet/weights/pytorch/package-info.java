/**
 * Files that {@code torch.save} writes: zip archives (PyTorch 1.6 and later) and the older row of
 * pickles. The pickle is read by an interpreter of its own, which builds tensors, numbers, texts
 * and containers, and calls nothing that a file names.
 *
 * <p>May import, besides the JDK: {@code tensor}, {@code weights}.
 *
 * @see <a
 *     href="https://github.com/pytorch/pytorch/blob/main/torch/serialization.py">torch/serialization.py</a>
 */
package io.flinkmobilenet.weights.pytorch;
