package io.flinkmobilenet.image.jpeg;

import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.TreeSet;

/** Collects the symbols of a scan, then writes it with Huffman tables of random shape. */
final class CodeWriter {
  private final List<int[]> tokens = new ArrayList<>();
  private final List<TreeSet<Integer>> symbols = new ArrayList<>();
  private final int[][] lengths = new int[8][];
  private final int[][] codes = new int[8][];
  private long pending;
  private int pendingBits;

  CodeWriter() {
    for (int table = 0; table < 8; table++) {
      symbols.add(new TreeSet<>());
    }
  }

  /** Adds a symbol of a table, 0 to 3 for DC and 4 to 7 for AC, and the bits after it. */
  void symbol(int table, int symbol, int bits, int count) {
    symbols.get(table).add(symbol);
    tokens.add(new int[] {table, symbol, bits, count});
  }

  void bits(int bits, int count) {
    tokens.add(new int[] {-1, 0, bits, count});
  }

  void restart(int number) {
    tokens.add(new int[] {-2, number, 0, 0});
  }

  /** Writes the definitions of the tables in use. */
  void writeTables(ByteArrayOutputStream out, Random random) {
    for (int table = 0; table < 8; table++) {
      if (symbols.get(table).isEmpty()) {
        continue;
      }
      List<Integer> order = new ArrayList<>(symbols.get(table));
      Collections.shuffle(order, random);
      int[] depths = depths(order.size(), random);
      out.writeBytes(new byte[] {(byte) 0xff, (byte) 0xc4, 0, (byte) 0});
      byte[] head = new byte[17];
      head[0] = (byte) (table >> 2 << 4 | table & 3);
      lengths[table] = new int[256];
      codes[table] = new int[256];
      int code = 0;
      for (int i = 0; i < order.size(); i++) {
        code <<= i == 0 ? depths[0] : depths[i] - depths[i - 1];
        lengths[table][order.get(i)] = depths[i];
        codes[table][order.get(i)] = code++;
        head[depths[i]]++;
      }
      byte[] written = out.toByteArray();
      int length = 2 + 17 + order.size();
      written[written.length - 2] = (byte) (length >> 8);
      written[written.length - 1] = (byte) length;
      out.reset();
      out.writeBytes(written);
      out.writeBytes(head);
      order.forEach(out::write);
    }
  }

  /**
   * Lengths of the given number of codes, ascending. The code that consists of ones only stays
   * unused.
   */
  private static int[] depths(int count, Random random) {
    List<Integer> leaves = new ArrayList<>(List.of(0));
    boolean deep = random.nextBoolean();
    while (leaves.size() < count + 1) {
      int leaf = deep ? leaves.size() - 1 : random.nextInt(leaves.size());
      while (leaves.get(leaf) >= 16) {
        leaf = random.nextInt(leaves.size());
      }
      int depth = leaves.remove(leaf) + 1;
      leaves.add(depth);
      leaves.add(depth);
      deep &= random.nextInt(40) > 0;
    }
    Collections.sort(leaves);
    return leaves.stream().limit(count).mapToInt(Integer::intValue).toArray();
  }

  void writeData(ByteArrayOutputStream out) {
    for (int[] token : tokens) {
      if (token[0] == -2) {
        flush(out);
        out.write(0xff);
        out.write(Markers.RST0 + token[1]);
        continue;
      }
      if (token[0] >= 0) {
        put(out, codes[token[0]][token[1]], lengths[token[0]][token[1]]);
      }
      put(out, token[2], token[3]);
    }
    flush(out);
  }

  private void put(ByteArrayOutputStream out, int bits, int count) {
    pending = pending << count | bits & (1L << count) - 1;
    pendingBits += count;
    while (pendingBits >= 8) {
      pendingBits -= 8;
      int next = (int) (pending >> pendingBits) & 0xff;
      out.write(next);
      if (next == 0xff) {
        out.write(0);
      }
    }
  }

  private void flush(ByteArrayOutputStream out) {
    if (pendingBits > 0) {
      put(out, 0x7f, 8 - pendingBits);
    }
  }
}
