package io.flinkmobilenet.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class ArenaLayoutTest {
  @Test
  void usesAgainWhatWasReleased() {
    ArenaLayout layout = new ArenaLayout();
    int first = layout.allocate(100);
    int second = layout.allocate(10);
    layout.release(first);

    assertThat(layout.allocate(40)).isEqualTo(first);
    assertThat(layout.allocate(48)).isEqualTo(first + 48);
    assertThat(layout.allocate(48)).isGreaterThan(second);
  }

  @Test
  void neverLaysBuffersOverEachOther() {
    ArenaLayout layout = new ArenaLayout();
    Random random = new Random(1);
    TreeMap<Integer, Integer> lengthByStart = new TreeMap<>();
    for (int i = 0; i < 2000; i++) {
      if (lengthByStart.size() > 8 || (!lengthByStart.isEmpty() && random.nextBoolean())) {
        List<Integer> starts = List.copyOf(lengthByStart.keySet());
        int start = starts.get(random.nextInt(starts.size()));
        layout.release(start);
        lengthByStart.remove(start);
      } else {
        int length = random.nextInt(200);
        lengthByStart.put(layout.allocate(length), length);
      }
      int end = 0;
      for (Map.Entry<Integer, Integer> buffer : lengthByStart.entrySet()) {
        assertThat(buffer.getKey()).isGreaterThanOrEqualTo(end);
        end = buffer.getKey() + buffer.getValue();
      }
      assertThat(layout.size()).isGreaterThanOrEqualTo(end);
    }
  }

  @Test
  void refusesToReleaseWhatIsNotTaken() {
    ArenaLayout layout = new ArenaLayout();
    layout.allocate(16);

    assertThatThrownBy(() -> layout.release(3)).isInstanceOf(IllegalStateException.class);
  }
}
