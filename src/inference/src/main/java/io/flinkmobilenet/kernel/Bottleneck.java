package io.flinkmobilenet.kernel;

import java.util.Optional;

/**
 * An inverted residual: 1×1 expansion, depthwise convolution, 1×1 projection.
 *
 * @param expand weights {@code [E][K]}; empty if the depthwise convolution reads the input
 * @param window geometry of the depthwise convolution, which determines the size of all maps
 * @param depthwise weights {@code [E][rows][columns]}
 * @param project weights {@code [N][E]}; empty if something else reads the depthwise convolution,
 *     as squeeze-and-excitation does
 * @see <a href="https://arxiv.org/abs/1801.04381">Sandler et al. 2018, figure 3b</a>
 */
public record Bottleneck(
    Optional<ConvLayer> expand,
    ConvGeometry window,
    ConvLayer depthwise,
    Optional<ConvLayer> project) {
  /** Returns the number of channels of the output. */
  public int outputs() {
    return project.orElse(depthwise).filters().count();
  }
}
