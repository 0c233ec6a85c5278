package io.flinkmobilenet.showcase.roadsigns;

import java.io.ByteArrayOutputStream;
import javax.imageio.plugins.jpeg.JPEGHuffmanTable;

/** Writes the segments of a JPEG file around its coefficients (ITU-T T.81, annex B). */
final class JpegWriterHeader {
  private final ByteArrayOutputStream out;

  JpegWriterHeader(ByteArrayOutputStream out) {
    this.out = out;
  }

  /** Writes everything up to the first coefficient. The tables' values are in rows of 8. */
  void write(int width, int height, int[] lumaTable, int[] chromaTable) {
    bytes(0xFF, 0xD8);
    bytes(0xFF, 0xE0, 0, 16, 'J', 'F', 'I', 'F', 0, 1, 2, 0, 0, 1, 0, 1, 0, 0);
    quantisation(0, lumaTable);
    quantisation(1, chromaTable);
    bytes(0xFF, 0xC0, 0, 17, 8, height >> 8, height, width >> 8, width, 3);
    bytes(1, 0x22, 0, 2, 0x11, 1, 3, 0x11, 1);
    huffman(0x00, JPEGHuffmanTable.StdDCLuminance);
    huffman(0x10, JPEGHuffmanTable.StdACLuminance);
    huffman(0x01, JPEGHuffmanTable.StdDCChrominance);
    huffman(0x11, JPEGHuffmanTable.StdACChrominance);
    bytes(0xFF, 0xDA, 0, 12, 3, 1, 0x00, 2, 0x11, 3, 0x11, 0, 63, 0);
  }

  void end() {
    bytes(0xFF, 0xD9);
  }

  private void quantisation(int number, int[] table) {
    bytes(0xFF, 0xDB, 0, 67, number);
    for (int at : EntropyCoder.ZIGZAG) {
      bytes(table[at]);
    }
  }

  private void huffman(int kindAndNumber, JPEGHuffmanTable table) {
    int length = 3 + 16 + table.getValues().length;
    bytes(0xFF, 0xC4, length >> 8, length, kindAndNumber);
    for (int i = 0; i < 16; i++) {
      bytes(i < table.getLengths().length ? table.getLengths()[i] : 0);
    }
    for (short symbol : table.getValues()) {
      bytes(symbol);
    }
  }

  private void bytes(int... values) {
    for (int value : values) {
      out.write(value);
    }
  }
}
