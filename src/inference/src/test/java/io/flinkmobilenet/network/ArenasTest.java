package io.flinkmobilenet.network;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.HotSpotDiagnosticMXBean;
import java.lang.management.ManagementFactory;
import org.junit.jupiter.api.Test;

class ArenasTest {
  private static final int PLENTY = 20 << 20;

  @Test
  void areAsLargeAsAskedFor() {
    assertThat(Arenas.atLeast(PLENTY)).hasSize(PLENTY);
    assertThat(Arenas.atLeast(1)).isNotEmpty();
  }

  @Test
  void areTooLargeForG1ToPutThemAmongOtherObjects() {
    String region =
        ManagementFactory.getPlatformMXBean(HotSpotDiagnosticMXBean.class)
            .getVMOption("G1HeapRegionSize")
            .getValue();
    // With its header the array is larger than half a region.
    assertThat(Arenas.atLeast(1).length * (long) Float.BYTES)
        .isGreaterThanOrEqualTo(Long.parseLong(region) / 2);
  }
}
