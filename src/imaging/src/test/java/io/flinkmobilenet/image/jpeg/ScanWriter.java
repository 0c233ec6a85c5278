package io.flinkmobilenet.image.jpeg;

import java.util.ArrayList;
import java.util.List;

/** Converts the coefficients of a scan to symbols: ITU-T T.81, sections F.1.2 and G.1.2. */
final class ScanWriter {
  private final ScanScript script;
  private final List<Sample> samples;
  private final CodeWriter out = new CodeWriter();
  private final int[] predictors = new int[4];
  private final List<Integer> corrections = new ArrayList<>();
  private int endOfBandRun;
  private int endOfBandTable;

  ScanWriter(ScanScript script, List<Sample> samples) {
    this.script = script;
    this.samples = samples;
  }

  /**
   * Codes all blocks, with a restart marker after every {@code restartInterval} MCUs; 0 for none.
   */
  CodeWriter write(int mcusWide, int mcusHigh, int restartInterval) {
    boolean alone = script.components().length == 1;
    Sample first = samples.get(script.components()[0]);
    int wide = alone ? first.blocksWide : mcusWide;
    int high = alone ? first.blocksHigh : mcusHigh;
    for (int mcu = 0; mcu < wide * high; mcu++) {
      if (restartInterval > 0 && mcu > 0 && mcu % restartInterval == 0) {
        endBands();
        out.restart((mcu / restartInterval - 1) % 8);
        java.util.Arrays.fill(predictors, 0);
      }
      for (int component : script.components()) {
        Sample sample = samples.get(component);
        int across = alone ? 1 : sample.across;
        int down = alone ? 1 : sample.down;
        for (int i = 0; i < across * down; i++) {
          int row = mcu / wide * down + i / across;
          int column = mcu % wide * across + i % across;
          block(component, sample.blocks[row * sample.paddedWide + column]);
        }
      }
    }
    endBands();
    return out;
  }

  private void block(int component, int[] block) {
    int table = Math.min(component, 1);
    if (script.from() == 0) {
      dc(component, table, block[0] >> script.missing());
    }
    if (script.to() > 0 && script.refines() == 0) {
      firstPass(4 + table, block);
    } else if (script.to() > 0) {
      refinement(4 + table, block);
    }
  }

  private void dc(int component, int table, int value) {
    if (script.refines() > 0) {
      out.bits(value & 1, 1);
      return;
    }
    int difference = value - predictors[component];
    predictors[component] = value;
    number(table, 0, difference);
  }

  /** Writes a number with its size, and a run in the same symbol: table F.1. */
  private void number(int table, int run, int value) {
    int size = 32 - Integer.numberOfLeadingZeros(Math.abs(value));
    out.symbol(table, run << 4 | size, value < 0 ? value - 1 : value, size);
  }

  /** Rounds towards zero, as section G.1.2.1 defines for AC coefficients. */
  private int shifted(int value) {
    int size = Math.abs(value) >> script.missing();
    return value < 0 ? -size : size;
  }

  private void firstPass(int table, int[] block) {
    int run = 0;
    for (int k = Math.max(script.from(), 1); k <= script.to(); k++) {
      int value = shifted(block[k]);
      if (value == 0) {
        run++;
        continue;
      }
      endBands();
      for (; run > 15; run -= 16) {
        out.symbol(table, 0xf0, 0, 0);
      }
      number(table, run, value);
      run = 0;
    }
    if (run > 0) {
      if (script.sequential()) {
        out.symbol(table, 0, 0, 0);
      } else {
        endBand(table);
      }
    }
  }

  private void refinement(int table, int[] block) {
    int last = script.from() - 1;
    for (int k = script.from(); k <= script.to(); k++) {
      last = Math.abs(shifted(block[k])) == 1 ? k : last;
    }
    int run = 0;
    List<Integer> pending = new ArrayList<>();
    for (int k = script.from(); k <= script.to(); k++) {
      int value = shifted(block[k]);
      if (Math.abs(value) > 1) {
        pending.add(Math.abs(value) & 1);
        continue;
      }
      if (value == 0) {
        run++;
        if (run == 16 && k < last) {
          endBands();
          out.symbol(table, 0xf0, 0, 0);
          flush(pending);
          run = 0;
        }
        continue;
      }
      endBands();
      out.symbol(table, run << 4 | 1, value < 0 ? 0 : 1, 1);
      flush(pending);
      run = 0;
    }
    if (run > 0 || !pending.isEmpty()) {
      corrections.addAll(pending);
      endBand(table);
    }
  }

  private void flush(List<Integer> bits) {
    bits.forEach(bit -> out.bits(bit, 1));
    bits.clear();
  }

  private void endBand(int table) {
    endOfBandRun++;
    endOfBandTable = table;
    if (endOfBandRun == 0x7fff) {
      endBands();
    }
  }

  private void endBands() {
    if (endOfBandRun > 0) {
      int size = 31 - Integer.numberOfLeadingZeros(endOfBandRun);
      out.symbol(endOfBandTable, size << 4, endOfBandRun, size);
      endOfBandRun = 0;
      flush(corrections);
    }
  }
}
