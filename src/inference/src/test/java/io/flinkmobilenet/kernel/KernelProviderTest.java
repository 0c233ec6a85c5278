package io.flinkmobilenet.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.flinkmobilenet.simd.KernelChoice;
import org.junit.jupiter.api.Test;

class KernelProviderTest {
  @Test
  void takesTheFastestThatThisJvmCanRun() {
    String name = KernelProvider.select(KernelChoice.AUTO).name();

    assertThat(name).matches(KernelSets.vectorExpected() ? "vector-(128|256|512)" : "scalar");
  }

  @Test
  void takesScalarKernelsWhereAskedTo() {
    assertThat(KernelProvider.select(KernelChoice.SCALAR).name()).isEqualTo("scalar");
  }

  @Test
  void saysWhatIsMissingWhereVectorKernelsAreForced() {
    if (KernelSets.vectorExpected()) {
      assertThat(KernelProvider.select(KernelChoice.VECTOR).name()).startsWith("vector-");
    } else {
      assertThatThrownBy(() -> KernelProvider.select(KernelChoice.VECTOR))
          .isInstanceOf(IllegalStateException.class)
          .hasMessageContaining("--add-modules jdk.incubator.vector");
    }
  }
}
