package io.flinkmobilenet.format.layout;

/** A value of a model file: one that depends on the image, or one that does not. */
public sealed interface ImportedValue permits MapValue, ConstantTensor {
  /** Returns the extents, outermost first. */
  int[] extents();
}
