package io.flinkmobilenet.kernel.scalar;

/** A function of one value and its channel. */
@FunctionalInterface
interface ChannelFunction {
  double apply(int channel, double value);
}
