package io.flinkmobilenet.graph.pass;

import io.flinkmobilenet.graph.Convolution;
import io.flinkmobilenet.graph.Dense;
import io.flinkmobilenet.graph.Epilogue;
import io.flinkmobilenet.graph.Operator;
import java.util.Optional;

/** The operators whose sums have an epilogue. */
final class Sums {
  private Sums() {}

  /** Returns the epilogue of a convolution or a dense layer. */
  static Optional<Epilogue> epilogue(Operator operator) {
    if (operator instanceof Convolution convolution) {
      return Optional.of(convolution.epilogue());
    }
    return operator instanceof Dense dense ? Optional.of(dense.epilogue()) : Optional.empty();
  }

  /** Returns the same convolution or dense layer with another epilogue. */
  static Operator with(Operator operator, Epilogue epilogue) {
    return operator instanceof Convolution convolution
        ? convolution.epilogue(epilogue)
        : ((Dense) operator).epilogue(epilogue);
  }
}
